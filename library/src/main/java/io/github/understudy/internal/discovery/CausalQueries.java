package io.github.understudy.internal.discovery;

import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

public final class CausalQueries {
    private CausalQueries() {}

    public static @Nullable GtidSet position(Connection source, Flavor flavor) throws SQLException {
        String text =
                one(source, flavor == Flavor.MYSQL ? "SELECT @@global.gtid_executed" : "SELECT @@gtid_binlog_pos");
        return text == null || text.isEmpty() ? null : GtidSet.parse(text);
    }

    public static boolean await(Connection replica, Flavor flavor, GtidSet wanted, Duration atMost)
            throws SQLException {
        double seconds = atMost.toMillis() / 1000.0;
        return flavor == Flavor.MYSQL
                ? "0".equals(one(replica, "SELECT WAIT_FOR_EXECUTED_GTID_SET('" + wanted + "', " + seconds + ")"))
                : "0".equals(one(replica, "SELECT MASTER_GTID_WAIT('" + wanted + "', " + seconds + ")"));
    }

    private static @Nullable String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }
}
