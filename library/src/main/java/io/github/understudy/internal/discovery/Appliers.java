package io.github.understudy.internal.discovery;

import io.github.understudy.internal.failure.ServerRefusal;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.MySqlGtidSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/** Whether a server may still get transactions from another one: only then it has all that it will ever have from it. */
public enum Appliers {
    /** It applies from nobody, receives from nobody, and has applied all that it had received. */
    IDLE,
    /** Something runs, or is received and not applied. */
    ACTIVE,
    /** The account may not ask, or the server is a member of a group that replicates in its own way. */
    UNKNOWN;

    private static final String GROUPS =
            "SHOW GLOBAL VARIABLES WHERE variable_name IN ('group_replication_group_name', 'wsrep_on')";

    private static final String SCHEMA_OF_PERFORMANCE = "SELECT @@global.performance_schema AS enabled";
    private static final String CHANNELS = "SELECT service_state FROM performance_schema.replication_applier_status"
            + " UNION ALL SELECT service_state FROM performance_schema.replication_connection_status";

    /**
     * Asks a server. Two round trips. Needs, on MySQL, REPLICATION CLIENT or SELECT on {@code performance_schema}, whose
     * tables do not tell whether something received is left; on MariaDB, REPLICA MONITOR (REPLICATION CLIENT before
     * 10.5.9).
     *
     * @throws SQLException the driver's, if the server could not be asked
     */
    public static Appliers on(Connection connection, Flavor flavor) throws SQLException {
        if (Row.all(connection, GROUPS).stream().anyMatch(Appliers::isGroup)) {
            return UNKNOWN;
        }
        try {
            return flavor == Flavor.MYSQL
                    ? ofRows(mySqlStatus(connection), Appliers::hasAppliedAllOnMySql)
                    : ofRows(Row.all(connection, "SHOW ALL SLAVES STATUS"), Appliers::hasAppliedAllByPosition);
        } catch (SQLException e) {
            if (!ServerRefusal.isForLackOfRights(e)) {
                throw e;
            }
            return flavor == Flavor.MYSQL ? byPerformanceSchema(connection) : UNKNOWN;
        }
    }

    private static boolean isGroup(Row variable) {
        return variable.text("variable_name").equalsIgnoreCase("wsrep_on")
                ? variable.isOn("value")
                : !variable.text("value").isEmpty();
    }

    private static List<Row> mySqlStatus(Connection connection) throws SQLException {
        try {
            return Row.all(connection, "SHOW REPLICA STATUS");
        } catch (SQLException e) {
            if (ServerRefusal.isNotUnderstood(e)) {
                return Row.all(connection, "SHOW SLAVE STATUS");
            }
            throw e;
        }
    }

    private static Appliers ofRows(List<Row> channels, Predicate<Row> hasAppliedAll) {
        return channels.stream()
                        .filter(channel ->
                                !channel.text("source_host", "master_host").isEmpty())
                        .allMatch(channel -> isStopped(channel) && hasAppliedAll.test(channel))
                ? IDLE
                : ACTIVE;
    }

    private static boolean isStopped(Row channel) {
        return channel.text("replica_io_running", "slave_io_running").equalsIgnoreCase("No")
                && channel.text("replica_sql_running", "slave_sql_running").equalsIgnoreCase("No");
    }

    private static boolean hasAppliedAllOnMySql(Row channel) {
        if (!channel.isOn("auto_position")) {
            return hasAppliedAllByPosition(channel);
        }
        try {
            return MySqlGtidSet.parse(channel.text("executed_gtid_set"))
                    .contains(MySqlGtidSet.parse(channel.text("retrieved_gtid_set")));
        } catch (IllegalArgumentException unknownForm) {
            return false;
        }
    }

    private static boolean hasAppliedAllByPosition(Row channel) {
        return channel.text("source_log_file", "master_log_file")
                        .equals(channel.text("relay_source_log_file", "relay_master_log_file"))
                && channel.text("read_source_log_pos", "read_master_log_pos")
                        .equals(channel.text("exec_source_log_pos", "exec_master_log_pos"));
    }

    private static Appliers byPerformanceSchema(Connection connection) throws SQLException {
        if (!Row.only(connection, SCHEMA_OF_PERFORMANCE).isOn("enabled")) {
            return UNKNOWN;
        }
        try {
            List<Row> channels = Row.all(connection, CHANNELS);
            if (channels.isEmpty()) {
                return IDLE;
            }
            return channels.stream().allMatch(row -> row.text("service_state").equals("OFF")) ? UNKNOWN : ACTIVE;
        } catch (SQLException e) {
            if (ServerRefusal.isForLackOfRights(e)) {
                return UNKNOWN;
            }
            throw e;
        }
    }
}
