package io.github.understudy.internal.failover;

import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.discovery.GaleraQueries;
import io.github.understudy.internal.discovery.GroupQueries;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes connections out of pools and makes them ready for a wish. Thread-safe. */
final class Borrowing {
    private final LiveTopology live;

    Borrowing(LiveTopology live) {
        this.live = live;
    }

    /** @param role what the pool's node is */
    Lease from(NodePool pool, Role role, Topology topology, Wish wish, @Nullable Causality thread) throws SQLException {
        Lease lease;
        try {
            lease = new Lease(pool.borrow(), pool, topology);
        } catch (SQLException e) {
            pool.traffic().countFailed(role);
            throw e;
        }
        pool.traffic().countAcquired(role);
        if (live.mayBeBehind() && live.isSource(pool.id())) {
            catchUp(lease, topology);
        }
        if (wish.access() == Access.READ_WRITE) {
            lease.listen();
        } else if (thread != null) {
            thread.proven(pool.id());
        }
        if (wish != Wish.READ) {
            // It was chosen for a special wish, and need not be fit for others.
            lease.checked(Topology.EMPTY);
        }
        return lease;
    }

    /** The nodes of such clusters acknowledge what the others have not applied yet, so a new source may lack it. */
    private void catchUp(Lease lease, Topology topology) throws SQLException {
        boolean done = false;
        long upTo = live.elsewhere();
        try {
            Flavor flavor = topology.node(lease.node()).map(Node::flavor).orElse(null);
            if (topology.kind() == ClusterKind.GALERA) {
                GaleraQueries.catchUp(lease.connection(), flavor);
            } else {
                GroupQueries.catchUp(lease.connection());
            }
            live.caughtUp(lease.node(), upTo);
            done = true;
        } finally {
            if (!done) {
                lease.soil();
                lease.end();
            }
        }
    }
}
