package io.github.understudy.internal.failover;

import io.github.understudy.internal.consistency.Causalities;
import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.consistency.Position;
import io.github.understudy.internal.pool.SessionTracker;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Topology;
import org.jspecify.annotations.Nullable;

/** What threads have done, as demands on what they read next. Thread-safe. */
final class Deeds {
    private final LiveTopology live;
    private final FreshReads reads;
    private final Causalities causalities;

    Deeds(LiveTopology live, FreshReads reads, Causalities causalities) {
        this.live = live;
        this.reads = reads;
        this.causalities = causalities;
    }

    void ran(Lease lease, Causality thread, long nowNanos) {
        Topology now = live.current();
        if (now.kind() == ClusterKind.NDB) {
            return; // all nodes have the same at every moment
        }
        if (now.hasSeveralWriters()) {
            thread.readReplica(lease.node(), nowNanos);
        } else if (live.isSource(lease.node())) {
            thread.usedSource(nowNanos);
        } else if (now.kind() == ClusterKind.GALERA && reads.isAside(lease.node())) {
            thread.demandSourceAt(nowNanos); // what it showed, the cluster had
        } else {
            thread.readReplica(lease.node(), nowNanos);
        }
    }

    void wrote(Lease lease, @Nullable SessionTracker tracker, Causality thread, boolean nothingAfter, boolean commits) {
        Topology topology = live.current();
        boolean replaced = live.mayEndOn(lease.node()) && !topology.isWriter(lease.node());
        if (commits && replaced) {
            live.committedElsewhere();
        }
        long now = System.nanoTime();
        String told = tracker == null ? null : tracker.takeGtid();
        if (topology.kind() == ClusterKind.GALERA
                || topology.kind() == ClusterKind.NDB
                || topology.hasSeveralWriters()) {
            wroteOnOneOfMany(lease, topology, thread, commits, replaced, now);
            return;
        }
        if (tracker == null) {
            live.acknowledged().untold();
        }
        Position known = live.positions().current().of(lease.node());
        GtidSet source = known == null ? null : known.executed();
        if (told == null) {
            used(lease, thread, replaced, now);
            if (tracker == null || source == null || lease.isDirty()) {
                // Nobody tells whether this was a write: the application may have turned that off, too.
                causalities.instance().wroteAt(now);
                if (commits) {
                    thread.mayHaveWritten();
                }
            }
            return;
        }
        GtidSet position = GtidSet.parse(told);
        live.acknowledged().told(position);
        thread.wrote(position, source, now);
        if (!nothingAfter) {
            used(lease, thread, replaced, now);
        }
        causalities.instance().wrote(position, now);
    }

    /** What ran on a node that was replaced as the source meanwhile, that one has, and the new source not yet. */
    private static void used(Lease lease, Causality thread, boolean replaced, long nowNanos) {
        if (replaced) {
            thread.readReplica(lease.node(), nowNanos);
        } else {
            thread.usedSource(nowNanos);
        }
    }

    /** A node of such a cluster tells how it counts itself, if it tells anything, and not how the cluster does. */
    private void wroteOnOneOfMany(
            Lease lease, Topology topology, Causality thread, boolean commits, boolean replaced, long nowNanos) {
        live.acknowledged().untold();
        if (commits) {
            thread.mayHaveWritten();
        }
        if (topology.kind() == ClusterKind.NDB) {
            return;
        }
        used(lease, thread, replaced || topology.hasSeveralWriters(), nowNanos);
        causalities.instance().wroteAt(nowNanos);
    }

    /** Something may have been applied, and nobody knows. */
    void mayHaveWritten(Causality thread) {
        thread.mayHaveWritten();
        if (live.current().kind() == ClusterKind.NDB) {
            return;
        }
        long now = System.nanoTime();
        thread.usedSource(now);
        causalities.instance().wroteAt(now);
    }

    /** Asks the source for its position, if the thread's demands can't be told without it. */
    void tell(Causality thread) {
        Topology topology = live.current();
        reads.settle(thread, topology, Wish.READ);
        if (topology.hasSeveralWriters()) {
            thread.giveUpReplica(); // what was written there is told as "all that there is now"
        }
        if (thread.awaitsSource()) {
            reads.askSource(topology, thread, null);
        }
    }

    void join(Causality thread, @Nullable GtidSet transactions) {
        ClusterKind kind = live.current().kind();
        if (kind == ClusterKind.NDB) {
            return;
        }
        long now = System.nanoTime();
        if (transactions == null) {
            thread.demandSourceAt(now);
        } else {
            thread.demand(transactions, now);
        }
        if (LiveTopology.isAgreed(live.current())) {
            // Another instance of the application may write to another node.
            thread.demandFromElsewhere(transactions);
        }
    }

    /** Makes all that this data source has written so far a demand of the thread. */
    void demandInstance(Causality thread) {
        Node source = live.current().sourceNode();
        Position known = source == null ? null : live.positions().current().of(source.id());
        if (known != null && known.executed() != null && known.asOfNanos() - live.sourceSince() >= 0) {
            causalities.instance().forgetLost(known.executed(), known.asOfNanos());
        }
        causalities.instance().demandOf(thread, System::nanoTime);
    }
}
