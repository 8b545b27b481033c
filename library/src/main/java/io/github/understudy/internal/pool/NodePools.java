package io.github.understudy.internal.pool;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The pools of all nodes of one data source. Thread-safe. */
public final class NodePools {
    private final Map<NodeId, NodePool> pools = new ConcurrentHashMap<>();
    private final Returns returns = new Returns();
    private final PoolSettings settings;
    private final Connector connector;
    private final FailureClassifier classifier;
    private final ConnectFailureListener listener;
    private final Executor background;
    private volatile @Nullable MetricsTrackerFactory metrics;

    /** @param background runs the closing of dropped pools, which may take seconds */
    public NodePools(
            PoolSettings settings,
            Connector connector,
            FailureClassifier classifier,
            ConnectFailureListener listener,
            Executor background) {
        this.settings = settings;
        this.connector = connector;
        this.classifier = classifier;
        this.listener = listener;
        this.background = background;
    }

    /** The node's pool, made when first asked for. */
    public NodePool of(Node node) {
        NodePool pool = pools.get(node.id());
        if (pool == null) {
            pool = pools.computeIfAbsent(node.id(), id -> newPool(id, node));
        }
        if (!pool.endpoint().equals(node.endpoint())) {
            pool.moveTo(node.endpoint());
        }
        return pool;
    }

    private NodePool newPool(NodeId id, Node node) {
        NodePool pool = new NodePool(
                id, node.endpoint(), settings.of(node.labels().group()), connector, classifier, listener, background);
        MetricsTrackerFactory known = metrics;
        if (known != null) {
            pool.measure(known);
        }
        return pool;
    }

    /** Tells Hikari where to measure, for pools of now and later, unless the configuration has said so. */
    public void measure(MetricsTrackerFactory factory) {
        metrics = factory;
        pools.values().forEach(pool -> pool.measure(factory));
    }

    public boolean isTripped(Node node) {
        NodePool pool = pools.get(node.id());
        return pool != null && pool.isTripped();
    }

    /** How many connections to the node are in use. */
    public int load(Node node) {
        NodePool pool = pools.get(node.id());
        return pool == null ? 0 : pool.load();
    }

    /** When nodes came back. */
    public Returns returns() {
        return returns;
    }

    /** The node's pool if it was ever needed. */
    public @Nullable NodePool existing(NodeId id) {
        return pools.get(id);
    }

    public Collection<NodePool> all() {
        return List.copyOf(pools.values());
    }

    /** Drops the pools of all other nodes: a server that was made anew has another identity, and the old one is gone. */
    public void keepOnly(Set<NodeId> nodes) {
        pools.forEach((id, pool) -> {
            if (!nodes.contains(id) && pools.remove(id, pool)) {
                pool.dismiss();
            }
        });
    }

    /** Closes all pools; returns when every connection is closed. */
    public void close() {
        pools.values().forEach(NodePool::close);
        pools.clear();
    }
}
