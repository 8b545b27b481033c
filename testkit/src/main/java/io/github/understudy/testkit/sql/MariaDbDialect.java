package io.github.understudy.testkit.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** MariaDB 10.11 and later. */
public final class MariaDbDialect implements Dialect {

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int READ_ONLY_TRIES = 20;

    /** The source's binary log does not hold the replica's position: histories differ. */
    private static final String NOT_IN_BINLOG = "1236";

    /**
     * Becoming read-only waits for running statements, and statements that begin wait for it. One that runs can itself
     * wait for a row lock of a transaction whose next statement waits: a circle that the server does not see. So it gives
     * way soon, and tries again.
     */
    @Override
    public void readOnly(Session server, boolean readOnly) throws SQLException {
        if (!readOnly) {
            server.execute("SET GLOBAL read_only=OFF");
            return;
        }
        server.execute("SET SESSION lock_wait_timeout=1");
        for (int left = READ_ONLY_TRIES; !isReadOnly(server); left--) {
            try {
                server.execute("SET GLOBAL read_only=ON");
            } catch (SQLException e) {
                if (e.getErrorCode() != LOCK_WAIT_TIMEOUT || left <= 1) {
                    throw e;
                }
            }
        }
    }

    @Override
    public boolean isReadOnly(Session server) throws SQLException {
        return !server.text("SELECT @@GLOBAL.read_only").equals("0");
    }

    @Override
    public void follow(Session server, String host, int port) throws SQLException {
        server.execute("SET GLOBAL read_only=ON", "STOP SLAVE");
        // A server with own transactions has them in gtid_binlog_pos only: they become its replication position.
        boolean wroteItself = server.text("SELECT @@gtid_binlog_pos <> '' AND @@gtid_slave_pos <> @@gtid_binlog_pos")
                .equals("1");
        server.execute(
                "CHANGE MASTER TO " + address(host, port)
                        + (wroteItself ? "MASTER_DEMOTE_TO_SLAVE=1" : "MASTER_USE_GTID=slave_pos"),
                "START SLAVE");
    }

    @Override
    public void followFromTheBeginning(Session server, String host, int port) throws SQLException {
        server.execute(
                "SET GLOBAL read_only=ON",
                "STOP SLAVE",
                "CHANGE MASTER TO " + address(host, port) + "MASTER_USE_GTID=no",
                "START SLAVE");
    }

    /** The other one needs a replication domain of its own. */
    @Override
    public void followBesides(Session server, String channel, String host, int port) throws SQLException {
        server.execute(
                "CHANGE MASTER '" + channel + "' TO " + address(host, port) + "MASTER_USE_GTID=slave_pos",
                "START SLAVE '" + channel + "'");
    }

    @Override
    public void forget(Session server, String channel) throws SQLException {
        server.execute("STOP SLAVE '" + channel + "'", "RESET SLAVE '" + channel + "' ALL");
    }

    private static String address(String host, int port) {
        return "MASTER_HOST='" + host + "', MASTER_PORT=" + port
                + ", MASTER_USER='repl', MASTER_PASSWORD='repl', MASTER_SSL=0, MASTER_CONNECT_RETRY=1,"
                + " MASTER_HEARTBEAT_PERIOD=1, ";
    }

    @Override
    public void start(Session server) throws SQLException {
        server.execute("START SLAVE");
    }

    @Override
    public void stopReceiver(Session server) throws SQLException {
        server.execute("STOP SLAVE IO_THREAD");
    }

    @Override
    public void stopApplier(Session server) throws SQLException {
        server.execute("STOP SLAVE SQL_THREAD");
    }

    @Override
    public void forgetSource(Session server) throws SQLException {
        server.execute("STOP SLAVE", "RESET SLAVE ALL");
    }

    @Override
    public void delay(Session server, int seconds) throws SQLException {
        server.execute("STOP SLAVE", "CHANGE MASTER TO MASTER_DELAY=" + seconds, "START SLAVE");
    }

    @Override
    public boolean keepsReceivedOnChange() {
        return false;
    }

    @Override
    public ReplicaStatus status(Session server) throws SQLException {
        List<Map<String, String>> rows = server.rows("SHOW SLAVE STATUS");
        if (rows.isEmpty()) {
            return ReplicaStatus.NONE;
        }
        Map<String, String> row = rows.get(0);
        String error = row.getOrDefault("Last_IO_Error", "") + row.getOrDefault("Last_SQL_Error", "");
        boolean fatal = NOT_IN_BINLOG.equals(row.get("Last_IO_Errno")) || !"0".equals(row.get("Last_SQL_Errno"));
        return new ReplicaStatus(
                true,
                row.getOrDefault("Master_Host", ""),
                Integer.parseInt(row.getOrDefault("Master_Port", "0")),
                row.getOrDefault("Slave_IO_Running", ""),
                row.getOrDefault("Slave_SQL_Running", ""),
                Integer.parseInt(row.getOrDefault("SQL_Delay", "0")),
                error,
                fatal);
    }

    @Override
    public String executed(Session server) throws SQLException {
        return server.text("SELECT @@gtid_current_pos");
    }

    @Override
    public String received(Session server) throws SQLException {
        List<Map<String, String>> rows = server.rows("SHOW SLAVE STATUS");
        String received = rows.isEmpty() ? "" : rows.get(0).getOrDefault("Gtid_IO_Pos", "");
        return received.isEmpty() ? executed(server) : received;
    }

    @Override
    public boolean await(Session server, String transactions, int seconds) throws SQLException {
        return transactions.isEmpty()
                || server.text("SELECT MASTER_GTID_WAIT('" + transactions + "', " + seconds + ")")
                        .equals("0");
    }

    @Override
    public long count(String transactions) {
        return gtids(transactions).mapToLong(Gtid::sequence).sum();
    }

    @Override
    public String missing(Session server, String transactions, String from) {
        Map<String, Gtid> known = gtids(from).collect(Collectors.toMap(Gtid::domain, gtid -> gtid));
        // Positions are the last transactions only: what led to a smaller one, the source tells when it is asked for
        // it.
        return gtids(transactions)
                .filter(gtid -> !gtid.isCoveredBy(known.get(gtid.domain())))
                .map(Gtid::text)
                .collect(Collectors.joining(","));
    }

    private record Gtid(String text, String domain, String server, long sequence) {

        boolean isCoveredBy(@Nullable Gtid other) {
            return other != null
                    && (sequence < other.sequence || (sequence == other.sequence && server.equals(other.server)));
        }
    }

    private static Stream<Gtid> gtids(String position) {
        return Arrays.stream(position.split(","))
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    String[] parts = text.split("-");
                    return new Gtid(text, parts[0], parts[1], Long.parseLong(parts[2]));
                });
    }

    @Override
    public void semiSync(Session server, boolean source) throws SQLException {
        server.execute("SET GLOBAL rpl_semi_sync_master_enabled=" + (source ? "ON" : "OFF"));
    }
}
