package io.github.understudy.internal.monitor;

import java.time.Duration;

/**
 * Whether a deadline that has passed says something about the server, or only about us: where the monitor itself was
 * woken late (a long pause of the JVM, a frozen virtual machine, no processor), the answer may lie unread. Pure.
 */
final class Oversleep {
    /** A monitor that is late each time gets no further than this: a server that is dead must be found in the end. */
    static final int MOST_IN_A_ROW = 3;

    private static final int TOLERATED_PART = 4;

    private Oversleep() {}

    /**
     * @param dueNanos when the monitor wanted to be woken
     * @param nowNanos when it was
     * @param limit how long the server had
     * @param before how often this probe was granted more time already
     */
    static boolean isOurs(long dueNanos, long nowNanos, Duration limit, int before) {
        return before < MOST_IN_A_ROW
                && nowNanos - dueNanos > limit.dividedBy(TOLERATED_PART).toNanos();
    }
}
