package io.github.understudy.internal.insight;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts times by their size: four steps for each doubling from 8 microseconds to 137 seconds. A counter is made when it
 * is first needed. Lock-free.
 */
final class Histogram {
    private static final int LOWEST = 13;
    private static final int HIGHEST = 37;
    private static final int STEPS_BITS = 2;
    private static final int STEPS = 1 << STEPS_BITS;

    private final AtomicReferenceArray<@Nullable LongAdder> counts =
            new AtomicReferenceArray<>((HIGHEST - LOWEST) * STEPS + 2);

    void add(long nanos) {
        counter(index(nanos)).increment();
    }

    void addAll(Histogram other) {
        for (int i = 0; i < counts.length(); i++) {
            LongAdder theirs = other.counts.getAcquire(i);
            if (theirs != null) {
                counter(i).add(theirs.sum());
            }
        }
    }

    private LongAdder counter(int index) {
        LongAdder known = counts.getAcquire(index);
        if (known != null) {
            return known;
        }
        LongAdder made = new LongAdder();
        LongAdder witness = counts.compareAndExchange(index, null, made);
        return witness == null ? made : witness;
    }

    long count() {
        long count = 0;
        for (int i = 0; i < counts.length(); i++) {
            count += at(i);
        }
        return count;
    }

    /** What so many of 100 took at most: the upper end of their step. */
    long percentile(int percent) {
        long count = count();
        long left = count - count * (100 - percent) / 100;
        for (int i = 0; i < counts.length(); i++) {
            left -= at(i);
            if (left <= 0) {
                return count == 0 ? 0 : upperEnd(i);
            }
        }
        return Long.MAX_VALUE;
    }

    private long at(int index) {
        LongAdder known = counts.getAcquire(index);
        return known == null ? 0 : known.sum();
    }

    private static int index(long nanos) {
        if (nanos < 1L << LOWEST) {
            return 0;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        if (exponent >= HIGHEST) {
            return (HIGHEST - LOWEST) * STEPS + 1;
        }
        int step = (int) (nanos >>> (exponent - STEPS_BITS)) & (STEPS - 1);
        return (exponent - LOWEST) * STEPS + step + 1;
    }

    private static long upperEnd(int index) {
        if (index == 0) {
            return 1L << LOWEST;
        }
        int exponent = LOWEST + (index - 1) / STEPS;
        int step = (index - 1) % STEPS;
        return exponent >= HIGHEST ? Long.MAX_VALUE : (long) (STEPS + step + 1) << (exponent - STEPS_BITS);
    }
}
