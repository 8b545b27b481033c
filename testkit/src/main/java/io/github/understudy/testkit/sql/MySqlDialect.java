package io.github.understudy.testkit.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** MySQL 8.4 and later. */
public final class MySqlDialect implements Dialect {

    /** Receiver errors that a retry does not cure: the source has purged what is needed, or knows less than the replica. */
    private static final List<String> FATAL = List.of("13114", "1236");

    private static final String ACCOUNT = ", SOURCE_USER='repl', SOURCE_PASSWORD='repl', GET_SOURCE_PUBLIC_KEY=1,"
            + " SOURCE_CONNECT_RETRY=1, SOURCE_RETRY_COUNT=86400, SOURCE_HEARTBEAT_PERIOD=1";

    /** Has to be said where there are others. */
    private static final String DEFAULT = " FOR CHANNEL ''";

    private static final int NO_SUCH_THREAD = 1094;

    @Override
    public void readOnly(Session server, boolean readOnly) throws SQLException {
        // super_read_only=ON switches read_only on, read_only=OFF switches super_read_only off.
        server.execute(readOnly ? "SET GLOBAL super_read_only=ON" : "SET GLOBAL read_only=OFF");
    }

    @Override
    public boolean isReadOnly(Session server) throws SQLException {
        return server.text("SELECT @@GLOBAL.read_only").equals("1");
    }

    /**
     * Where there is a source already, the applier goes on: it could not be stopped in the middle of a transaction whose
     * rest was lost with the old source, until MySQL gives up after a minute.
     */
    @Override
    public void follow(Session server, String host, int port) throws SQLException {
        String address = "CHANGE REPLICATION SOURCE TO SOURCE_HOST='" + host + "', SOURCE_PORT=" + port;
        server.execute("SET GLOBAL super_read_only=ON", "STOP REPLICA IO_THREAD");
        server.execute(address + (status(server).configured() ? "" : ACCOUNT + ", SOURCE_AUTO_POSITION=1") + DEFAULT);
        start(server);
    }

    @Override
    public void followFromTheBeginning(Session server, String host, int port) throws SQLException {
        server.execute(
                "SET GLOBAL super_read_only=ON",
                "STOP REPLICA",
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST='" + host + "', SOURCE_PORT=" + port + ACCOUNT
                        + ", SOURCE_AUTO_POSITION=0" + DEFAULT);
        start(server);
    }

    @Override
    public void followBesides(Session server, String channel, String host, int port) throws SQLException {
        server.execute(
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST='" + host + "', SOURCE_PORT=" + port + ACCOUNT
                        + ", SOURCE_AUTO_POSITION=1 FOR CHANNEL '" + channel + "'",
                "START REPLICA FOR CHANNEL '" + channel + "'");
    }

    @Override
    public void forget(Session server, String channel) throws SQLException {
        server.execute("STOP REPLICA FOR CHANNEL '" + channel + "'", "RESET REPLICA ALL FOR CHANNEL '" + channel + "'");
    }

    @Override
    public void start(Session server) throws SQLException {
        server.execute("START REPLICA");
    }

    @Override
    public void stopReceiver(Session server) throws SQLException {
        server.execute("STOP REPLICA IO_THREAD");
    }

    @Override
    public void stopApplier(Session server) throws SQLException {
        server.execute("STOP REPLICA SQL_THREAD");
    }

    @Override
    public void forgetSource(Session server) throws SQLException {
        server.execute("STOP REPLICA IO_THREAD");
        killApplier(server);
        server.execute("STOP REPLICA", "RESET REPLICA ALL");
    }

    /** See {@link #follow}: there may be a transaction under way that will never be complete. */
    private static void killApplier(Session server) throws SQLException {
        String id = server.text(
                "SELECT processlist_id FROM performance_schema.threads WHERE name='thread/sql/replica_sql'");
        try {
            if (!id.isEmpty()) {
                server.execute("KILL " + id);
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_THREAD) {
                throw e;
            }
        }
    }

    @Override
    public void delay(Session server, int seconds) throws SQLException {
        server.execute(
                "STOP REPLICA SQL_THREAD",
                "CHANGE REPLICATION SOURCE TO SOURCE_DELAY=" + seconds + DEFAULT,
                "START REPLICA SQL_THREAD");
    }

    @Override
    public boolean keepsReceivedOnChange() {
        return true;
    }

    @Override
    public ReplicaStatus status(Session server) throws SQLException {
        List<Map<String, String>> rows = server.rows("SHOW REPLICA STATUS").stream()
                .filter(row -> row.getOrDefault("Channel_Name", "").isEmpty())
                .toList();
        if (rows.isEmpty()) {
            return ReplicaStatus.NONE;
        }
        Map<String, String> row = rows.get(0);
        String error = row.getOrDefault("Last_IO_Error", "") + row.getOrDefault("Last_SQL_Error", "");
        boolean fatal = FATAL.contains(row.get("Last_IO_Errno")) || !"0".equals(row.get("Last_SQL_Errno"));
        return new ReplicaStatus(
                true,
                row.getOrDefault("Source_Host", ""),
                Integer.parseInt(row.getOrDefault("Source_Port", "0")),
                row.getOrDefault("Replica_IO_Running", ""),
                row.getOrDefault("Replica_SQL_Running", ""),
                Integer.parseInt(row.getOrDefault("SQL_Delay", "0")),
                error,
                fatal);
    }

    @Override
    public String executed(Session server) throws SQLException {
        return server.text("SELECT @@GLOBAL.gtid_executed").replaceAll("\\s", "");
    }

    @Override
    public String received(Session server) throws SQLException {
        String sql = "SELECT GTID_SUBTRACT(CONCAT_WS(',', @@GLOBAL.gtid_executed, (SELECT NULLIF(GROUP_CONCAT("
                + "received_transaction_set), '') FROM performance_schema.replication_connection_status"
                + " WHERE channel_name='')), '')";
        return server.text(sql).replaceAll("\\s", "");
    }

    @Override
    public boolean await(Session server, String transactions, int seconds) throws SQLException {
        return server.text("SELECT WAIT_FOR_EXECUTED_GTID_SET('" + transactions + "', " + seconds + ")")
                .equals("0");
    }

    @Override
    public long count(String transactions) {
        return Arrays.stream(transactions.split(","))
                .flatMap(part -> Arrays.stream(part.split(":")).skip(1))
                .filter(interval -> Character.isDigit(interval.charAt(0)))
                .mapToLong(MySqlDialect::length)
                .sum();
    }

    private static long length(String interval) {
        String[] ends = interval.split("-");
        return Long.parseLong(ends[ends.length - 1]) - Long.parseLong(ends[0]) + 1;
    }

    @Override
    public String missing(Session server, String transactions, String from) throws SQLException {
        return server.text("SELECT GTID_SUBTRACT('" + transactions + "', '" + from + "')");
    }

    @Override
    public void semiSync(Session server, boolean source) throws SQLException {
        server.execute("SET GLOBAL rpl_semi_sync_source_enabled=" + (source ? "ON" : "OFF"));
    }
}
