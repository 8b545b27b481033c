package io.github.understudy.internal.failover;

import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.pool.SessionTracker;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A physical connection on loan from a node's pool. It belongs to that node for life. Used by the thread of the logical
 * connection that holds it.
 */
public final class Lease {
    private static final int GUARDED = 1;
    private static final int DIRTY = 2;
    private static final int WROTE = 4;
    private static final VarHandle ENDED = ended();

    private final Connection connection;
    private final NodePool pool;
    private Topology checked;
    private int sessionVersion;
    private short openResults;
    private byte marks;

    @SuppressWarnings("FieldMayBeFinal") // set through its handle
    private volatile boolean ended;

    Lease(Connection connection, NodePool pool, Topology checked) {
        this.connection = connection;
        this.pool = pool;
        this.checked = checked;
        if (pool.isGuarded(connection)) {
            guarded(true);
        }
    }

    /** The connection from the pool. */
    public Connection connection() {
        return connection;
    }

    public NodeId node() {
        return pool.id();
    }

    public Endpoint endpoint() {
        return pool.endpoint();
    }

    /** A statement has run here that only reads. */
    public void countRead() {
        pool.traffic().countRead();
    }

    /** A statement has run here that may have written. */
    public void countWrite() {
        pool.traffic().countWrite();
    }

    /** True if the connection has been given back. */
    public boolean isEnded() {
        return ended;
    }

    /** True if the node was fit for reads in exactly this topology. */
    public boolean isChecked(Topology topology) {
        return checked == topology;
    }

    /** The node is still fit for this use. */
    public void checked(Topology topology) {
        checked = topology;
    }

    /** True if the driver knows that the connection is closed, or somebody has cut it. */
    public boolean isBroken() {
        try {
            return ended || connection.unwrap(Connection.class).isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** What the server tells of the session from now on is the application's doing. */
    public void listen() {
        SessionTracker tracker = tracker();
        if (tracker != null) {
            tracker.takeGtid();
            tracker.takeStateChanged();
        }
    }

    /** What the server tells of the session; null if the driver does not pass it on. */
    public @Nullable SessionTracker tracker() {
        return pool.tracker(connection);
    }

    /** True if the application has set state in the session by SQL, which nobody else must see. */
    public boolean isDirty() {
        return isMarked(DIRTY);
    }

    public void soil() {
        mark(DIRTY, true);
    }

    /** True if the application has written here. */
    public boolean hasWritten() {
        return isMarked(WROTE);
    }

    public void hasWritten(boolean now) {
        mark(WROTE, now);
    }

    /** Which version of the application's settings the connection has; 0 is what the pool gave. */
    public int sessionVersion() {
        return sessionVersion;
    }

    public void sessionVersion(int version) {
        sessionVersion = version;
    }

    /** A result that is read from this connection was opened (1) or closed (-1). */
    public void countResults(int change) {
        openResults += (short) change;
    }

    /** True while the application may still read from this connection. */
    public boolean hasOpenResults() {
        return openResults > 0;
    }

    /** True if the server has been told to refuse writes of this session. */
    public boolean isGuarded() {
        return isMarked(GUARDED);
    }

    public void guarded(boolean now) {
        mark(GUARDED, now);
    }

    /** It goes back to its pool as it is, and the next borrower is to know. */
    public void leaveGuarded(boolean now) {
        pool.guarded(connection, now);
    }

    /** One byte for all marks: a lease is made for each connection, and its size counts. */
    private boolean isMarked(int mark) {
        return (marks & mark) != 0;
    }

    private void mark(int mark, boolean now) {
        marks = (byte) (now ? marks | mark : marks & ~mark);
    }

    /** Gives the connection back, once: who aborts the logical connection may end this from another thread. */
    public void end() throws SQLException {
        if (ENDED.compareAndSet(this, false, true)) {
            try {
                if (!isDirty() || pool.clean(connection)) {
                    connection.close();
                }
            } catch (RuntimeException e) {
                // Hikari does not expect a connection to come back after its pool has been shut down.
                throw new SQLException("giving a connection back to a pool that is closed", "08003", e);
            } finally {
                pool.returned();
            }
        }
    }

    private static VarHandle ended() {
        try {
            return MethodHandles.lookup().findVarHandle(Lease.class, "ended", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
