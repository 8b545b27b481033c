package io.github.understudy.internal.consistency;

import io.github.understudy.topology.GtidSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What all threads of a data source have written, for those who want to see it. Thread-safe. */
public final class InstanceWrites {
    private final AtomicReference<@Nullable GtidSet> transactions = new AtomicReference<>();
    private final LongAccumulator untoldAt = new LongAccumulator(Math::max, Long.MIN_VALUE);
    private volatile boolean wanted;
    private volatile long lastToldAt = Long.MIN_VALUE;

    /** @param wanted false keeps no account until somebody asks */
    public InstanceWrites(boolean wanted) {
        this.wanted = wanted;
    }

    /** A write was committed, and the driver told its position. */
    public void wrote(GtidSet position, long nanos) {
        if (wanted) {
            // First the moment: who forgets what was lost must not take this for older than it is.
            lastToldAt = nanos;
            transactions.accumulateAndGet(
                    position, (all, more) -> all == null ? more : all.contains(more) ? all : all.union(more));
        }
    }

    /** A write may have been committed, and its position is not known. */
    public void wroteAt(long nanos) {
        if (wanted) {
            untoldAt.accumulate(nanos);
        }
    }

    /** What the source does not have, asked after it was written, was lost with an earlier source: nobody has it. */
    public void forgetLost(GtidSet source, long asOfNanos) {
        GtidSet all = transactions.get();
        if (all != null && asOfNanos - lastToldAt > 0 && !source.contains(all)) {
            GtidSet left = all.intersect(source);
            transactions.compareAndSet(all, left.isEmpty() ? null : left);
        }
    }

    /** Makes all writes so far demands of this thread. */
    public void demandOf(Causality thread, LongSupplier clock) {
        if (!wanted) {
            // Nobody has kept account: what the source has from now on includes all. Twice, for another thread that
            // asks
            // in between, and for one that writes.
            untoldAt.accumulate(clock.getAsLong());
            wanted = true;
            untoldAt.accumulate(clock.getAsLong());
        }
        GtidSet all = transactions.get();
        if (all != null) {
            thread.demand(all, clock.getAsLong());
        }
        long untold = untoldAt.get();
        if (untold != Long.MIN_VALUE) {
            thread.demandSourceAt(untold);
        }
    }
}
