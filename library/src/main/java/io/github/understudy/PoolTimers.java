package io.github.understudy;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * Hikari's timers, under its names. Its own tracker removes the meters when a pool is closed, which is later than the
 * moment when the next pool of the node registers the same ones; these stay.
 */
final class PoolTimers implements MetricsTrackerFactory {
    private final MeterRegistry registry;

    PoolTimers(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public IMetricsTracker create(String pool, PoolStats stats) {
        Timer acquire = timer("hikaricp.connections.acquire", "Connection acquire time", pool);
        Timer usage = timer("hikaricp.connections.usage", "Connection usage time", pool);
        Timer creation = timer("hikaricp.connections.creation", "Connection creation time", pool);
        Counter timeouts = Counter.builder("hikaricp.connections.timeout")
                .description("Connection timeout total count")
                .tag("pool", pool)
                .register(registry);
        return new IMetricsTracker() {
            @Override
            public void recordConnectionCreatedMillis(long millis) {
                creation.record(millis, TimeUnit.MILLISECONDS);
            }

            @Override
            public void recordConnectionAcquiredNanos(long nanos) {
                acquire.record(nanos, TimeUnit.NANOSECONDS);
            }

            @Override
            public void recordConnectionUsageMillis(long millis) {
                usage.record(millis, TimeUnit.MILLISECONDS);
            }

            @Override
            public void recordConnectionTimeout() {
                timeouts.increment();
            }
        };
    }

    private Timer timer(String name, String description, String pool) {
        return Timer.builder(name).description(description).tag("pool", pool).register(registry);
    }
}
