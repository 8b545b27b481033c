package io.github.understudy.internal.failover;

import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.consistency.Position;
import io.github.understudy.internal.consistency.Positions;
import io.github.understudy.internal.discovery.CausalQueries;
import io.github.understudy.internal.discovery.GaleraQueries;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.internal.routing.NodeFilter;
import io.github.understudy.internal.routing.Router;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.Lag;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the server for a read that must see certain things: one that is known to have them, else one that gets them
 * within a moment, else the source. Thread-safe.
 */
public final class FreshReads {
    private static final Logger LOG = LoggerFactory.getLogger(FreshReads.class);

    /** After it was waited for in vain, a replica is not waited for again for this many times as long. */
    private static final int PAUSE_FACTOR = 10;

    private final LiveTopology live;
    private final Router router;
    private final NodePools pools;
    private final Duration wait;
    private final Duration waitableLag;
    private final Map<NodeId, Long> lateUntil = new ConcurrentHashMap<>();

    /**
     * @param wait how long a read waits for a replica; zero for never
     * @param coarseness how exactly the monitor knows a lag: what is less may be none
     */
    public FreshReads(LiveTopology live, Router router, NodePools pools, Duration wait, Duration coarseness) {
        this.live = live;
        this.router = router;
        this.pools = pools;
        this.wait = wait;
        this.waitableLag = wait.plus(coarseness);
    }

    /** Accepts the nodes that are known to meet the demands of a thread; any if it has none. */
    NodeFilter filter(@Nullable Causality thread) {
        if (thread == null) {
            return NodeFilter.ANY;
        }
        if (live.current().kind() == ClusterKind.GALERA) {
            return filterOnGalera(thread);
        }
        if (thread.demandsNothing()) {
            return NodeFilter.ANY;
        }
        Positions positions = live.positions().current();
        return (topology, node) -> thread.isMetBy(node.id(), positions);
    }

    /** Asynchronous replicas of a Galera cluster count otherwise than it does: nobody can tell what they have. */
    private NodeFilter filterOnGalera(Causality thread) {
        Positions positions = live.positions().current();
        return (topology, node) -> node.gtids() != null && thread.isMetBy(node.id(), positions);
    }

    /** Where several nodes are written to: true if this one is known to have all that the thread demands. */
    boolean isMetByPosition(Lease lease, Topology topology, Causality thread) {
        settle(thread, topology, Wish.READ);
        boolean met = thread.isMetBy(lease.node(), live.positions().current());
        if (met) {
            thread.proven(lease.node());
        }
        return met;
    }

    /** Makes of the thread's demands what can be made of them now. */
    void settle(Causality thread, Topology topology, Wish wish) {
        if (thread.demandsNothing()) {
            return;
        }
        // Of several that are written to, none has what the others have at the same moment.
        Node source = topology.hasSeveralWriters() ? null : topology.sourceNode();
        // The moment first: positions that are read later are not older than they seem.
        long since = live.sourceSince();
        thread.settle(live.positions().current(), source == null ? null : source.id(), since);
        NodeId last = thread.replica();
        if (last != null && !isSameReplica(topology, wish, last, thread.replicaAt())) {
            thread.giveUpReplica();
            thread.settle(live.positions().current(), source == null ? null : source.id(), since);
        }
    }

    /** A replica that was lost meanwhile may have come back older than it was. */
    private boolean isSameReplica(Topology topology, Wish wish, NodeId id, long sinceNanos) {
        for (Node node : topology.nodes()) {
            if (node.id().equals(id)) {
                return (node.role() == Role.REPLICA || topology.isWriter(id))
                        && node.readable()
                        && wish.group().equals(node.labels().group())
                        && !pools.returns().isReturnedAfter(id, sinceNanos);
            }
        }
        return false;
    }

    /** True if the node is known to have all that the thread demands. */
    boolean isMetBy(Lease lease, Wish wish, Causality thread) {
        Topology topology = live.current();
        if (isAside(topology, lease.node())) {
            return false;
        }
        if (thread.isProven(lease.node())) {
            return true;
        }
        settle(thread, topology, wish);
        if (thread.isMetBy(lease.node(), live.positions().current())) {
            thread.proven(lease.node());
            return true;
        }
        return false;
    }

    private static boolean isAside(Topology topology, NodeId id) {
        return topology.kind() == ClusterKind.GALERA
                && topology.node(id).filter(node -> node.gtids() == null).isPresent();
    }

    /** True if a read there tells nothing that can be compared with what others have. */
    boolean isAside(NodeId id) {
        return isAside(live.current(), id);
    }

    /**
     * A connection to a replica that is not known to be fresh enough but turns out to be, after a moment.
     *
     * @param writing a connection to the source that is not in use now, null if there is none at hand
     * @return null if no replica is worth waiting for, or none got there in time
     */
    @Nullable
    Lease waitFor(Topology topology, Wish wish, Causality thread, Set<NodeId> tried, @Nullable Lease writing) {
        if (thread.demandsNothing() || topology.hasSeveralWriters() || isForAllToTell(thread)) {
            return null;
        }
        Node late = router.choose(topology, wish, (any, node) -> isWorthWaiting(thread, node), tried);
        if (late == null || late.role() != Role.REPLICA || late.flavor() == null) {
            return null;
        }
        if (thread.awaitsSource() && !askSource(topology, thread, writing)) {
            return null;
        }
        try {
            return waitOn(late, late.flavor(), thread);
        } catch (SQLException e) {
            LOG.debug("waiting for {} failed", late.endpoint(), e);
            return null;
        }
    }

    /** What was committed anywhere until now is not known as transactions, and the source alone can't tell. */
    private static boolean isForAllToTell(Causality thread) {
        return thread.isFromElsewhere() && thread.awaitsSource();
    }

    private boolean isWorthWaiting(Causality thread, Node node) {
        NodeId last = thread.replica();
        if ((last != null && !last.equals(node.id())) || node.gtids() == null || wait.isZero()) {
            return false;
        }
        Long until = lateUntil.get(node.id());
        boolean comesInTime =
                node.lag().isWithin(waitableLag) && node.lag().delay().compareTo(wait) <= 0;
        return comesInTime && (until == null || System.nanoTime() - until > 0);
    }

    private @Nullable Lease waitOn(Node late, Flavor flavor, Causality thread) throws SQLException {
        NodePool pool = pools.of(late);
        // It may have been chosen for a special wish, and need not be fit for others.
        Lease lease = new Lease(pool.borrow(), pool, Topology.EMPTY);
        boolean there = false;
        try {
            GtidSet wanted = thread.transactions();
            there = wanted == null
                    || thread.isMetBy(late.id(), live.positions().current())
                    || await(lease, flavor, wanted);
            if (there && wanted != null) {
                live.positions().learned(late.id(), wanted);
                thread.proven(late.id());
                pool.traffic().countAcquired(late.role());
            } else if (!there) {
                lateUntil.put(
                        late.id(),
                        System.nanoTime() + wait.multipliedBy(PAUSE_FACTOR).toNanos());
            }
        } finally {
            if (!there) {
                lease.end();
            }
        }
        return there ? lease : null;
    }

    private boolean await(Lease lease, Flavor flavor, GtidSet wanted) throws SQLException {
        return live.current().kind() == ClusterKind.GALERA
                ? GaleraQueries.await(lease.connection(), wanted, wait)
                : CausalQueries.await(lease.connection(), flavor, wanted, wait);
    }

    /** What the source has now, so that the thread's demands can be told to a replica. False if it can't be asked. */
    boolean askSource(Topology topology, Causality thread, @Nullable Lease writing) {
        Node source = topology.sourceNode();
        if (source == null
                || source.flavor() == null
                || !live.isSourceFresh()
                || live.mayBeBehind()
                || topology.hasSeveralWriters()
                || thread.isFromElsewhere()) {
            return false;
        }
        long asked = System.nanoTime();
        try {
            GtidSet has = writing != null && writing.node().equals(source.id())
                    ? position(writing, source.flavor(), topology)
                    : askAnew(source, source.flavor(), topology);
            if (has == null) {
                return false;
            }
            live.positions().observed(source.id(), new Position(has, Lag.none(), asked));
            thread.sourceHas(has, asked);
            return true;
        } catch (SQLException e) {
            LOG.debug("asking {} for its position failed", source.endpoint(), e);
            return false;
        }
    }

    private static @Nullable GtidSet position(Lease lease, Flavor flavor, Topology topology) throws SQLException {
        return topology.kind() == ClusterKind.GALERA
                ? GaleraQueries.position(lease.connection())
                : CausalQueries.position(lease.connection(), flavor);
    }

    private @Nullable GtidSet askAnew(Node source, Flavor flavor, Topology topology) throws SQLException {
        NodePool pool = pools.of(source);
        Lease lease = new Lease(pool.borrow(), pool, topology);
        try {
            return position(lease, flavor, topology);
        } finally {
            lease.end();
        }
    }
}
