package io.github.understudy.spring.internal.wrap;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hikari's metrics of the nodes' pools. Data sources are made before it is known where metrics go: what is counted until
 * then is lost, the pools are not. Thread-safe.
 */
public final class NodePoolMetrics {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<NodePoolStats> groups = new CopyOnWriteArrayList<>();
    private volatile @Nullable MetricsTrackerFactory target;

    /** For the auto-configuration. */
    public NodePoolMetrics() {}

    /** From now on metrics go there; only the first call counts. */
    public void bindTo(MetricsTrackerFactory factory) {
        lock.lock();
        try {
            if (target != null) {
                return;
            }
            target = factory;
        } finally {
            lock.unlock();
        }
        groups.forEach(group -> group.bindTo(factory));
    }

    /** For the pools of one more data source. */
    NodePoolStats group() {
        NodePoolStats group = new NodePoolStats(() -> target);
        groups.add(group);
        return group;
    }

    void remove(NodePoolStats group) {
        groups.remove(group);
    }
}
