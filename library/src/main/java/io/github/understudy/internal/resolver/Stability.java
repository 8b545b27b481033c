package io.github.understudy.internal.resolver;

import java.util.concurrent.TimeUnit;

/**
 * How often a server has gone down, and how long it is therefore not trusted with reads after its return: not at all
 * after the first time, then twice as long each time. It starts afresh when it has stayed up for a minute. Immutable.
 *
 * @param falls how often it went down without staying up in between
 * @param down true while it is down
 * @param trustedFromNanos when it is trusted again
 */
record Stability(int falls, boolean down, long trustedFromNanos) {
    static final Stability UNTRIED = new Stability(0, false, 0);
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_DOUBLINGS = 5;

    Stability fell(long nanos) {
        if (down) {
            return this;
        }
        boolean calm = falls == 0 || nanos - trustedFromNanos > CALM_NANOS;
        return new Stability(calm ? 1 : falls + 1, true, trustedFromNanos);
    }

    Stability returned(long nanos) {
        return down ? new Stability(falls, false, nanos + holdNanos()) : this;
    }

    boolean isDistrusted(long nanos) {
        return !down && falls > 1 && nanos - trustedFromNanos < 0;
    }

    /** How long it has to stay up. */
    long holdNanos() {
        return falls < 2 ? 0 : Math.min(MOST_NANOS, FIRST_NANOS << Math.min(falls - 2, MOST_DOUBLINGS));
    }
}
