package io.github.understudy.spring.internal.wrap;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The nodes' pools of one data source, as they report themselves. Thread-safe. */
final class NodePoolStats implements MetricsTrackerFactory {
    private final List<LateTracker> pools = new CopyOnWriteArrayList<>();
    private final Supplier<@Nullable MetricsTrackerFactory> target;

    /** @param target null as long as it is not known where metrics go */
    NodePoolStats(Supplier<@Nullable MetricsTrackerFactory> target) {
        this.target = target;
    }

    @Override
    public IMetricsTracker create(String poolName, PoolStats stats) {
        LateTracker tracker = new LateTracker(poolName, stats, pools::remove);
        pools.add(tracker);
        MetricsTrackerFactory known = target.get();
        if (known != null) {
            tracker.bindTo(known);
        }
        return tracker;
    }

    void bindTo(MetricsTrackerFactory factory) {
        pools.forEach(pool -> pool.bindTo(factory));
    }

    /** The sum over all nodes; null if there is no pool. */
    @Nullable
    Integer sum(ToIntFunction<PoolStats> figure) {
        List<LateTracker> now = List.copyOf(pools);
        return now.isEmpty()
                ? null
                : now.stream().map(LateTracker::stats).mapToInt(figure).sum();
    }
}
