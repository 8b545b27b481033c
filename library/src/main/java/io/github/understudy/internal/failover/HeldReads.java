package io.github.understudy.internal.failover;

import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.metrics.WaitReason;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Statements that are held on a server, which may lack what their thread has written or seen elsewhere. Thread-safe. */
final class HeldReads {
    private static final Logger LOG = LoggerFactory.getLogger(HeldReads.class);

    /** Who holds a connection does not wait long for another one: somebody could wait there for this one. */
    private static final int PART_FOR_SOURCE = 4;

    private static final long NEVER = -1;

    private final LiveTopology live;
    private final FreshReads reads;
    private final Gate gate;
    private final Checkout checkout;

    HeldReads(LiveTopology live, FreshReads reads, Gate gate, Checkout checkout) {
        this.live = live;
        this.reads = reads;
        this.gate = gate;
        this.checkout = checkout;
    }

    /**
     * Waits until the server has all that the thread demands.
     *
     * @return false if it was lost, and so never gets there
     */
    boolean await(Lease lease, Wish wish, Causality thread, Patience patience) throws SQLException {
        long asked = NEVER;
        while (!reads.isMetBy(lease, wish, thread) && !isLost(lease.node())) {
            if (isSourceToBeAsked(asked)) {
                asked = live.elsewhere();
                letSourceCatchUp(patience);
            }
            long last = asked;
            gate.await(
                    () -> reads.isMetBy(lease, wish, thread) || isLost(lease.node()) || isSourceToBeAsked(last),
                    WaitReason.REPLICA_BEHIND,
                    patience,
                    () -> lease.endpoint() + " does not have yet what this thread has written or seen elsewhere, and"
                            + " the statement can't run on another server, because of state of its session (a variable,"
                            + " a temporary table, a lock, or what an earlier statement left). Read on another"
                            + " connection, or with the consistency level EVENTUAL");
        }
        return reads.isMetBy(lease, wish, thread);
    }

    /**
     * After an election no position of the new source counts before it has caught up, which happens when somebody takes a
     * connection to it. It may be that nobody does, and what the thread has seen on the last source is told by no other.
     */
    private boolean isSourceToBeAsked(long asked) {
        return live.mayBeBehind() && live.isSourceFresh() && live.elsewhere() != asked;
    }

    private void letSourceCatchUp(Patience patience) {
        try {
            Patience part = new Patience(CatchingUp.left(patience).dividedBy(PART_FOR_SOURCE));
            checkout.acquire(Wish.LOOK_BACK, null, null, part).end();
        } catch (SQLException e) {
            LOG.debug("the source could not be asked to catch up", e);
        }
    }

    private boolean isLost(NodeId id) {
        return live.current()
                .node(id)
                .filter(node -> node.state() != NodeState.DOWN)
                .isEmpty();
    }
}
