package io.github.understudy.samples.failover;

import java.time.Duration;
import java.time.Instant;

/** Nanoseconds since the show began: the one time in which everything is recorded. */
final class RunClock {
    static final double SECOND = 1e9;

    private final long start = System.nanoTime();
    private final Instant startInstant = Instant.now();

    long now() {
        return System.nanoTime() - start;
    }

    long at(Instant moment) {
        return Duration.between(startInstant, moment).toNanos();
    }

    Instant start() {
        return startInstant;
    }
}
