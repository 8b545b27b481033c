package io.github.understudy.internal.routing;

import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a node: for writes the source, for reads the less loaded of two random fit replicas, else the source. It
 * reads one immutable topology, allocates nothing and takes no lock.
 */
public final class Router {
    private final Fitness fitness;
    private final IntUnaryOperator random;

    /** @param random gives a number from 0 to its argument, exclusive */
    public Router(Fitness fitness, IntUnaryOperator random) {
        this.fitness = fitness;
        this.random = random;
    }

    /**
     * @param tried nodes that this request has already failed on; used again only if no other is left
     * @return null if no node is fit
     */
    public @Nullable Node choose(Topology topology, Wish wish, NodeFilter filter, Set<NodeId> tried) {
        Node source = topology.sourceNode();
        if (wish.access() == Access.READ_WRITE) {
            return source;
        }
        Node replica = chooseReplica(topology, filter, tried);
        if (replica == null && source != null && (tried.isEmpty() || !tried.contains(source.id()))) {
            return source;
        }
        return replica != null || tried.isEmpty() ? replica : choose(topology, wish, filter, Set.of());
    }

    private @Nullable Node chooseReplica(Topology t, NodeFilter f, Set<NodeId> tried) {
        List<Node> nodes = t.nodes();
        int fit = 0;
        for (Node node : nodes) {
            fit += isFitReplica(t, f, node, tried) ? 1 : 0;
        }
        if (fit == 0) {
            return null;
        }
        Node one = pick(t, f, nodes, tried, random.applyAsInt(fit));
        Node other = fit == 1 ? one : pick(t, f, nodes, tried, random.applyAsInt(fit));
        return one == null || other == null || fitness.load(one) <= fitness.load(other) ? one : other;
    }

    private @Nullable Node pick(Topology t, NodeFilter f, List<Node> nodes, Set<NodeId> tried, int index) {
        int left = index;
        for (Node node : nodes) {
            if (isFitReplica(t, f, node, tried) && left-- == 0) {
                return node;
            }
        }
        // A breaker tripped between counting and picking.
        return null;
    }

    private boolean isFitReplica(Topology t, NodeFilter f, Node node, Set<NodeId> tried) {
        return node.role() == Role.REPLICA
                && node.readable()
                && f.accepts(t, node)
                && !fitness.isTripped(node)
                && (tried.isEmpty() || !tried.contains(node.id()));
    }

    /** True if work that was bound to this node earlier may go on there. */
    public boolean mayStay(Topology topology, Wish wish, NodeFilter filter, NodeId id) {
        Access access = wish.access();
        Node source = topology.sourceNode();
        if (source != null && source.id().equals(id)) {
            return true;
        }
        if (access == Access.READ_WRITE) {
            return false;
        }
        for (Node node : topology.nodes()) {
            if (node.id().equals(id)) {
                return node.role() == Role.REPLICA && node.readable();
            }
        }
        return false;
    }

    /** Why no node was chosen: a line for each node. */
    public String explain(Topology topology, Wish wish, NodeFilter filter) {
        Access access = wish.access();
        StringBuilder text = new StringBuilder(topology.explanation());
        for (Node node : topology.nodes()) {
            text.append("\n  ").append(node.endpoint()).append(": ").append(whyNot(node, access));
        }
        return text.toString();
    }

    private String whyNot(Node node, Access access) {
        String reason = node.reason().isEmpty() ? "" : " (" + node.reason() + ")";
        if (node.state() != NodeState.UP) {
            return node.state() + reason;
        }
        if (access == Access.READ_WRITE && node.role() != Role.SOURCE) {
            return "is not the source but " + node.role() + reason;
        }
        return fitness.isTripped(node)
                ? "connecting failed too often, it is left alone for a while"
                : node.role() + reason;
    }
}
