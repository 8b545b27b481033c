package io.github.understudy.internal.failover;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The nodes that the application has taken out of service. Thread-safe; asking takes no lock. */
public final class Drains {
    private static final long LOOK_MILLIS = 10;

    private final LiveTopology live;
    private final NodePools pools;
    private final Consumer<ClusterEvent> events;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Map<NodeId, Endpoint> drained = Map.of();

    public Drains(LiveTopology live, NodePools pools, Consumer<ClusterEvent> events) {
        this.live = live;
        this.pools = pools;
        this.events = events;
    }

    /** By its identity or its address: a server that is built anew has another identity. */
    public boolean isDrained(NodeId node, Endpoint at) {
        Map<NodeId, Endpoint> now = drained;
        return !now.isEmpty() && (now.containsKey(node) || now.containsValue(at));
    }

    /** Where they were when they were taken out. */
    public List<Endpoint> endpoints() {
        return List.copyOf(drained.values());
    }

    /**
     * Sends nothing new to a node, and waits until what is under way there has ended.
     *
     * @return how many connections are still in use there; with 0, none is open any more but that of the probes
     * @throws IllegalArgumentException if there is no such node
     */
    public int drain(Endpoint endpoint, Duration limit) throws InterruptedException {
        Node node = node(endpoint);
        if (change(next -> next.put(node.id(), endpoint) == null)) {
            tell(EventType.NODE_DRAINED, endpoint, "taken out of service by the application: nothing new goes there");
        }
        NodePool pool = pools.existing(node.id());
        return pool == null ? 0 : awaitIdle(pool, System.nanoTime() + limit.toNanos());
    }

    private int awaitIdle(NodePool pool, long deadlineNanos) throws InterruptedException {
        boolean wasIdle = false;
        while (true) {
            int used = pool.load();
            // Who had chosen the node just before may still be about to borrow: so it must be idle twice.
            if (used == 0 && wasIdle) {
                if (isDrained(pool.id(), pool.endpoint())) {
                    pool.rest();
                }
                return 0;
            }
            if (System.nanoTime() - deadlineNanos >= 0 && used > 0) {
                return used;
            }
            wasIdle = used == 0;
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Puts a node back into service. Does nothing if it is not drained. */
    public void undrain(Endpoint endpoint) {
        // What is there now may be another server, and the one that was drained may be elsewhere.
        NodeId now = live.current().nodeAt(endpoint).map(Node::id).orElse(null);
        if (change(next -> next.entrySet()
                .removeIf(entry ->
                        entry.getValue().equals(endpoint) || entry.getKey().equals(now)))) {
            tell(EventType.NODE_UNDRAINED, endpoint, "put back into service by the application");
            live.signal();
        } else {
            node(endpoint); // an unknown address is told
        }
    }

    private boolean change(Predicate<Map<NodeId, Endpoint>> change) {
        lock.lock();
        try {
            Map<NodeId, Endpoint> next = new HashMap<>(drained);
            boolean changed = change.test(next);
            drained = Map.copyOf(next);
            return changed;
        } finally {
            lock.unlock();
        }
    }

    private Node node(Endpoint endpoint) {
        Topology topology = live.current();
        return topology.nodeAt(endpoint)
                .orElseThrow(() -> new IllegalArgumentException("No node of the cluster is at " + endpoint
                        + ". There are: "
                        + topology.nodes().stream().map(Node::endpoint).toList()));
    }

    private void tell(EventType type, Endpoint endpoint, String reason) {
        events.accept(new ClusterEvent(type, endpoint, reason, live.current().number(), Instant.now()));
    }
}
