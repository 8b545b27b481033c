package io.github.understudy;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.understudy.event.EventType;
import io.github.understudy.metrics.FailoverOutcome;
import io.github.understudy.metrics.WaitOutcome;
import io.github.understudy.metrics.WaitReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;

/**
 * Micrometer's view of one data source; the meters are listed in the README. They are tagged with the data source's name
 * as {@code pool}. Besides, there are Hikari's own meters for each node's pool, under their usual names ({@code
 * hikaricp.connections…}), unless the pool's configuration brings its own metrics. Micrometer must be on the class path;
 * a registry does not keep the data source alive. Thread-safe.
 *
 * <pre>{@code new UnderstudyMetrics(dataSource).bindTo(registry);}</pre>
 */
public final class UnderstudyMetrics implements MeterBinder {
    /** Gauge: requests that wait now for a server that can take them. */
    public static final String WAITING = "understudy.requests.waiting";

    /** Timer: requests that have waited, with the tags {@code reason} and {@code outcome}. */
    public static final String WAITS = "understudy.requests.waits";

    /** Counter: events, with the tag {@code type}. */
    public static final String EVENTS = "understudy.events";

    /** Gauges: 1 for the state that a node is in, else 0, with the tags {@code node} and {@code state}. */
    public static final String NODE_STATE = "understudy.node.state";

    /** Gauges: 1 for the role that a node has, else 0, with the tags {@code node} and {@code role}. */
    public static final String NODE_ROLE = "understudy.node.role";

    /** Gauges: 1 if a node takes ordinary requests now, else 0, with the tags {@code node} and {@code access}. */
    public static final String NODE_ELIGIBLE = "understudy.node.eligible";

    /** Gauge: how far a replica is behind, in seconds; not a number where that is not known. Tag {@code node}. */
    public static final String LAG = "understudy.replica.lag";

    /** Gauge: how long a node usually needs to answer a probe, in seconds. Tag {@code node}. */
    public static final String RESPONSE_TIME = "understudy.node.response.time";

    /** Counter: statements that have run on a node, with the tags {@code node} and {@code kind}. */
    public static final String STATEMENTS = "understudy.statements";

    /** Counter: attempts to take a connection, with the tags {@code node}, {@code role} and {@code outcome}. */
    public static final String CONNECTIONS_ACQUIRED = "understudy.connections.acquired";

    /** Timer: times without a source that have ended, with the tag {@code outcome}. */
    public static final String FAILOVER = "understudy.failover";

    /** Gauge: for how long there has been no source, in seconds; 0 if there is one. */
    public static final String WITHOUT_SOURCE = "understudy.source.absent";

    private final Cluster cluster;

    public UnderstudyMetrics(UnderstudyDataSource dataSource) {
        this.cluster = dataSource.cluster();
    }

    /**
     * Hikari's timers and its counter, for a pool configuration that brings its own metrics: give it this, and the names
     * are the usual ones. Hikari's own tracker takes its meters away when a pool is closed, after the next one of the same
     * node has been made.
     */
    public static MetricsTrackerFactory poolTimers(MeterRegistry registry) {
        return new PoolTimers(registry);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Tags tags = Tags.of("pool", cluster.name());
        Gauge.builder(WAITING, cluster, Cluster::waiting)
                .tags(tags)
                .description("Requests that wait now for a server that can take them")
                .register(registry);
        for (EventType type : EventType.values()) {
            FunctionCounter.builder(EVENTS, cluster, it -> it.events(type))
                    .tags(tags.and("type", tag(type)))
                    .description("Decisions about the cluster")
                    .register(registry);
        }
        bindFailovers(registry, tags);
        bindNodes(registry);
        for (WaitReason reason : WaitReason.values()) {
            for (WaitOutcome outcome : WaitOutcome.values()) {
                bindWaits(registry, tags, reason, outcome);
            }
        }
    }

    private void bindFailovers(MeterRegistry registry, Tags tags) {
        Gauge.builder(WITHOUT_SOURCE, cluster, it -> it.withoutSource().toNanos() / 1e9)
                .tags(tags)
                .baseUnit("seconds")
                .description("For how long there has been no source")
                .register(registry);
        for (FailoverOutcome outcome : FailoverOutcome.values()) {
            FunctionTimer.builder(
                            FAILOVER,
                            cluster,
                            it -> it.failovers(outcome).count(),
                            it -> it.failovers(outcome).total().toNanos(),
                            TimeUnit.NANOSECONDS)
                    .tags(tags.and("outcome", tag(outcome)))
                    .description("Times without a source that have ended")
                    .register(registry);
        }
    }

    private void bindNodes(MeterRegistry registry) {
        NodeMeters nodes = new NodeMeters(cluster, registry);
        cluster.addListener(nodes);
        nodes.refresh();
        cluster.meterPools(new PoolTimers(registry));
    }

    private void bindWaits(MeterRegistry registry, Tags tags, WaitReason reason, WaitOutcome outcome) {
        FunctionTimer.builder(
                        WAITS,
                        cluster,
                        it -> it.waits(reason, outcome).count(),
                        it -> it.waits(reason, outcome).total().toNanos(),
                        TimeUnit.NANOSECONDS)
                .tags(tags.and("reason", tag(reason), "outcome", tag(outcome)))
                .description("Requests that have waited for a server that can take them")
                .register(registry);
    }

    private static String tag(Enum<?> value) {
        return NodeMeters.tag(value);
    }
}
