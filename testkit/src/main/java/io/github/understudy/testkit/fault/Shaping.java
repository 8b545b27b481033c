package io.github.understudy.testkit.fault;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How late and how fast data passes in one direction; all connections of the direction share the bandwidth. */
final class Shaping {

    private static final int LARGEST_PIECE = 16 * 1024;
    private static final int SMALLEST_PIECE = 64;
    private static final int PIECES_PER_SECOND = 20;

    private final AtomicLong lineFreeAt = new AtomicLong(System.nanoTime());
    private volatile long delayNanos;
    private volatile long bytesPerSecond = Long.MAX_VALUE;

    void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    void bandwidth(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    void none() {
        delayNanos = 0;
        bytesPerSecond = Long.MAX_VALUE;
    }

    boolean isNone() {
        return delayNanos == 0 && bytesPerSecond == Long.MAX_VALUE;
    }

    /** How much to take at a time, so that a slow line passes many small pieces and not a large one now and then. */
    int piece() {
        long fair = bytesPerSecond / PIECES_PER_SECOND;
        return (int) Math.max(SMALLEST_PIECE, Math.min(LARGEST_PIECE, fair));
    }

    /** Takes the line for so many bytes. Returns when they have arrived, in terms of {@link System#nanoTime()}. */
    long arrival(int bytes) {
        long rate = bytesPerSecond;
        long now = System.nanoTime();
        if (rate == Long.MAX_VALUE) {
            return now + delayNanos;
        }
        long takes = (long) (bytes * 1e9 / rate);
        return lineFreeAt.updateAndGet(free -> (free - now > 0 ? free : now) + takes) + delayNanos;
    }
}
