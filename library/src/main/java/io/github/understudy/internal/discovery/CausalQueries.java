package io.github.understudy.internal.discovery;

import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MariaDbGtidPosition;
import io.github.understudy.topology.MySqlGtidSet;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What has to be asked of servers so that a read follows what was written before it. One round trip each. */
public final class CausalQueries {
    /** Not SHOW VARIABLES, which cuts a long gtid_executed. */
    private static final String ON_MYSQL = "SELECT @@global.gtid_executed AS gtids, @@global.gtid_mode AS mode";

    /**
     * A server that was a replica has what it applied in gtid_slave_pos, and not in gtid_binlog_pos unless it logs its
     * source's transactions. gtid_current_pos would be both, but is unreliable with Galera.
     */
    private static final String ON_MARIADB = "SELECT @@global.gtid_binlog_pos AS written,"
            + " @@global.gtid_slave_pos AS applied, @@global.log_bin AS log_bin";

    private CausalQueries() {}

    /**
     * All that the source has committed, null if it counts nothing.
     *
     * @throws SQLException the driver's, if the server could not be asked
     */
    public static @Nullable GtidSet position(Connection source, Flavor flavor) throws SQLException {
        try {
            GtidSet position = flavor == Flavor.MYSQL ? onMySql(source) : onMariaDb(source);
            return position.isEmpty() ? null : position;
        } catch (IllegalArgumentException unknownForm) {
            return null;
        }
    }

    /** Where GTIDs may be missing from new transactions, the set stands still. */
    private static GtidSet onMySql(Connection source) throws SQLException {
        Row row = Row.only(source, ON_MYSQL);
        boolean counts = row.text("mode").toUpperCase(Locale.ROOT).startsWith("ON");
        return counts ? MySqlGtidSet.parse(row.text("gtids")) : MySqlGtidSet.empty();
    }

    private static GtidSet onMariaDb(Connection source) throws SQLException {
        Row row = Row.only(source, ON_MARIADB);
        return row.isOn("log_bin")
                ? MariaDbGtidPosition.parse(row.text("written")).union(MariaDbGtidPosition.parse(row.text("applied")))
                : MariaDbGtidPosition.empty();
    }

    /**
     * Waits until the replica has executed the transactions. A replica that is stopped lets wait as well. Not to be
     * asked of a source: MariaDB's would wait for what it has written itself.
     *
     * @param atMost rounded up to milliseconds, at least one
     * @return false if the time was over before
     * @throws SQLException the driver's, if the server could not be asked
     */
    public static boolean await(Connection replica, Flavor flavor, GtidSet wanted, Duration atMost)
            throws SQLException {
        if (wanted.isEmpty()) {
            return true;
        }
        String function = flavor == Flavor.MYSQL ? "WAIT_FOR_EXECUTED_GTID_SET" : "MASTER_GTID_WAIT";
        try (Statement statement = replica.createStatement();
                ResultSet answer =
                        statement.executeQuery("SELECT " + function + "('" + wanted + "', " + seconds(atMost) + ")")) {
            return answer.next() && answer.getInt(1) == 0 && !answer.wasNull();
        }
    }

    /** Never zero, with which MySQL waits for ever. */
    private static String seconds(Duration atMost) {
        long millis = atMost.plusNanos(999_999).toMillis();
        return BigDecimal.valueOf(Math.max(1, millis), 3).toPlainString();
    }
}
