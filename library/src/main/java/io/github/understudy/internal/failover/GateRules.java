package io.github.understudy.internal.failover;

import java.util.concurrent.TimeUnit;

/** Who may wait at the gate, how long, and how those who are let go are spread. Pure. */
public final class GateRules {
    private static final long SPREAD_PER_WAITER_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long MOST_SPREAD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private GateRules() {}

    /** @param crowd how many wait, the one who has just come included */
    public static boolean isFull(int crowd, int mostWaiting) {
        return crowd > mostWaiting;
    }

    /** Who was let go pauses for a random time below this, so that a new source isn't stormed. */
    public static long spreadNanos(int crowd) {
        return Math.min(MOST_SPREAD_NANOS, (crowd - 1) * SPREAD_PER_WAITER_NANOS);
    }
}
