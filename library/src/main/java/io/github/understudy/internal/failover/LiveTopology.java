package io.github.understudy.internal.failover;

import io.github.understudy.internal.consistency.AcknowledgedWrites;
import io.github.understudy.internal.consistency.Position;
import io.github.understudy.internal.routing.ZoneWrites;
import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.Lag;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest topology: one volatile field for all that read it, and a place to wait for the next one. Written by the
 * monitor alone. Thread-safe.
 */
public final class LiveTopology {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LivePositions positions = new LivePositions();
    private final AcknowledgedWrites acknowledged = new AcknowledgedWrites();
    private final Circles circles = new Circles();
    private final long freshNanos;
    private final LongSupplier clock;
    private final ZoneWrites zoneWrites;
    private volatile Topology current = Topology.EMPTY;
    private volatile long sourceSinceNanos;
    private volatile long sourceSeenNanos;
    private volatile long doubtedNanos;
    private final AtomicLong elsewhere = new AtomicLong();
    private volatile long caughtUp;
    private volatile boolean closed;
    private @Nullable Node lastSource;

    /**
     * @param freshNanos how long the source's role holds without being confirmed; after that nothing is written, since
     *     the monitor itself may have been asleep while another server was promoted
     */
    public LiveTopology(long freshNanos) {
        this(freshNanos, System::nanoTime);
    }

    /** @param zoneWrites is told where the source is before anybody else sees it */
    public LiveTopology(long freshNanos, ZoneWrites zoneWrites) {
        this(freshNanos, System::nanoTime, zoneWrites);
    }

    /** @param clock monotonic, in nanoseconds */
    public LiveTopology(long freshNanos, LongSupplier clock) {
        this(freshNanos, clock, ZoneWrites.ALLOWED);
    }

    private LiveTopology(long freshNanos, LongSupplier clock, ZoneWrites zoneWrites) {
        this.zoneWrites = zoneWrites;
        this.freshNanos = freshNanos;
        this.clock = clock;
        this.sourceSeenNanos = clock.getAsLong();
        this.sourceSinceNanos = sourceSeenNanos;
        this.doubtedNanos = sourceSeenNanos - 1;
    }

    public Topology current() {
        return current;
    }

    /** What each node was last seen to have executed. */
    public LivePositions positions() {
        return positions;
    }

    /** What was committed on the source, for the monitor to look for on the next one. */
    public AcknowledgedWrites acknowledged() {
        return acknowledged;
    }

    /** Which servers agree with each other on each COMMIT. */
    Circles circles() {
        return circles;
    }

    /** True if the accepted source has confirmed its role not long ago, and nothing has spoken against it since. */
    public boolean isSourceFresh() {
        long seen = sourceSeenNanos;
        return seen - doubtedNanos > 0 && clock.getAsLong() - seen < freshNanos;
    }

    /** Something speaks against the source: it must confirm its role before anything more is written. */
    public void doubtSource() {
        doubtedNanos = clock.getAsLong();
    }

    /** True if the source has confirmed its role after this moment. */
    public boolean isSourceConfirmedSince(long nanos) {
        return sourceSeenNanos - nanos > 0;
    }

    /** True if this is the accepted source, be it confirmed or not; or one of several nodes that take writes. */
    public boolean isSource(NodeId node) {
        return current.isWriter(node);
    }

    /** True if something may be written there now. */
    public boolean mayWriteOn(NodeId node) {
        return isSourceFresh() && isSource(node);
    }

    /**
     * True if there is a source for what has failed on this node: another one, or this one if it has confirmed since that
     * it still is.
     */
    public boolean hasSourceAfter(NodeId failed, long sinceNanos) {
        Node source = current.sourceNode();
        return source != null && isSourceFresh() && (!source.id().equals(failed) || isSourceConfirmedSince(sinceNanos));
    }

    /**
     * True if a transaction that is open there may end there, although its server is not the source any more: if that one
     * still belongs to those who agree on each COMMIT, and is not a server of another kind beside them.
     */
    public boolean mayEndOn(NodeId node) {
        Topology now = current;
        if (!now.agreeing().contains(node)) {
            return false;
        }
        for (Node each : now.nodes()) {
            if (each.id().equals(node)) {
                return each.role() == Role.REPLICA && each.isReachable();
            }
        }
        return false;
    }

    /** True if the servers, or some of them, agree on each COMMIT among themselves. */
    static boolean isAgreed(Topology topology) {
        return topology.kind() == ClusterKind.GALERA || topology.kind() == ClusterKind.GROUP_REPLICATION;
    }

    /** True if the servers are members of a group (Group Replication). */
    public boolean isGroup() {
        return current.kind() == ClusterKind.GROUP_REPLICATION;
    }

    /** True if the source may not have applied yet what was committed elsewhere in its cluster. */
    public boolean mayBeBehind() {
        return elsewhere.get() != caughtUp && isAgreed(current);
    }

    /** Something was committed on another node than the source. */
    public void committedElsewhere() {
        elsewhere.incrementAndGet();
    }

    /** How often something was committed elsewhere; to be asked before the source is asked to catch up. */
    long elsewhere() {
        return elsewhere.get();
    }

    /**
     * The source has all that was committed anywhere before; what it tells of its position from now on counts.
     *
     * @param upTo what {@link #elsewhere} was before it was asked: what came later need not be there
     */
    public void caughtUp(NodeId source, long upTo) {
        if (caughtUp < upTo && isSource(source)) {
            sourceSinceNanos = clock.getAsLong();
            caughtUp = upTo;
        }
    }

    /** The source has answered that it still is the source. */
    public void confirmSource(long nanos) {
        sourceSeenNanos = nanos;
        signal();
    }

    /** When the present source became it, or was found. */
    public long sourceSince() {
        // No position of a source that may be behind counts.
        return mayBeBehind() ? clock.getAsLong() : sourceSinceNanos;
    }

    /** Publishes what is known now. */
    public void publish(Topology next) {
        Node source = next.sourceNode();
        Node before = lastSource;
        // Who took writes and takes none now may have acknowledged what the others have not applied.
        boolean changed = current.writers().stream().anyMatch(node -> !next.isWriter(node.id()));
        if (source != null && (before == null || !before.id().equals(source.id()))) {
            // First the moment, then the topology: who reads them the other way round trusts no old position.
            sourceSinceNanos = clock.getAsLong();
            lastSource = source;
            changed = true;
        }
        if (changed && isAgreed(next)) {
            committedElsewhere();
        }
        if (lastSource != null) {
            circles.see(next, lastSource.id());
        }
        zoneWrites.see(next);
        current = next;
        signal();
    }

    /**
     * A node has told its position: who waits for it looks again.
     *
     * @param startedNanos the start of the probe: all that was executed before it is in the answer
     */
    public void observed(Topology topology, Endpoint endpoint, @Nullable GtidSet gtids, long startedNanos) {
        // A lag that stands still because there is no source tells nothing of what was written before it was lost.
        Node source = topology.sourceNode();
        boolean counts = gtids != null || (source != null && source.state() == NodeState.UP);
        topology.nodeAt(endpoint).ifPresent(node -> {
            positions.observed(node.id(), new Position(gtids, counts ? node.lag() : Lag.unknown(), startedNanos));
            signal();
        });
    }

    /** Nobody waits from now on. */
    public void close() {
        closed = true;
        signal();
    }

    public boolean isClosed() {
        return closed;
    }

    /** Something has changed that a wish may depend on: who waits looks again. */
    void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Something that is waited for. */
    public interface Wish {
        boolean isGranted();
    }

    /**
     * Waits until the wish is granted; it is asked again after each change.
     *
     * @return false if the deadline came first, or the data source was closed
     */
    public boolean await(Wish wish, long deadlineNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !wish.isGranted()) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0 || (changed.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1))) <= 0 && left <= 0)) {
                    return false;
                }
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }
}
