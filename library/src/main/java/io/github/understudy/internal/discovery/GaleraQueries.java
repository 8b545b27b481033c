package io.github.understudy.internal.discovery;

import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What has to be asked of the nodes of a Galera cluster so that a read follows what was written before it. */
public final class GaleraQueries {
    private static final String POSITION =
            "SHOW GLOBAL STATUS WHERE variable_name IN ('wsrep_last_committed'," + " 'wsrep_cluster_state_uuid')";
    private static final long LOOK_AGAIN_NANOS = 1_000_000;
    private static final int SYNC_WAIT_FAILED = 1205;

    /** What a node says that is out of its cluster. */
    private static final int NOT_READY = 1047;

    private GaleraQueries() {}

    /**
     * All that the node has committed, of itself and of others; null if it is in no cluster. One round trip.
     *
     * @throws SQLException the driver's, if the node could not be asked
     */
    public static @Nullable GtidSet position(Connection node) throws SQLException {
        Map<String, String> values = new HashMap<>();
        List<Row> rows = Row.all(node, POSITION);
        rows.forEach(row -> values.put(row.text("variable_name").toLowerCase(Locale.ROOT), row.text("value")));
        try {
            long last = Long.parseLong(values.getOrDefault("wsrep_last_committed", ""));
            return GaleraRows.committed(values.getOrDefault("wsrep_cluster_state_uuid", ""), last);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /**
     * Asks the node again and again until it has the transactions. Not {@code wsrep_sync_wait}, which knows no time limit
     * but the server's own half a minute, and not WSREP_SYNC_WAIT_UPTO_GTID, whose positions differ from node to node
     * unless {@code wsrep_gtid_mode} is on.
     *
     * @return false if the time was over before
     * @throws SQLException the driver's, if the node could not be asked
     */
    public static boolean await(Connection node, GtidSet wanted, Duration atMost) throws SQLException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            GtidSet has = position(node);
            if (has == null) {
                return false; // it is in no cluster, and so never gets there
            }
            if (has.contains(wanted)) {
                return true;
            }
            if (end - System.nanoTime() <= LOOK_AGAIN_NANOS) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /**
     * Waits until the node has all that was committed anywhere in its cluster before, as any write there would have to.
     * The session must be outside of a transaction.
     *
     * <p>The server's own limit of half a minute can't be changed for a session, and nothing ends the wait early there.
     * So the connection stops listening when the time is over, and must not be used again then.
     *
     * @param atMost at least a millisecond
     * @throws SQLException the driver's, also if the time was over
     */
    public static void catchUp(Connection node, @Nullable Flavor flavor, Duration atMost) throws SQLException {
        try {
            TimeLimit.ask(node, atMost, it -> {
                catchUp(it, flavor);
                return true;
            });
        } catch (SQLException e) {
            throw e.getErrorCode() == SYNC_WAIT_FAILED ? notReady(e) : e;
        }
    }

    /**
     * The question takes no lock, so the code, which an application would get for a lock of its own, says here that the
     * node waited too long or has lost its cluster meanwhile. It has not answered, another node may.
     */
    private static SQLException notReady(SQLException e) {
        return new SQLTransientException(
                "The node could not get what its cluster has committed: " + e.getMessage(), "08S01", NOT_READY, e);
    }

    private static void catchUp(Connection node, @Nullable Flavor flavor) throws SQLException {
        try (Statement statement = node.createStatement()) {
            if (flavor == Flavor.MYSQL) {
                statement.execute("SET SESSION wsrep_sync_wait = 1");
                try {
                    statement.execute("SELECT 1");
                } finally {
                    statement.execute("SET SESSION wsrep_sync_wait = DEFAULT");
                }
            } else {
                statement.execute("SET STATEMENT wsrep_sync_wait = 1 FOR SELECT 1");
            }
        }
    }
}
