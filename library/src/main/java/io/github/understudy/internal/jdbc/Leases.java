package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failover.Patience;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.internal.sql.Classification;
import io.github.understudy.internal.sql.StatementClass;
import io.github.understudy.route.RouteHint;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The physical connections that one logical connection holds: at most one to a source and one to a replica, and for a
 * while those whose results are still being read. Used by one thread. It is the base of {@link Conversation}, and no
 * object of its own, to keep the hot path small.
 */
abstract class Leases extends Awaiting {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    /** What is done to a connection before a statement runs there can be done on any other as well. */
    private static final Classification PREPARATION =
            new Classification(StatementClass.READ, Classification.Dependence.NONE, null);

    private static final String READ_ONLY = "SET SESSION TRANSACTION READ ONLY";
    private static final String READ_WRITE = "SET SESSION TRANSACTION READ WRITE";

    private @Nullable Lease writing;
    private @Nullable Lease reading;
    private volatile boolean closed;

    Leases(JdbcContext context) {
        super(context);
    }

    /** True if the connection that the application has written on was given up. */
    boolean isLastWriteLost() {
        return seldom != null && seldom.lastWriteLost;
    }

    /** There is a newer last write. */
    void lastWriteIsKnown() {
        if (seldom != null) {
            seldom.lastWriteLost = false;
        }
    }

    /** The connection that holds state which can't be carried; null if there is none. */
    @Nullable
    Lease pinned() {
        return seldom == null ? null : seldom.pinned;
    }

    void pin(@Nullable Lease lease) {
        if (lease != null || seldom != null) {
            seldom().pinned = lease;
        }
    }

    /** What the application has said for this connection by client info. */
    @Nullable
    RouteHint hint() {
        return seldom == null ? null : seldom.hint;
    }

    /** True if transactions of this connection are recorded. */
    boolean hasRecording() {
        return seldom != null && seldom.recording != null;
    }

    @Nullable
    Refusal refusal() {
        return seldom == null ? null : seldom.refusal;
    }

    /** The application's settings; made when the first one is set. */
    Session session() {
        Seldom its = seldom();
        Session known = its.session;
        if (known == null) {
            known = new Session();
            its.session = known;
        }
        return known;
    }

    /** Takes back what was changed since. */
    void restore(Session before) {
        seldom().session = before;
    }

    /** The connection that writes go to; null if none is held. */
    @Nullable
    Lease writing() {
        return writing;
    }

    @Nullable
    Lease held(Wish wish) {
        return wish.access() == Access.READ_WRITE ? writing : reading;
    }

    /** The held connection if its node is still fit for this and it could be brought up to date; else null. */
    @Nullable
    Lease fit(Wish wish, @Nullable Causality thread, @Nullable Patience patience) throws SQLException {
        if (wish.access() == Access.READ_WRITE && writing == null) {
            writeWhereIsRead();
        }
        Lease held = held(wish);
        if (held == null) {
            return null;
        }
        boolean refuses = held.isGuarded() && !isGuardWanted(held);
        boolean failed = patience != null && patience.hasTried(held.node());
        boolean leaves = failed || refuses || context().checkout().isDrained(held);
        if (!leaves && mayStay(held, wish, thread, patience)) {
            try {
                bringUpToDate(held);
                return held;
            } catch (SQLException e) {
                LOG.debug("{} could not be brought up to date", held.endpoint(), e);
            }
        }
        leave(held);
        return null;
    }

    /** Where no replica is fit, reads run on the source: a second connection could be one too many for a small pool. */
    private void writeWhereIsRead() {
        Lease same = reading;
        if (same != null && context().checkout().mayStayForWrites(same)) {
            reading = null;
            writing = same;
            same.listen();
        }
    }

    /** Where the source is in doubt, it is waited for: what the session has there must not be lost for a mere doubt. */
    boolean mayStay(Lease held, Wish wish, @Nullable Causality thread, @Nullable Patience patience)
            throws SQLException {
        return wish.access() == Access.READ_WRITE
                ? awaitStillSource(held, patience)
                : context().checkout().mayStayForReads(held, wish, thread);
    }

    /** True if the server shall refuse writes of a session there, should they be tried. */
    abstract boolean isGuardWanted(Lease lease);

    /** Something failed before the statement itself was sent. Returns if it is to be tried again. */
    abstract Patience recoverUnsent(SQLException thrown, Classification what, Lease lease, @Nullable Patience patience)
            throws SQLException;

    /**
     * A new connection to a fit node, with the application's settings. While it is waited for, no other one is held that
     * is not needed: two threads that each hold what the other waits for would wait for ever.
     */
    Lease take(Wish wish, @Nullable Causality thread, boolean shared, @Nullable Patience patience) throws SQLException {
        Patience spent = patience;
        boolean writes = wish.access() == Access.READ_WRITE;
        if (writes && reading != null) {
            leave(reading);
        }
        while (true) {
            Lease idle = writes || !shared || writing == null || writing.hasOpenResults() ? null : writing;
            Lease lease = acquire(wish, thread, idle, spent);
            if (closed) {
                // Another thread has closed or aborted the connection meanwhile.
                end(lease);
                throw new SQLNonTransientConnectionException("The connection is closed", "08003");
            }
            if (writes) {
                writing = lease;
            } else if (lease != idle) {
                reading = lease;
            }
            try {
                if (lease.isGuarded() && !isGuardWanted(lease)) {
                    unguard(lease);
                }
                bringUpToDate(lease);
                if (context().mdc()) {
                    nameInLog(lease);
                }
                return lease;
            } catch (SQLException e) {
                spent = recoverUnsent(e, PREPARATION, lease, spent);
            }
        }
    }

    private void nameInLog(Lease lease) {
        Seldom its = seldom();
        NodeInLog known = its.inLog;
        if (known == null) {
            known = new NodeInLog();
            its.inLog = known;
        }
        known.is(lease.endpoint());
    }

    /**
     * Lets the node of a connection get what the thread must see, where it may lack that.
     *
     * @return null if it has it; else what the request has behind it, to be tried again
     */
    @Nullable
    Patience catchUp(Lease lease, Wish wish, Causality thread, @Nullable Patience spent) throws SQLException {
        if (!context().checkout().isCatchUpDue(lease, wish, thread)) {
            return null;
        }
        Patience patience = spent == null ? context().checkout().newPatience() : spent;
        try {
            context().checkout().catchUp(lease, thread, patience);
            return null;
        } catch (SQLException e) {
            return recoverUnsent(e, PREPARATION, lease, patience);
        }
    }

    void bringUpToDate(Lease lease) throws SQLException {
        Session session = seldom == null ? null : seldom.session;
        if (session != null && lease.sessionVersion() != session.version()) {
            if (session.hasSqlSince(lease.sessionVersion())) {
                lease.soil();
            }
            session.applyTo(lease.connection(), lease.sessionVersion());
            lease.sessionVersion(session.version());
            if (lease.isGuarded() && context().defaults().tellsReadOnly()) {
                // The driver may have said something else.
                execute(lease, READ_ONLY);
            }
            lease.listen();
        }
    }

    /** Lets the server refuse writes of this session. */
    void guard(Lease lease) throws SQLException {
        if (!lease.isGuarded()) {
            execute(lease, READ_ONLY);
            lease.guarded(true);
        }
    }

    private static void unguard(Lease lease) throws SQLException {
        execute(lease, READ_WRITE);
        lease.guarded(false);
        lease.leaveGuarded(false);
    }

    /** The session may write again: a guarded connection goes back, unless something holds the session there. */
    void unguard() throws SQLException {
        Lease held = pinned();
        if (held != null && held.isGuarded()) {
            unguard(held);
        }
        if (writing != null && writing.isGuarded()) {
            leave(writing);
        }
    }

    /** Frees whatever thread waits on one of the physical connections. */
    void abortAll(Executor executor) throws SQLException {
        for (Lease lease : new @Nullable Lease[] {writing, reading}) {
            if (lease != null) {
                lease.connection().abort(executor);
            }
        }
        if (seldom != null) {
            for (Lease lease : seldom.lingering()) {
                lease.connection().abort(executor);
            }
        }
    }

    static void execute(Lease lease, String sql) throws SQLException {
        try (Statement statement = lease.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** Gives a connection back that is no longer fit; later, if its results are still being read. */
    void leave(Lease lease) {
        unlink(lease);
        if (lease.hasOpenResults()) {
            seldom().linger(lease);
        } else {
            end(lease);
        }
    }

    /** The last result of a connection was closed; if it was only held for that, it goes back. */
    void resultsClosed(Lease lease) {
        if (seldom != null && seldom.unlink(lease)) {
            end(lease);
        }
    }

    /** Gives a connection back that has failed. */
    void discard(Lease lease) {
        unlink(lease);
        end(lease);
    }

    private void unlink(Lease lease) {
        if (lease == writing && lease.hasWritten()) {
            seldom().lastWriteLost = true;
        }
        writing = writing == lease ? null : writing;
        reading = reading == lease ? null : reading;
        if (seldom != null) {
            seldom.unlink(lease);
            if (seldom.inLog != null && writing != null) {
                seldom.inLog.is(writing.endpoint());
            }
        }
    }

    void end(Lease lease) {
        if (lease.isGuarded() && !lease.isEnded()) {
            endGuard(lease);
        }
        try {
            lease.end();
        } catch (SQLException e) {
            LOG.debug("giving a connection to {} back failed; its pool has dropped it", lease.endpoint(), e);
        }
    }

    /**
     * A driver that tells the server itself takes its own word back when the connection is returned, and the guard must
     * not outlive that; with one that does not, a connection to a replica is guarded once for all its borrowers.
     */
    private void endGuard(Lease lease) {
        if (!context().defaults().tellsReadOnly()) {
            lease.leaveGuarded(true);
            return;
        }
        try {
            execute(lease, READ_WRITE);
        } catch (SQLException e) {
            LOG.debug("taking back the guard on {} failed", lease.endpoint(), e);
            lease.soil();
        }
    }

    void rollbackQuietly(Lease lease) {
        try {
            execute(lease, "ROLLBACK");
        } catch (SQLException e) {
            LOG.debug("rolling back on {} failed", lease.endpoint(), e);
        }
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (writing != null) {
            end(writing);
        }
        if (reading != null) {
            end(reading);
        }
        writing = null;
        reading = null;
        if (seldom != null) {
            seldom.close(this::end);
        }
    }
}
