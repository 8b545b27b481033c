package io.github.understudy.internal.monitor;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.ClusterListener;
import io.github.understudy.event.EventType;
import io.github.understudy.internal.flight.Flight;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.metrics.FailoverOutcome;
import io.github.understudy.metrics.Failovers;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from a change: dead nodes' connections are cut, listeners are told, the log is written. */
public final class Consequences {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.understudy.events");

    private final String name;
    private final NodePools pools;
    private final List<ClusterListener> listeners;
    private final ExecutorService events;
    private final SourceChanges sourceChanges;
    private final List<LongAdder> counts =
            Stream.generate(LongAdder::new).limit(EventType.values().length).toList();

    private final EventHistory history = new EventHistory();
    private final Handovers handovers = new Handovers(System.nanoTime());

    /** Nodes that have been dead and do not serve reads again yet. */
    private final Set<NodeId> lost = new HashSet<>();

    public Consequences(
            String name, NodePools pools, List<ClusterListener> listeners, ExecutorService events, Flight flight) {
        this.name = name;
        this.pools = pools;
        this.listeners = new CopyOnWriteArrayList<>(listeners);
        this.events = events;
        this.sourceChanges = new SourceChanges(flight);
    }

    /** How many events of this kind there were. */
    public long count(EventType type) {
        return counts.get(type.ordinal()).sum();
    }

    /** The newest events, newest last. */
    public List<ClusterEvent> recent(int most) {
        return history.last(most);
    }

    /** How often the source has changed or returned, and how long there was none. */
    public Failovers failovers(FailoverOutcome outcome) {
        return handovers.of(outcome);
    }

    /** How long there has been no source; zero if there is one. */
    public Duration withoutSource() {
        return handovers.withoutSource(System.nanoTime());
    }

    /** Is told of every event from now on. */
    public void add(ClusterListener listener) {
        listeners.add(listener);
    }

    /** Is told of no event from now on. */
    public void remove(ClusterListener listener) {
        listeners.remove(listener);
    }

    void apply(Topology before, Topology after) {
        handovers.source(after.sourceNode(), System.nanoTime());
        rememberReturns(before, after);
        for (Node node : after.nodes()) {
            NodePool pool = pools.existing(node.id());
            NodeState was = before.node(node.id()).map(Node::state).orElse(NodeState.UNKNOWN);
            if (pool == null || was == node.state()) {
                continue;
            }
            if (isCutOff(node.state())) {
                int freed = pool.sever();
                LOG.debug("{}: closed {} sockets to {}", name, freed, node.endpoint());
            } else if (node.state() == NodeState.UP) {
                pool.recover();
            }
        }
        forgetAllBut(after.nodes().stream().map(Node::id).collect(Collectors.toSet()));
    }

    private void forgetAllBut(Set<NodeId> known) {
        lost.retainAll(known);
        pools.keepOnly(known);
    }

    private void rememberReturns(Topology before, Topology after) {
        long now = System.nanoTime();
        if (before.nodes().stream().noneMatch(Node::isReachable)) {
            lost.clear();
            pools.returns().allWereAway();
        }
        for (Node node : after.nodes()) {
            NodeState was = before.node(node.id()).map(Node::state).orElse(NodeState.UNKNOWN);
            if (isCutOff(node.state())) {
                lost.add(node.id());
            } else if (isCutOff(was)) {
                pools.returns().returned(node.id(), now);
            }
            if (node.readable() && lost.remove(node.id())) {
                pools.returns().readmitted(node.id(), now);
            }
        }
    }

    private static boolean isCutOff(NodeState state) {
        return state == NodeState.DOWN || state == NodeState.QUARANTINED;
    }

    /** Writes an event to the log and tells the listeners of it. For any thread. */
    public void tell(ClusterEvent event) {
        counts.get(event.type().ordinal()).increment();
        history.add(event);
        sourceChanges.heard(event, System.nanoTime());
        switch (event.type()) {
            case NODE_DOWN,
                    NODE_REASSESSED,
                    NODE_OVERLOADED,
                    NODE_QUARANTINED,
                    NODE_REJECTED,
                    SOURCE_LOST,
                    WRITES_LOST,
                    ERRANT_TRANSACTIONS,
                    VIEW_LIMITED -> LOG.warn("{}: {}", name, event);
            case NODE_SUSPECT -> LOG.debug("{}: {}", name, event);
            default -> LOG.info("{}: {}", name, event);
        }
        if (!listeners.isEmpty()) {
            events.execute(() -> listeners.forEach(listener -> tell(listener, event)));
        }
    }

    private void tell(ClusterListener listener, ClusterEvent event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException | Error e) {
            // The others are to be told all the same.
            LOG.warn("{}: a listener failed on {}", name, event, e);
        }
    }
}
