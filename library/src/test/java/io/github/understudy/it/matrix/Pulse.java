package io.github.understudy.it.matrix;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The longest time without a success, over all threads together. Thread-safe. */
final class Pulse {
    private final AtomicLong beats = new AtomicLong();
    private final AtomicLong last = new AtomicLong(System.nanoTime());
    private final AtomicLong longest = new AtomicLong();

    void beat() {
        beats.incrementAndGet();
        long now = System.nanoTime();
        longest.accumulateAndGet(now - last.getAndSet(now), Math::max);
    }

    /** Forgets what was before. */
    void restart() {
        last.set(System.nanoTime());
        longest.set(0);
    }

    long beats() {
        return beats.get();
    }

    Duration longest() {
        return Duration.ofNanos(longest.get());
    }
}
