package io.github.understudy.internal.failover;

import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.routing.Router;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** From a wish to read or write to a physical connection: routes, borrows, and waits at the gate. Thread-safe. */
public final class Checkout {
    private static final long BREATH_NANOS = 2_000_000;

    private final LiveTopology live;
    private final Router router;
    private final NodePools pools;
    private final Gate gate;
    private final FailureClassifier classifier;
    private final Duration limit;

    /** @param limit how long a request may look for a connection, waiting at the gate included */
    public Checkout(
            LiveTopology live,
            Router router,
            NodePools pools,
            Gate gate,
            FailureClassifier classifier,
            Duration limit) {
        this.live = live;
        this.router = router;
        this.pools = pools;
        this.gate = gate;
        this.classifier = classifier;
        this.limit = limit;
    }

    public Patience newPatience() {
        return new Patience(limit);
    }

    /**
     * Takes a connection to a node that is fit now.
     *
     * @param patience what this request has behind it, null if nothing
     * @throws SQLException if there was none in time; nothing was sent
     */
    public Lease acquire(Access access, @Nullable Patience patience) throws SQLException {
        Topology topology = live.current();
        if (patience == null && (access == Access.READ_ONLY || live.isSourceFresh())) {
            Node node = router.choose(topology, access, Set.of());
            if (node != null) {
                NodePool pool = pools.of(node);
                try {
                    return new Lease(pool.borrow(), pool, topology);
                } catch (SQLException e) {
                    Patience begun = newPatience();
                    give(begun, node, e);
                    return acquirePatiently(access, begun);
                }
            }
        }
        return acquirePatiently(access, patience == null ? newPatience() : patience);
    }

    private Lease acquirePatiently(Access access, Patience patience) throws SQLException {
        while (true) {
            Topology topology = live.current();
            Node node = access == Access.READ_WRITE && !live.isSourceFresh()
                    ? null
                    : router.choose(topology, access, patience.tried());
            if (node == null) {
                awaitNode(access, patience);
                continue;
            }
            NodePool pool = pools.of(node);
            try {
                return new Lease(pool.borrow(), pool, topology);
            } catch (SQLException e) {
                give(patience, node, e);
            }
        }
    }

    private void awaitNode(Access access, Patience patience) throws SQLException {
        gate.await(
                () -> isFit(access), patience.startNanos(), patience.deadlineNanos(), () -> describe(access, patience));
    }

    private boolean isFit(Access access) {
        return (access == Access.READ_ONLY || live.isSourceFresh())
                && router.choose(live.current(), access, Set.of()) != null;
    }

    private String describe(Access access, Patience patience) {
        String stale = live.current().sourceNode() != null && access == Access.READ_WRITE && !live.isSourceFresh()
                ? "The source has not confirmed its role for too long. "
                : "";
        return stale + router.explain(live.current(), access) + patience.history();
    }

    /** Decides whether a failed borrowing is tried again. */
    private void give(Patience patience, Node node, SQLException failure) throws SQLException {
        patience.failed(node, failure);
        Failure kind = classifier.classify(failure);
        if (kind == Failure.ACCESS_DENIED || live.isClosed()) {
            throw failure;
        }
        if (patience.isOver()) {
            if (kind == Failure.POOL_TIMEOUT && failure.getCause() == null) {
                // All connections are in use: Hikari's own message says it best.
                throw failure;
            }
            throw new NoNodeAvailableException(
                    "No connection to " + node.endpoint() + " within "
                            + patience.spent().toMillis() + " ms. Nothing was sent." + patience.history(),
                    failure);
        }
        LockSupport.parkNanos(BREATH_NANOS);
    }

    /**
     * After a request has failed because its node is no longer the source: waits until there is another one, or until
     * this one has confirmed since that it still is.
     */
    public void awaitSourceAfter(NodeId failed, long sinceNanos, Patience patience) throws SQLException {
        gate.await(
                () -> isSourceAfter(failed, sinceNanos),
                patience.startNanos(),
                patience.deadlineNanos(),
                () -> describe(Access.READ_WRITE, patience));
    }

    private boolean isSourceAfter(NodeId failed, long sinceNanos) {
        Node source = live.current().sourceNode();
        return source != null
                && live.isSourceFresh()
                && (!source.id().equals(failed) || live.isSourceConfirmedSince(sinceNanos));
    }

    /**
     * Whether this connection still leads to the source; where that has not been confirmed for too long, waits until it
     * has been, or until it is known not to be so.
     */
    public boolean awaitStillSource(Lease lease) throws SQLException {
        if (!live.isSourceFresh() && isSource(lease)) {
            Patience patience = newPatience();
            gate.await(
                    () -> live.isSourceFresh() || !isSource(lease),
                    patience.startNanos(),
                    patience.deadlineNanos(),
                    () -> describe(Access.READ_WRITE, patience));
        }
        return isSource(lease);
    }

    /** True if this is a connection to the source. */
    public boolean isSource(Lease lease) {
        Node source = live.current().sourceNode();
        return source != null && source.id().equals(lease.node());
    }

    /** True if some node could take this now. */
    public boolean hasNode(Access access) {
        return isFit(access);
    }

    /** True if a connection to this node may go on being used. */
    public boolean mayStay(Lease lease, Access access) {
        Topology now = live.current();
        if (access == Access.READ_WRITE) {
            return live.isSourceFresh() && Router.mayStay(now, access, lease.node());
        }
        if (lease.isChecked(now)) {
            return true;
        }
        boolean stays = Router.mayStay(now, access, lease.node());
        if (stays) {
            lease.checked(now);
        }
        return stays;
    }
}
