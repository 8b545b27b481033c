package io.github.understudy.internal.failover;

import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.consistency.Position;
import io.github.understudy.internal.discovery.GaleraQueries;
import io.github.understudy.internal.discovery.GroupQueries;
import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a Galera cluster, and of a group, acknowledge what the others have not applied yet. So the node that
 * writes go to may lack what was written on another one: by this data source before a failover, or while several nodes
 * are written to; or by another instance of the application that has chosen another writer. Where that matters, the node
 * is asked to catch up before the first statement. Thread-safe.
 */
public final class CatchingUp {
    private final LiveTopology live;
    private final FreshReads reads;

    CatchingUp(LiveTopology live, FreshReads reads) {
        this.live = live;
        this.reads = reads;
    }

    /** True if the node of this connection may lack what the thread must see. To be asked outside of transactions. */
    public boolean isDue(Lease lease, Causality thread) {
        Topology now = live.current();
        boolean behind = live.isSource(lease.node()) && live.mayBeBehind();
        if (thread.level() == ConsistencyLevel.EVENTUAL || !LiveTopology.isAgreed(now)) {
            return behind && now.kind() == ClusterKind.GROUP_REPLICATION && !now.hasSeveralWriters();
        }
        if (thread.level() == ConsistencyLevel.STRONG) {
            return true;
        }
        if (now.hasSeveralWriters()) {
            return !thread.isProven(lease.node()) && !reads.isMetByPosition(lease, now, thread);
        }
        return behind
                || (live.isSource(lease.node()) && thread.isFromElsewhere() && !isKnownToHave(lease.node(), thread));
    }

    /** A token's transactions may well have arrived since. */
    private boolean isKnownToHave(NodeId source, Causality thread) {
        Position known = live.positions().current().of(source);
        boolean has = known != null && known.executed() != null && thread.hasFromElsewhere(known.executed());
        if (has) {
            thread.metFromElsewhere();
        }
        return has;
    }

    /**
     * Waits until the node has all that was committed anywhere in its cluster before. Within a transaction that only the
     * server knows of nothing is waited for, and the node counts as behind as before.
     *
     * @param patience what the request has behind it, which bounds this as well
     * @throws SQLException the driver's, if the connection was lost or the time was over; nothing else was sent
     */
    public void catchUp(Lease lease, Causality thread, Patience patience) throws SQLException {
        long asked = System.nanoTime();
        long upTo = live.elsewhere();
        Topology topology = live.current();
        if (!await(lease, topology, patience)) {
            return;
        }
        if (topology.hasSeveralWriters()) {
            thread.caughtUpOn(lease.node(), asked, System.nanoTime());
            Node source = topology.sourceNode();
            if (source != null && source.id().equals(lease.node())) {
                live.caughtUp(lease.node(), upTo); // another writer's news is none of the source's
            }
        } else {
            live.caughtUp(lease.node(), upTo);
            thread.metFromElsewhere();
            thread.usedSource(System.nanoTime());
        }
    }

    /** A new source has caught up before anybody reads or writes there. */
    void ofSource(Lease lease, Topology topology, Patience patience) throws SQLException {
        long upTo = live.elsewhere();
        if (await(lease, topology, patience)) {
            live.caughtUp(lease.node(), upTo);
        }
    }

    /**
     * The connection is of no use if that failed: nobody knows what its session is in the middle of.
     *
     * @return false if the session could not wait
     */
    static boolean await(Lease lease, Topology topology, Patience patience) throws SQLException {
        boolean done = false;
        boolean waited = true;
        try {
            if (topology.kind() == ClusterKind.GROUP_REPLICATION) {
                waited = GroupQueries.catchUp(lease.connection(), left(patience));
            } else if (topology.kind() == ClusterKind.GALERA) {
                GaleraQueries.catchUp(lease.connection(), flavor(topology, lease.node()), left(patience));
            }
            done = true;
            return waited;
        } finally {
            if (!done) {
                lease.soil();
            }
        }
    }

    static @Nullable Flavor flavor(Topology topology, NodeId id) {
        return topology.node(id).map(Node::flavor).orElse(null);
    }

    static Duration left(Patience patience) {
        return Duration.ofNanos(Math.max(0, patience.deadlineNanos() - System.nanoTime()));
    }
}
