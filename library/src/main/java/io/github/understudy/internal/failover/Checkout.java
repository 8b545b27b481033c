package io.github.understudy.internal.failover;

import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.internal.consistency.Causalities;
import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.internal.pool.SessionTracker;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.routing.NodeFilter;
import io.github.understudy.internal.routing.Router;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.metrics.WaitReason;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Role;
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
    private final Borrowing borrowing;
    private final Gate gate;
    private final FailureClassifier classifier;
    private final Duration limit;
    private final FreshReads reads;
    private final Causalities causalities;
    private final CatchingUp catchingUp;
    private final Deeds deeds;
    private final HeldReads heldReads;

    /** @param limit how long a request may look for a connection, waiting at the gate included */
    public Checkout(
            LiveTopology live,
            Router router,
            NodePools pools,
            Gate gate,
            FailureClassifier classifier,
            FreshReads reads,
            Causalities causalities,
            Duration limit) {
        this.live = live;
        this.router = router;
        this.pools = pools;
        this.catchingUp = new CatchingUp(live, reads);
        this.borrowing = new Borrowing(live, catchingUp);
        this.gate = gate;
        this.classifier = classifier;
        this.reads = reads;
        this.causalities = causalities;
        this.deeds = new Deeds(live, reads, causalities);
        this.limit = limit;
        this.heldReads = new HeldReads(live, reads, gate, this);
    }

    public Patience newPatience() {
        return new Patience(limit);
    }

    /** @param ofStatement how long the application wants to wait for its statement at most */
    public Patience newPatience(Duration ofStatement) {
        return Patience.least(limit, ofStatement);
    }

    /**
     * Takes a connection to a node that is fit now.
     *
     * @param thread whose demands a read must meet; null if any state within the lag limit will do
     * @param writing a connection to the source that the caller holds and does not use now, which will do for a read as
     *     well; null if there is none
     * @param patience what this request has behind it, null if nothing
     * @throws SQLException if there was none in time; nothing was sent
     */
    public Lease acquire(Wish wish, @Nullable Causality thread, @Nullable Lease writing, @Nullable Patience patience)
            throws SQLException {
        Patience spent = patience;
        while (true) {
            Topology topology = live.current();
            Set<NodeId> tried = spent == null ? Set.of() : spent.tried();
            boolean trusted = wish.access() == Access.READ_ONLY || live.isSourceFresh();
            Node node = trusted ? choose(topology, wish, thread, tried) : null;
            if (node == null) {
                spent = spent == null ? newPatience() : spent;
                awaitNode(wish, thread, spent);
                continue;
            }
            Lease fresher = thread != null
                            && node.role() == Role.SOURCE
                            && topology.nodes().size() > 1
                    ? reads.waitFor(topology, wish, thread, tried, writing)
                    : null;
            if (fresher != null) {
                return fresher;
            }
            if (writing != null && writing.node().equals(node.id())) {
                return writing;
            }
            NodePool pool = pools.of(node);
            try {
                Patience known = spent;
                return borrowing.from(
                        pool, node.role(), topology, wish, thread, () -> known == null ? newPatience() : known);
            } catch (SQLException e) {
                if (writing != null && classifier.classify(e) == Failure.POOL_TIMEOUT) {
                    // Who holds one connection never waits for another: two threads could wait for each other.
                    return writing;
                }
                spent = spent == null ? newPatience() : spent;
                give(spent, wish, node, e);
            }
        }
    }

    private @Nullable Node choose(Topology topology, Wish wish, @Nullable Causality thread, Set<NodeId> tried) {
        if (thread != null
                && wish.access() == Access.READ_ONLY
                && topology.nodes().size() > 1) {
            reads.settle(thread, topology, wish);
            return router.choose(topology, wish, reads.filter(thread), tried);
        }
        if (wish.access() == Access.READ_WRITE && topology.hasSeveralWriters()) {
            return chooseWriter(topology, wish, tried);
        }
        return router.choose(topology, wish, NodeFilter.ANY, tried);
    }

    /** Of several nodes that take writes, rather one that has what the thread has seen: it need not be waited for. */
    private @Nullable Node chooseWriter(Topology topology, Wish wish, Set<NodeId> tried) {
        Causality thread = causalities.current();
        Node fresh = null;
        if (thread.level() != ConsistencyLevel.EVENTUAL && LiveTopology.isAgreed(topology)) {
            reads.settle(thread, topology, Wish.READ);
            fresh = router.choose(topology, wish, reads.filter(thread), tried);
        }
        return fresh != null ? fresh : router.choose(topology, wish, NodeFilter.ANY, tried);
    }

    /** True if what is open there may end there, although the server is not the source any more. */
    public boolean mayEnd(Lease lease) {
        return live.mayEndOn(lease.node());
    }

    private void awaitNode(Wish wish, @Nullable Causality thread, Patience patience) throws SQLException {
        Topology topology = live.current();
        if (wish.access() == Access.READ_WRITE && !wish.underWay() && router.isRefused(topology)) {
            // It may stay there for days: nobody waits for its return.
            throw new NoNodeAvailableException(
                    "No server can take this request: " + router.whyNotNear(topology) + ". Nothing was sent."
                            + patience.history(),
                    null);
        }
        gate.await(
                () -> isFit(wish, thread),
                wish.access() == Access.READ_WRITE ? whyNoSource() : WaitReason.NO_READABLE_NODE,
                patience,
                () -> describe(wish, reads.filter(thread), patience));
    }

    private WaitReason whyNoSource() {
        Node source = live.current().sourceNode();
        return source == null
                ? WaitReason.NO_SOURCE
                : router.isDrained(source.id(), source.endpoint())
                        ? WaitReason.SOURCE_DRAINED
                        : live.isSourceFresh() ? WaitReason.SOURCE_ELSEWHERE : WaitReason.SOURCE_UNCONFIRMED;
    }

    private boolean isFit(Wish wish, @Nullable Causality thread) {
        return (wish.access() == Access.READ_ONLY || live.isSourceFresh())
                && choose(live.current(), wish, thread, Set.of()) != null;
    }

    private String describe(Wish wish, NodeFilter filter, Patience patience) {
        boolean writes = wish.access() == Access.READ_WRITE;
        String stale = writes && live.current().sourceNode() != null && !live.isSourceFresh()
                ? "The source has not confirmed its role for too long. "
                : "";
        return stale + router.explain(live.current(), wish, filter) + patience.history();
    }

    /** Decides whether a failed borrowing is tried again. */
    private void give(Patience patience, Wish wish, Node node, SQLException failure) throws SQLException {
        Failure kind = classifier.classify(failure);
        // A group's pool that is full bounds what runs there: who asks for the group waits, and disturbs nobody else.
        boolean waits = kind == Failure.POOL_TIMEOUT
                && failure.getCause() == null
                && !wish.group().isEmpty()
                && wish.group().equals(node.labels().group());
        if (waits) {
            patience.waited(node, failure);
        } else {
            patience.failed(node, failure);
        }
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
                () -> live.hasSourceAfter(failed, sinceNanos),
                WaitReason.SOURCE_FAILED,
                patience,
                () -> describe(Wish.WRITE, NodeFilter.ANY, patience));
    }

    /**
     * Whether this connection still leads to the source; where that has not been confirmed for too long, waits until it
     * has been, or until it is known not to be so.
     */
    public boolean awaitStillSource(Lease lease, @Nullable Patience spent) throws SQLException {
        if (!live.isSourceFresh() && isSource(lease)) {
            Patience patience = spent == null ? newPatience() : spent;
            do {
                gate.await(
                        () -> live.isSourceFresh() || !isSource(lease),
                        WaitReason.SOURCE_UNCONFIRMED,
                        patience,
                        () -> describe(Wish.WRITE, NodeFilter.ANY, patience));
                // Who is let go leaves a moment later, and there may be a new doubt by then.
            } while (!live.isSourceFresh() && isSource(lease));
        }
        return isSource(lease);
    }

    /** True if this is a connection to the source. */
    public boolean isSource(Lease lease) {
        return live.isSource(lease.node());
    }

    /** True if the connection's node gets nothing new, so that what is free to move moves. */
    public boolean isDrained(Lease lease) {
        return router.isDrained(lease.node(), lease.endpoint());
    }

    /** True if some node could take this now. */
    public boolean hasNode(Access access) {
        return isFit(Wish.of(access), null);
    }

    /** True if a connection to this node may go on being used for writing. */
    public boolean mayStayForWrites(Lease lease) {
        return isConfirmedSource(lease)
                && !isDrained(lease)
                && !live.mayBeBehind()
                && router.isSourceNear(live.current());
    }

    /** True if this is a connection to the source, and nothing speaks against that. */
    public boolean isConfirmedSource(Lease lease) {
        return live.mayWriteOn(lease.node());
    }

    /** True if a connection that was taken for reading may go on being used for this. */
    public boolean mayStayForReads(Lease lease, Wish wish, @Nullable Causality thread) {
        Topology now = live.current();
        if (wish != Wish.READ || !lease.isChecked(now)) {
            if (!router.mayStay(now, wish, NodeFilter.ANY, lease.node())) {
                return false;
            }
            if (wish == Wish.READ) {
                lease.checked(now);
            }
        }
        return thread == null || (isSource(lease) && !live.mayBeBehind()) || reads.isMetBy(lease, wish, thread);
    }

    /**
     * A statement that is held on a replica waits there for what the thread has written or seen elsewhere.
     *
     * @return false if the server was lost, and so never gets there
     */
    public boolean awaitFresh(Lease lease, Wish wish, Causality thread, @Nullable Patience spent) throws SQLException {
        if (reads.isMetBy(lease, wish, thread)) {
            return true;
        }
        Patience patience = spent == null ? newPatience() : spent;
        return heldReads.await(lease, wish, thread, patience);
    }

    /** Something has run on a replica or on the source: it belongs to what the thread has seen. */
    public void ran(Lease lease, Causality thread, long nowNanos) {
        deeds.ran(lease, thread, nowNanos);
    }

    /**
     * Something that may have been committed has run: it belongs to what the thread has written.
     *
     * @param tracker what the server tells of the session; null if it does not
     * @param nothingAfter false if it may have read, after its own commit, what others have committed later
     * @param commits false if nothing can have been committed by it
     */
    public void wrote(
            Lease lease, @Nullable SessionTracker tracker, Causality thread, boolean nothingAfter, boolean commits) {
        deeds.wrote(lease, tracker, thread, nothingAfter, commits);
    }

    /** Something may have been applied, and nobody knows. */
    public void mayHaveWritten(Causality thread) {
        deeds.mayHaveWritten(thread);
    }

    /** Makes all that this data source has written so far a demand of the thread. */
    public void demandInstance(Causality thread) {
        deeds.demandInstance(thread);
    }

    /** Asks the source for its position, if the thread's demands can't be told without it. */
    void tell(Causality thread) {
        deeds.tell(thread);
    }

    /** Makes what a token stands for a demand of the thread. @param transactions null for all until now */
    void join(Causality thread, @Nullable GtidSet transactions) {
        deeds.join(thread, transactions);
    }

    /** False if the transactions are of a kind that the cluster does not have. */
    boolean isOfThisCluster(GtidSet transactions) {
        Node source = live.current().sourceNode();
        return source == null || source.gtids() == null || source.gtids().getClass() == transactions.getClass();
    }

    /** True if the node of a connection may lack what the thread must see; to be asked outside of transactions. */
    public boolean isCatchUpDue(Lease lease, Wish wish, Causality thread) {
        Topology now = live.current();
        if (!LiveTopology.isAgreed(now) || wish.maxLag() != null) {
            return false;
        }
        if (thread.level() == ConsistencyLevel.INSTANCE && now.hasSeveralWriters()) {
            demandInstance(thread);
        }
        return catchingUp.isDue(lease, thread);
    }

    /** Lets the node get all that was committed anywhere before. @throws SQLException if it did not, in time */
    public void catchUp(Lease lease, Causality thread, Patience patience) throws SQLException {
        catchingUp.catchUp(lease, thread, patience);
    }
}
