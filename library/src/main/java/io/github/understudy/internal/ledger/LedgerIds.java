package io.github.understudy.internal.ledger;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Makes ids. Thread-safe.
 *
 * <p>Time comes first, so that all instances of an application add to the right end of the primary key: with random ids
 * each insert would go to another page, and pages would split half full. A count keeps the ids of one maker apart even
 * when its clock is set back, and 64 random bits those of different makers.
 */
public final class LedgerIds {
    private static final int COUNT_BITS = 16;

    private final long origin;
    private final LongSupplier clock;
    private final AtomicLong last = new AtomicLong();

    public LedgerIds() {
        this(new SecureRandom().nextLong(), System::currentTimeMillis);
    }

    /** @param clock milliseconds since 1970 */
    LedgerIds(long origin, LongSupplier clock) {
        this.origin = origin;
        this.clock = clock;
    }

    /** A new one, greater than all before. */
    public LedgerId next() {
        long now = clock.getAsLong() << COUNT_BITS;
        return new LedgerId(last.updateAndGet(before -> Math.max(before + 1, now)), origin);
    }
}
