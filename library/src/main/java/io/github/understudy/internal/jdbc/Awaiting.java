package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failover.Patience;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.topology.NodeId;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where one logical connection waits for servers and for physical connections; how long, belongs to the statement that
 * runs next. Used by one thread. It is the base of {@link Conversation}, as {@link Leases} is.
 */
abstract class Awaiting {
    /** Less is no waiting, but the way to a free connection. */
    private static final long NOTABLE_NANOS = 10_000;

    private final JdbcContext context;

    /** What few connections ever need, if it was needed. */
    @Nullable
    Seldom seldom;

    Awaiting(JdbcContext context) {
        this.context = context;
    }

    JdbcContext context() {
        return context;
    }

    /** The same; made when it is needed. */
    Seldom seldom() {
        Seldom known = seldom;
        if (known == null) {
            known = new Seldom();
            seldom = known;
        }
        return known;
    }

    // ---- waiting ----

    Lease acquire(Wish wish, @Nullable Causality thread, @Nullable Lease idle, @Nullable Patience patience)
            throws SQLException {
        if (!context.insight().isOn()) {
            return context.checkout().acquire(wish, thread, idle, patience);
        }
        long since = System.nanoTime();
        try {
            return context.checkout().acquire(wish, thread, idle, patience);
        } finally {
            waitedSince(since);
        }
    }

    /** Whether this still leads to the source; waits until that is certain. */
    boolean awaitStillSource(Lease lease, @Nullable Patience patience) throws SQLException {
        if (context.checkout().isConfirmedSource(lease)) {
            return true;
        }
        long since = System.nanoTime();
        try {
            return context.checkout().awaitStillSource(lease, patience);
        } finally {
            waitedSince(since);
        }
    }

    void awaitSourceAfter(NodeId failed, long failedNanos, Patience patience) throws SQLException {
        long since = System.nanoTime();
        try {
            context.checkout().awaitSourceAfter(failed, failedNanos, patience);
        } finally {
            waitedSince(since);
        }
    }

    /** False if the node was lost meanwhile. */
    boolean awaitFresh(Lease lease, Wish wish, Causality thread, @Nullable Patience patience) throws SQLException {
        long since = System.nanoTime();
        try {
            return context.checkout().awaitFresh(lease, wish, thread, patience);
        } finally {
            waitedSince(since);
        }
    }

    private void waitedSince(long sinceNanos) {
        long waited = System.nanoTime() - sinceNanos;
        if (waited >= NOTABLE_NANOS && context.insight().isOn()) {
            seldom().waitedNanos += waited;
        }
    }

    // ---- counting ----

    /** When what runs now has begun: it was waited for before, perhaps, when it was prepared. */
    long begun() {
        return context.insight().isOn() ? System.nanoTime() - (seldom == null ? 0 : seldom.waitedNanos) : 0;
    }

    /** How long was waited since this was asked last. */
    long takeWaited() {
        Seldom its = seldom;
        if (its == null) {
            return 0;
        }
        long waited = its.waitedNanos;
        its.waitedNanos = 0;
        return waited;
    }
}
