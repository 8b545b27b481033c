package io.github.understudy;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.ClusterListener;
import io.github.understudy.metrics.Borrowings;
import io.github.understudy.metrics.NodeStatus;
import io.github.understudy.metrics.PoolUsage;
import io.github.understudy.metrics.Traffic;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The meters of each node: made when the node is found, removed when it is forgotten. Thread-safe. */
final class NodeMeters implements ClusterListener {
    private final Cluster cluster;
    private final MeterRegistry registry;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Endpoint, List<Meter>> meters = new HashMap<>();

    NodeMeters(Cluster cluster, MeterRegistry registry) {
        this.cluster = cluster;
        this.registry = registry;
    }

    @Override
    public void onEvent(ClusterEvent event) {
        refresh();
    }

    void refresh() {
        Set<Endpoint> known =
                cluster.topology().nodes().stream().map(Node::endpoint).collect(Collectors.toSet());
        lock.lock();
        try {
            known.forEach(endpoint -> meters.computeIfAbsent(endpoint, this::bind));
            meters.entrySet().removeIf(entry -> {
                boolean gone = !known.contains(entry.getKey());
                if (gone) {
                    entry.getValue().forEach(registry::remove);
                }
                return gone;
            });
        } finally {
            lock.unlock();
        }
    }

    private List<Meter> bind(Endpoint endpoint) {
        Binding binding = new Binding(endpoint);
        for (NodeState state : NodeState.values()) {
            binding.gauge(
                    UnderstudyMetrics.NODE_STATE,
                    "1 for the state that the node is in, else 0",
                    Tags.of("state", tag(state)),
                    status -> is(status.node().state() == state));
        }
        for (Role role : Role.values()) {
            binding.gauge(
                    UnderstudyMetrics.NODE_ROLE,
                    "1 for the part in replication that the node has, else 0",
                    Tags.of("role", tag(role)),
                    status -> is(status.node().role() == role));
        }
        binding.gauge(
                UnderstudyMetrics.NODE_ELIGIBLE,
                "1 if the node takes ordinary requests of this kind now, else 0",
                Tags.of("access", "read"),
                status -> is(status.reads().eligible()));
        binding.gauge(
                UnderstudyMetrics.NODE_ELIGIBLE,
                "1 if the node takes ordinary requests of this kind now, else 0",
                Tags.of("access", "write"),
                status -> is(status.writes().eligible()));
        binding.seconds(UnderstudyMetrics.LAG, "How far a replica is behind the source", NodeMeters::lag);
        binding.seconds(
                UnderstudyMetrics.RESPONSE_TIME,
                "How long the node usually needs to answer a probe",
                status -> seconds(status.responseTime()));
        binding.traffic();
        binding.pool();
        return binding.made;
    }

    private static double lag(NodeStatus status) {
        boolean known =
                status.node().role() == Role.REPLICA && status.node().lag().isKnown();
        return known ? seconds(status.node().lag().behind()) : Double.NaN;
    }

    private static double seconds(@Nullable Duration duration) {
        return duration == null ? Double.NaN : duration.toNanos() / 1e9;
    }

    private static double is(boolean condition) {
        return condition ? 1 : 0;
    }

    static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the cluster that it is given: a registry must not keep a data source alive. */
    private static double of(Cluster cluster, Endpoint endpoint, double absent, ToDoubleFunction<NodeStatus> value) {
        return cluster.node(endpoint).map(value::applyAsDouble).orElse(absent);
    }

    /** The meters of one node in the making. */
    private final class Binding {
        private final Endpoint endpoint;
        private final Tags tags;
        private final List<Meter> made = new ArrayList<>();

        Binding(Endpoint endpoint) {
            this.endpoint = endpoint;
            this.tags = Tags.of("pool", cluster.name(), "node", endpoint.toString());
        }

        void gauge(String name, String description, Tags more, ToDoubleFunction<NodeStatus> value) {
            gauge(name, description, tags.and(more), null, Double.NaN, value);
        }

        void seconds(String name, String description, ToDoubleFunction<NodeStatus> value) {
            gauge(name, description, tags, "seconds", Double.NaN, value);
        }

        private void gauge(
                String name,
                String description,
                Tags all,
                @Nullable String unit,
                double absent,
                ToDoubleFunction<NodeStatus> value) {
            Endpoint at = endpoint;
            made.add(Gauge.builder(name, cluster, it -> of(it, at, absent, value))
                    .tags(all)
                    .baseUnit(unit)
                    .description(description)
                    .register(registry));
        }

        private void counter(String name, String description, Tags more, ToDoubleFunction<Traffic> value) {
            Endpoint at = endpoint;
            made.add(FunctionCounter.builder(
                            name, cluster, it -> of(it, at, 0, status -> value.applyAsDouble(status.traffic())))
                    .tags(tags.and(more))
                    .description(description)
                    .register(registry));
        }

        void traffic() {
            String statements = "Statements that have run on the node";
            counter(UnderstudyMetrics.STATEMENTS, statements, Tags.of("kind", "read"), Traffic::reads);
            counter(UnderstudyMetrics.STATEMENTS, statements, Tags.of("kind", "write"), Traffic::writes);
            borrowings(Role.SOURCE, Traffic::asSource);
            borrowings(Role.REPLICA, Traffic::asReplica);
        }

        private void borrowings(Role role, Function<Traffic, Borrowings> its) {
            String name = UnderstudyMetrics.CONNECTIONS_ACQUIRED;
            String description = "Attempts of requests to take a connection to the node";
            Tags of = Tags.of("role", tag(role));
            counter(
                    name,
                    description,
                    of.and("outcome", "acquired"),
                    it -> its.apply(it).acquired());
            counter(
                    name,
                    description,
                    of.and("outcome", "failed"),
                    it -> its.apply(it).failed());
        }

        /** Under the names that Hikari's own have, and its way to name a pool. */
        void pool() {
            pooled("hikaricp.connections", "Total connections", PoolUsage::total);
            pooled("hikaricp.connections.active", "Active connections", PoolUsage::active);
            pooled("hikaricp.connections.idle", "Idle connections", PoolUsage::idle);
            pooled("hikaricp.connections.pending", "Pending threads", PoolUsage::waiting);
            pooled("hikaricp.connections.max", "Max connections", PoolUsage::most);
        }

        private void pooled(String name, String description, ToDoubleFunction<PoolUsage> value) {
            Tags pool = Tags.of("pool", cluster.name() + "-" + endpoint);
            gauge(name, description, pool, null, 0, status -> value.applyAsDouble(status.pool()));
        }
    }
}
