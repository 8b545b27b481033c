package io.github.understudy.internal.failover;

import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes connections out of pools and makes them ready for a wish. Thread-safe. */
final class Borrowing {
    private final LiveTopology live;
    private final CatchingUp catchingUp;

    Borrowing(LiveTopology live, CatchingUp catchingUp) {
        this.live = live;
        this.catchingUp = catchingUp;
    }

    /**
     * @param role what the pool's node is
     * @param patience bounds what has to be waited for on the connection
     */
    Lease from(
            NodePool pool,
            Role role,
            Topology topology,
            Wish wish,
            @Nullable Causality thread,
            Supplier<Patience> patience)
            throws SQLException {
        Lease lease;
        try {
            lease = new Lease(pool.borrow(), pool, topology);
        } catch (SQLException e) {
            pool.traffic().countFailed(role);
            throw e;
        }
        pool.traffic().countAcquired(role);
        Node source = topology.sourceNode();
        if (live.mayBeBehind() && source != null && source.id().equals(pool.id())) {
            catchUp(lease, topology, patience.get());
        }
        if (wish.access() == Access.READ_WRITE) {
            lease.listen();
        } else if (thread != null && !topology.hasSeveralWriters()) {
            thread.proven(pool.id());
        }
        if (wish != Wish.READ) {
            // It was chosen for a special wish, and need not be fit for others.
            lease.checked(Topology.EMPTY);
        }
        return lease;
    }

    private void catchUp(Lease lease, Topology topology, Patience patience) throws SQLException {
        boolean done = false;
        try {
            catchingUp.ofSource(lease, topology, patience);
            done = true;
        } finally {
            if (!done) {
                lease.end();
            }
        }
    }
}
