package io.github.understudy.internal.failover;

import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which servers have agreed with each other on each COMMIT: those of one Galera cluster, or of one group. A
 * server stays what it was last when it dies, or is thrown out: what it had committed then is its circle's affair. Written
 * by the monitor alone. Thread-safe.
 */
final class Circles {
    private static final int MOST = 100;

    /** A circle; one is told from another by identity alone. */
    static final class Circle {}

    private volatile Map<NodeId, Circle> known = Map.of();

    /**
     * A source that was in a circle keeps it on, with all that agree with it now; any other one begins a new one, so that a
     * group that only follows the last one is not taken for it.
     *
     * @param source the present source, or the last one
     */
    void see(Topology next, NodeId source) {
        if (next.agreeing().isEmpty()) {
            return;
        }
        Circle kept = known.get(source);
        Circle circle = kept == null ? new Circle() : kept;
        if (next.agreeing().stream().allMatch(id -> known.get(id) == circle)) {
            return;
        }
        Map<NodeId, Circle> after = new HashMap<>(known);
        next.agreeing().forEach(id -> after.put(id, circle));
        if (after.size() > MOST) {
            after.keySet().removeIf(id -> next.node(id).isEmpty());
        }
        known = Map.copyOf(after);
    }

    /** The circle that a server is in, or was in last; null if it was never seen in one. */
    @Nullable
    Circle of(NodeId id) {
        return known.get(id);
    }

    /** True if the server agrees now with those of a circle on each COMMIT. */
    boolean isIn(@Nullable Circle circle, NodeId id, Topology now) {
        return circle != null && known.get(id) == circle && now.agreeing().contains(id);
    }
}
