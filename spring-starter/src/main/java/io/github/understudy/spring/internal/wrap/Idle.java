package io.github.understudy.spring.internal.wrap;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.IMetricsTracker;

/** Of a pool that Understudy stands in for nothing is used but its settings. */
final class Idle {
    /** Hikari's least. */
    private static final long SHORT_MILLIS = 10_000;

    private Idle() {}

    /**
     * A pool that was made by {@code new HikariDataSource(config)} holds connections already: they are closed. One that is
     * just being opened comes too late for that, and ends after a short while.
     */
    static void letGo(HikariDataSource pool) {
        if (pool.getMetricsTrackerFactory() == null && pool.getMetricRegistry() == null) {
            // Otherwise Spring Boot would count the connections that this pool does not have.
            pool.setMetricsTrackerFactory((name, stats) -> new IMetricsTracker() {});
        }
        HikariPoolMXBean running = pool.getHikariPoolMXBean();
        if (running != null) {
            pool.setMinimumIdle(0);
            pool.setIdleTimeout(SHORT_MILLIS);
            running.softEvictConnections();
        }
    }
}
