package io.github.understudy.internal.monitor;

/**
 * The shortest of the last answers' times: how far away a server is, however busy it may be. Of the answers before the
 * last eight, only the shortest of eight counts, so that it forgets. Immutable.
 */
record Shortest(long now, int samples, long before) {
    static final Shortest NONE = new Shortest(Long.MAX_VALUE, 0, Long.MAX_VALUE);
    private static final int WINDOW = 8;

    Shortest with(long nanos) {
        return samples == WINDOW
                ? new Shortest(nanos, 1, now)
                : new Shortest(Math.min(now, nanos), samples + 1, before);
    }

    boolean isKnown() {
        return samples > 0;
    }

    long nanos() {
        return Math.min(now, before);
    }
}
