package io.github.understudy.internal.resolver;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The difference between two topologies, as events. */
final class Changes {
    private final List<ClusterEvent> events = new ArrayList<>();
    private final long topology;
    private final Moment now;

    Changes(long topology, Moment now) {
        this.topology = topology;
        this.now = now;
    }

    void add(EventType type, @Nullable Endpoint endpoint, String reason) {
        events.add(new ClusterEvent(type, endpoint, reason, topology, now.wall()));
    }

    /** All so far, in order. */
    List<ClusterEvent> all() {
        return List.copyOf(events);
    }

    void between(Topology before, Topology after) {
        after.nodes().forEach(node -> nodeChange(before.node(node.id()).orElse(null), node));
        sourceChange(before.sourceNode(), after);
        after.nodes().forEach(node -> readChange(before.node(node.id()).orElse(null), node));
    }

    private void nodeChange(@Nullable Node old, Node node) {
        NodeState was = old == null ? NodeState.UNKNOWN : old.state();
        if (old != null && !old.endpoint().equals(node.endpoint())) {
            add(EventType.NODE_MOVED, node.endpoint(), "was reached at " + old.endpoint() + " before");
        }
        if (was == node.state()) {
            return;
        }
        switch (node.state()) {
            case UP -> add(EventType.NODE_UP, node.endpoint(), was == NodeState.SUSPECT ? "answers again" : "answers");
            case SUSPECT -> add(EventType.NODE_SUSPECT, node.endpoint(), node.reason());
            case DOWN -> add(EventType.NODE_DOWN, node.endpoint(), node.reason());
            case QUARANTINED -> add(EventType.NODE_QUARANTINED, node.endpoint(), node.reason());
            case UNKNOWN -> {}
        }
    }

    private void sourceChange(@Nullable Node old, Topology after) {
        Node source = after.sourceNode();
        NodeId was = old == null ? null : old.id();
        if (source == null && old != null) {
            add(EventType.SOURCE_LOST, old.endpoint(), after.explanation());
        } else if (source != null && !source.id().equals(was)) {
            add(EventType.SOURCE_ACCEPTED, source.endpoint(), after.explanation());
        }
    }

    private void readChange(@Nullable Node old, Node node) {
        boolean did = old != null && old.role() == Role.REPLICA && old.readable();
        boolean does = node.role() == Role.REPLICA && node.readable();
        if (does && !did) {
            String reason = node.reason().isEmpty() ? "fit for reads, lag " + node.lag() : node.reason();
            add(EventType.REPLICA_ADMITTED, node.endpoint(), reason);
        } else if (did && !does) {
            String reason = node.role() == Role.SOURCE ? "it is the source now" : node.reason();
            add(EventType.REPLICA_EXCLUDED, node.endpoint(), reason);
        }
    }
}
