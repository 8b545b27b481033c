package io.github.understudy.benchmarks.comparison;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The longest time without a success, over all threads of a kind together. Thread-safe. */
final class Pulse {
    private final AtomicLong beats = new AtomicLong();
    private final AtomicLong last = new AtomicLong(System.nanoTime());
    private final AtomicLong longest = new AtomicLong();

    void beat() {
        beats.incrementAndGet();
        long now = System.nanoTime();
        longest.accumulateAndGet(now - last.getAndSet(now), Math::max);
    }

    void restart() {
        last.set(System.nanoTime());
        longest.set(0);
    }

    long beats() {
        return beats.get();
    }

    /** Counts the time up to now as well. */
    long longestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(longest.get(), System.nanoTime() - last.get()));
    }

    /** How long there has been no success by now. */
    long silentMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - last.get());
    }
}
