package io.github.understudy.internal.resolver;

import java.time.Instant;

/** When something happened. @param nanos monotonic, to measure with @param wall to show to people */
public record Moment(long nanos, Instant wall) {}
