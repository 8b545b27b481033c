package io.github.understudy.internal.failover;

import io.github.understudy.internal.consistency.Position;
import io.github.understudy.internal.consistency.Positions;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.NodeId;
import java.util.concurrent.atomic.AtomicReference;

/** What each node was last seen to have: by the monitor, and by requests that have asked for themselves. Thread-safe. */
public final class LivePositions {
    private final AtomicReference<Positions> current = new AtomicReference<>(Positions.NONE);

    public Positions current() {
        return current.get();
    }

    /** A node has told its position. */
    public void observed(NodeId node, Position position) {
        current.updateAndGet(known -> known.with(node, position));
    }

    /** A node has said that it has these transactions, among others. */
    void learned(NodeId node, GtidSet transactions) {
        current.updateAndGet(known -> {
            Position before = known.of(node);
            if (before == null || before.executed() == null) {
                return known;
            }
            GtidSet both = before.executed().union(transactions);
            return known.with(node, new Position(both, before.lag(), before.asOfNanos()));
        });
    }
}
