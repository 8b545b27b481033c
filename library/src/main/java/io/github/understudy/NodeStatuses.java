package io.github.understudy;

import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.understudy.internal.failover.Drains;
import io.github.understudy.internal.failover.LiveTopology;
import io.github.understudy.internal.monitor.Monitor;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.internal.pool.TrafficCounts;
import io.github.understudy.internal.routing.Suitability;
import io.github.understudy.metrics.Borrowings;
import io.github.understudy.metrics.BreakerState;
import io.github.understudy.metrics.NodeStatus;
import io.github.understudy.metrics.PoolUsage;
import io.github.understudy.metrics.Traffic;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Puts together what the parts know of each node. Thread-safe; takes no lock and asks no server. */
final class NodeStatuses {
    private final LiveTopology live;
    private final Monitor monitor;
    private final NodePools pools;
    private final Drains drains;
    private final Suitability suitability;
    private final ToIntFunction<Node> mostConnections;

    NodeStatuses(
            LiveTopology live,
            Monitor monitor,
            NodePools pools,
            Drains drains,
            Suitability suitability,
            ToIntFunction<Node> mostConnections) {
        this.live = live;
        this.monitor = monitor;
        this.pools = pools;
        this.drains = drains;
        this.suitability = suitability;
        this.mostConnections = mostConnections;
    }

    List<NodeStatus> all() {
        Topology topology = live.current();
        return topology.nodes().stream().map(node -> of(topology, node)).toList();
    }

    Optional<NodeStatus> at(Endpoint endpoint) {
        Topology topology = live.current();
        return topology.nodeAt(endpoint).map(node -> of(topology, node));
    }

    private NodeStatus of(Topology topology, Node node) {
        NodePool pool = pools.existing(node.id());
        return new NodeStatus(
                node,
                monitor.state().codeOf(node.id()),
                suitability.forReads(topology, node),
                suitability.forWrites(topology, node, live.isSourceFresh()),
                drains.isDrained(node.id(), node.endpoint()),
                usage(pool == null ? null : pool.figures(), mostConnections.applyAsInt(node)),
                pool == null ? BreakerState.CLOSED : state(pool.breakerState()),
                monitor.responseTime(node.endpoint()),
                pool == null ? Traffic.NONE : traffic(pool.traffic()));
    }

    private static PoolUsage usage(@Nullable HikariPoolMXBean pool, int most) {
        return pool == null
                ? new PoolUsage(0, 0, 0, 0, most)
                : new PoolUsage(
                        pool.getActiveConnections(),
                        pool.getIdleConnections(),
                        pool.getThreadsAwaitingConnection(),
                        pool.getTotalConnections(),
                        most);
    }

    private static BreakerState state(CircuitBreaker.State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            default -> BreakerState.CLOSED;
        };
    }

    private static Traffic traffic(TrafficCounts counts) {
        return new Traffic(
                counts.reads(), counts.writes(), borrowings(counts, Role.SOURCE), borrowings(counts, Role.REPLICA));
    }

    private static Borrowings borrowings(TrafficCounts counts, Role role) {
        return new Borrowings(counts.acquired(role), counts.failed(role));
    }
}
