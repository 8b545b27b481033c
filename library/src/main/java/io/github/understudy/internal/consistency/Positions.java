package io.github.understudy.internal.consistency;

import io.github.understudy.topology.NodeId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest known position of each node. Immutable. */
public final class Positions {
    /** Nothing is known. */
    public static final Positions NONE = new Positions(Map.of());

    private final Map<NodeId, Position> byNode;

    private Positions(Map<NodeId, Position> byNode) {
        this.byNode = byNode;
    }

    /** The same with a newer position of one node. */
    public Positions with(NodeId node, Position position) {
        Map<NodeId, Position> next = new HashMap<>(byNode);
        next.put(node, position);
        return new Positions(Map.copyOf(next));
    }

    public @Nullable Position of(@Nullable NodeId node) {
        return node == null ? null : byNode.get(node);
    }
}
