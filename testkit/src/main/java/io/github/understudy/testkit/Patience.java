package io.github.understudy.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for things to come about. */
final class Patience {

    private static final long LOOK_AGAIN_NANOS = 25_000_000;

    private Patience() {}

    /**
     * Asks again and again until the answer is empty.
     *
     * @param obstacle what still stands in the way, empty if nothing does
     * @throws ClusterException with the last obstacle if the time is over
     */
    static void until(String what, Duration atMost, Supplier<String> obstacle) {
        long end = System.nanoTime() + atMost.toNanos();
        String last = obstacle.get();
        while (!last.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new ClusterException(what + ": not within " + atMost.toMillis() + " ms: " + last);
            }
            pause(LOOK_AGAIN_NANOS);
            last = obstacle.get();
        }
    }

    static void pause(long nanos) {
        LockSupport.parkNanos(nanos);
        if (Thread.currentThread().isInterrupted()) {
            throw new ClusterException("interrupted");
        }
    }
}
