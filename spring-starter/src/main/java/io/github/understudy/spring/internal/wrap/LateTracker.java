package io.github.understudy.spring.internal.wrap;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Counts nothing until it is known where to. Thread-safe. */
final class LateTracker implements IMetricsTracker {
    private static final IMetricsTracker NOWHERE = new IMetricsTracker() {};

    private final String poolName;
    private final PoolStats stats;
    private final Consumer<LateTracker> onClose;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile IMetricsTracker target = NOWHERE;
    private boolean closed;

    LateTracker(String poolName, PoolStats stats, Consumer<LateTracker> onClose) {
        this.poolName = poolName;
        this.stats = stats;
        this.onClose = onClose;
    }

    PoolStats stats() {
        return stats;
    }

    /** Later calls do nothing. */
    void bindTo(MetricsTrackerFactory factory) {
        lock.lock();
        try {
            if (!closed && target == NOWHERE) {
                target = factory.create(poolName, stats);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void recordConnectionCreatedMillis(long millis) {
        target.recordConnectionCreatedMillis(millis);
    }

    @Override
    public void recordConnectionAcquiredNanos(long nanos) {
        target.recordConnectionAcquiredNanos(nanos);
    }

    @Override
    public void recordConnectionUsageMillis(long millis) {
        target.recordConnectionUsageMillis(millis);
    }

    @Override
    public void recordConnectionTimeout() {
        target.recordConnectionTimeout();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            target.close();
            target = NOWHERE;
        } finally {
            lock.unlock();
        }
        onClose.accept(this);
    }
}
