package io.github.understudy.internal.pool;

import io.github.understudy.topology.NodeId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When nodes that had been lost came back. Thread-safe. */
public final class Returns {
    private final Map<NodeId, Long> back = new ConcurrentHashMap<>();
    private final Map<NodeId, Long> cold = new ConcurrentHashMap<>();

    /** A node answers again. */
    public void returned(NodeId node, long nanos) {
        back.put(node, nanos);
    }

    /** A replica serves reads again after it had been lost. */
    public void readmitted(NodeId node, long nanos) {
        cold.put(node, nanos);
    }

    /** Everything was out of reach, and comes back as it was: nobody has gone cold. */
    public void allWereAway() {
        cold.clear();
    }

    /** True if the node was lost at any time after this moment. */
    public boolean isReturnedAfter(NodeId node, long nanos) {
        Long at = back.get(node);
        return at != null && at - nanos > 0;
    }

    /** True if no replica was readmitted lately. */
    public boolean isNobodyCold() {
        return cold.isEmpty();
    }

    /** How long ago the replica was readmitted; {@link Long#MAX_VALUE} if it was not, or if that is over. */
    public long sinceReadmitted(NodeId node, long now) {
        Long at = cold.get(node);
        return at == null ? Long.MAX_VALUE : now - at;
    }

    /** The replica is warm. */
    public void warmedUp(NodeId node) {
        cold.remove(node);
    }
}
