package io.github.understudy.internal.consistency;

import io.github.understudy.topology.GtidSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The transactions that servers have acknowledged since the monitor took them last. It does so at each probe, and without
 * probes nothing is written, so they do not pile up. Thread-safe.
 */
public final class AcknowledgedWrites {
    private final Queue<GtidSet> told = new ConcurrentLinkedQueue<>();
    private volatile boolean untold;

    /** A write was committed, and the driver told which transaction it was. */
    public void told(GtidSet transaction) {
        told.add(transaction);
    }

    /** A write may have been committed, and the driver tells nothing. */
    public void untold() {
        if (!untold) {
            untold = true;
        }
    }

    /** Takes what was told since the last time. */
    public List<GtidSet> take() {
        List<GtidSet> taken = new ArrayList<>();
        for (GtidSet next = told.poll(); next != null; next = told.poll()) {
            taken.add(next);
        }
        return taken;
    }

    /** True if there ever was a write of which the driver did not tell. */
    public boolean isAnyUntold() {
        return untold;
    }
}
