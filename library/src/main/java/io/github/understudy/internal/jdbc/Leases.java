package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failover.Patience;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.sql.StatementClass;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The physical connections that one logical connection holds: at most one to a source and one to a replica, and for a
 * while those whose results are still being read. Used by one thread. It is the base of {@link Conversation}, and no
 * object of its own, to keep the hot path small.
 */
abstract class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final JdbcContext context;
    private @Nullable Session session;
    private @Nullable Lease writing;
    private @Nullable Lease reading;
    private @Nullable Seldom seldom;
    private volatile boolean closed;

    Leases(JdbcContext context) {
        this.context = context;
    }

    JdbcContext context() {
        return context;
    }

    /** What few connections ever need; made when it is. */
    Seldom seldom() {
        Seldom known = seldom;
        if (known == null) {
            known = new Seldom();
            seldom = known;
        }
        return known;
    }

    @Nullable
    Refusal refusal() {
        return seldom == null ? null : seldom.refusal;
    }

    /** The application's settings; made when the first one is set. */
    Session session() {
        Session known = session;
        if (known == null) {
            known = new Session();
            session = known;
        }
        return known;
    }

    @Nullable
    Lease held(Access access) {
        return access == Access.READ_WRITE ? writing : reading;
    }

    /** The held connection if its node is still fit for this and it could be brought up to date; else null. */
    @Nullable
    Lease fit(Access access, @Nullable Patience patience) {
        Lease held = held(access);
        if (held == null) {
            return null;
        }
        if (patience == null && context.checkout().mayStay(held, access)) {
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

    /** Something failed before the statement itself was sent. Returns if it is to be tried again. */
    abstract Patience recoverUnsent(SQLException thrown, StatementClass kind, Lease lease, @Nullable Patience patience)
            throws SQLException;

    /** A new connection to a fit node, with the application's settings. */
    Lease take(Access access, @Nullable Patience patience) throws SQLException {
        Patience spent = patience;
        while (true) {
            Lease lease = context.checkout().acquire(access, spent);
            if (closed) {
                // Another thread has closed or aborted the connection meanwhile.
                end(lease);
                throw new SQLNonTransientConnectionException("The connection is closed", "08003");
            }
            if (access == Access.READ_WRITE) {
                writing = lease;
            } else {
                reading = lease;
            }
            try {
                bringUpToDate(lease);
                return lease;
            } catch (SQLException e) {
                spent = recoverUnsent(e, StatementClass.READ, lease, spent);
            }
        }
    }

    void bringUpToDate(Lease lease) throws SQLException {
        if (session != null && lease.sessionVersion() != session.version()) {
            session.applyTo(lease.connection(), lease.sessionVersion());
            lease.sessionVersion(session.version());
        }
    }

    /** Lets the source refuse writes of this session; replicas do so by themselves. */
    void guard(Lease lease) throws SQLException {
        if (!lease.isGuarded() && context.checkout().isSource(lease)) {
            execute(lease, "SET SESSION TRANSACTION READ ONLY");
            lease.guarded(true);
        }
    }

    static void execute(Lease lease, String sql) throws SQLException {
        try (Statement statement = lease.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** Gives a connection back that is no longer fit; later, if its results are still being read. */
    private void leave(Lease lease) {
        unlink(lease);
        if (lease.hasOpenResults()) {
            seldom().lingering.add(lease);
        } else {
            end(lease);
        }
    }

    /** Gives a connection back that has failed. */
    void discard(Lease lease) {
        unlink(lease);
        end(lease);
    }

    private void unlink(Lease lease) {
        writing = writing == lease ? null : writing;
        reading = reading == lease ? null : reading;
        if (seldom != null) {
            seldom.lingering.remove(lease);
        }
    }

    static void end(Lease lease) {
        try {
            if (lease.isGuarded()) {
                execute(lease, "SET SESSION TRANSACTION READ WRITE");
            }
        } catch (SQLException e) {
            LOG.debug("taking back the guard on {} failed", lease.endpoint(), e);
        }
        try {
            lease.end();
        } catch (SQLException e) {
            LOG.debug("giving a connection to {} back failed; its pool has dropped it", lease.endpoint(), e);
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
            seldom.close();
        }
    }
}
