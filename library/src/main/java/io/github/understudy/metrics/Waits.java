package io.github.understudy.metrics;

import java.time.Duration;

/**
 * The requests that have waited for a reason and ended alike, since the data source was made.
 *
 * @param reason what they waited for
 * @param outcome how it ended
 * @param count how many
 * @param total how long they have waited together
 */
public record Waits(WaitReason reason, WaitOutcome outcome, long count, Duration total) {}
