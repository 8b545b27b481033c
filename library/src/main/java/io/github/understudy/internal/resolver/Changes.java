package io.github.understudy.internal.resolver;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private void add(EventType type, VerdictCode code, @Nullable Endpoint endpoint, Finding finding) {
        events.add(new ClusterEvent(type, code, endpoint, finding.reason(), finding.evidence(), topology, now.wall()));
    }

    private void add(EventType type, Node node, Finding finding) {
        add(type, finding.code(), node.endpoint(), finding);
    }

    void between(Topology before, Topology after, Map<NodeId, VerdictCode> codesBefore, Codes codes) {
        after.nodes().forEach(node -> {
            VerdictCode was = codesBefore.getOrDefault(node.id(), VerdictCode.NONE);
            nodeChange(before.node(node.id()).orElse(null), node, was, codes);
        });
        sourceChange(before.sourceNode(), after, codes);
        after.nodes().forEach(node -> readChange(before.node(node.id()).orElse(null), node, codes));
    }

    private void nodeChange(@Nullable Node old, Node node, VerdictCode codeBefore, Codes codes) {
        NodeState was = old == null ? NodeState.UNKNOWN : old.state();
        Finding finding = codes.of(node.id());
        if (old != null && !old.endpoint().equals(node.endpoint())) {
            add(EventType.NODE_MOVED, node.endpoint(), "was reached at " + old.endpoint() + " before");
        }
        heldBackChange(old, node, codeBefore, finding);
        if (was == node.state()) {
            finerChange(node, codeBefore, finding);
            return;
        }
        switch (node.state()) {
            case UP -> {
                String reason = was == NodeState.UNKNOWN ? "answers" : "answers again";
                Finding up = Finding.of(codes.ofReturn(node, was), reason);
                add(EventType.NODE_UP, node, up);
                finerChange(node, VerdictCode.NONE, finding);
            }
            case SUSPECT -> add(EventType.NODE_SUSPECT, node, finding);
            case DOWN -> add(EventType.NODE_DOWN, node, finding);
            case QUARANTINED -> add(EventType.NODE_QUARANTINED, node, finding);
            case UNKNOWN -> {}
        }
    }

    /** A writer that is slow for others' sake is well itself: it is told, and nothing follows from it. */
    private void heldBackChange(@Nullable Node old, Node node, VerdictCode before, Finding finding) {
        boolean was = wasSource(old) && before == VerdictCode.FLOW_CONTROL;
        boolean is = node.role() == Role.SOURCE && finding.code() == VerdictCode.FLOW_CONTROL;
        if (is && !was) {
            add(EventType.WRITES_HELD_BACK, node, finding);
        } else if (was && !is) {
            add(
                    EventType.WRITES_HELD_BACK,
                    node,
                    Finding.of(VerdictCode.RECOVERED, "its writes are no longer held back by Galera's flow control"));
        }
    }

    /** The state is the same, but more is known. */
    private void finerChange(Node node, VerdictCode before, Finding finding) {
        boolean unreachable = finding.code() == VerdictCode.UNREACHABLE_FROM_HERE;
        boolean overloaded = finding.code() == VerdictCode.OVERLOADED;
        boolean reassessed = unreachable != (before == VerdictCode.UNREACHABLE_FROM_HERE);
        if (node.state() == NodeState.DOWN && reassessed) {
            add(EventType.NODE_REASSESSED, node, finding);
        } else if (node.state() == NodeState.UP && overloaded != (before == VerdictCode.OVERLOADED)) {
            add(
                    overloaded ? EventType.NODE_OVERLOADED : EventType.NODE_UP,
                    node,
                    overloaded ? finding : Finding.of(VerdictCode.RECOVERED, "takes connections again"));
        }
    }

    private void sourceChange(@Nullable Node old, Topology after, Codes codes) {
        Node source = after.sourceNode();
        NodeId was = old == null ? null : old.id();
        if (source == null && old != null) {
            Node former = after.node(old.id()).orElse(null);
            Finding loss = new Finding(
                    codes.ofLoss(former),
                    after.explanation(),
                    codes.of(old.id()).evidence());
            add(EventType.SOURCE_LOST, loss.code(), old.endpoint(), loss);
        } else if (source != null && !source.id().equals(was)) {
            add(EventType.SOURCE_ACCEPTED, source.endpoint(), after.explanation());
        }
    }

    private static boolean wasSource(@Nullable Node old) {
        return old != null && old.role() == Role.SOURCE;
    }

    private void readChange(@Nullable Node old, Node node, Codes codes) {
        boolean did = old != null && old.role() == Role.REPLICA && old.readable();
        boolean does = node.role() == Role.REPLICA && node.readable();
        if (does && !did) {
            Finding finding = codes.of(node.id());
            String reason = node.reason().isEmpty() ? "fit for reads, lag " + node.lag() : node.reason();
            add(EventType.REPLICA_ADMITTED, node, new Finding(finding.code(), reason, finding.evidence()));
        } else if (wasSource(old)
                && node.role() == Role.REPLICA
                && Finding.isLeft(codes.of(node.id()).code())) {
            add(EventType.REPLICA_EXCLUDED, node, codes.of(node.id()));
        } else if (did && !does) {
            boolean promoted = node.role() == Role.SOURCE;
            add(
                    EventType.REPLICA_EXCLUDED,
                    node,
                    promoted ? Finding.of(VerdictCode.PROMOTED, "it is the source now") : codes.of(node.id()));
        }
    }
}
