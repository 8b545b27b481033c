package io.github.understudy.it.orders;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The longest time without a success, over all threads together. Thread-safe. */
public final class Pulse {
    private final AtomicLong beats = new AtomicLong();
    private final AtomicLong last = new AtomicLong(System.nanoTime());
    private final AtomicLong longest = new AtomicLong();

    public void beat() {
        beats.incrementAndGet();
        long now = System.nanoTime();
        longest.accumulateAndGet(now - last.getAndSet(now), Math::max);
    }

    /** Forgets what was before. */
    public void restart() {
        last.set(System.nanoTime());
        longest.set(0);
    }

    public long beats() {
        return beats.get();
    }

    public Duration longest() {
        return Duration.ofNanos(longest.get());
    }
}
