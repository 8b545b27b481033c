package io.github.understudy.metrics;

import java.time.Duration;

/**
 * The changes and the returns of the source since the data source was made; finding the first source is none.
 *
 * @param outcome what followed
 * @param count how many
 * @param total how long there was no source together; a change that was seen at once took no time
 */
public record Failovers(FailoverOutcome outcome, long count, Duration total) {}
