package io.github.understudy.internal.discovery;

import io.github.understudy.internal.resolver.Channel;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.resolver.Observation.RegisteredReplica;
import io.github.understudy.internal.resolver.WriterPositions;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MariaDbGtidPosition;
import io.github.understudy.topology.NodeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** MariaDB 10.5 and later. */
final class MariaDbDialect implements Dialect {
    private static final int UNKNOWN_SYSTEM_VARIABLE = 1193;

    private static final String MIXED =
            "follows several sources, not all of them by GTID: its transactions can't be told"
                    + " apart, so its lag is known in whole seconds only";

    private final PrivilegedQuery status = new PrivilegedQuery(
            "REPLICA MONITOR",
            "which source a server follows and whether its replication runs",
            // SHOW SLAVE STATUS knows the default connection only, and has no row for a replica that uses a named one
            "SHOW ALL SLAVES STATUS");
    private final PrivilegedQuery registered = new PrivilegedQuery(
            "REPLICATION MASTER ADMIN", "the replicas that are not configured as seeds", "SHOW SLAVE HOSTS");
    private final GtidReader binlogPosition = new GtidReader(MariaDbGtidPosition::parse);
    private final GtidReader replicaPosition = new GtidReader(MariaDbGtidPosition::parse);

    private final Questions questions;

    private MariaDbDialect(String version, boolean together, boolean knowsGalera) {
        // the old name has been deprecated since 11.1, and the new one does not exist before
        String transactionReadOnly = majorVersion(version) >= 12 ? "transaction_read_only" : "tx_read_only";
        String state = "SELECT @@global.server_id AS id, @@global.hostname AS host, @@global.port AS port,"
                + " @@global.datadir AS datadir, @@version AS version, @@global.report_host AS report_host,"
                + " @@global.report_port AS report_port, @@global.read_only AS read_only,"
                + " @@global.innodb_read_only AS innodb_read_only, @@global." + transactionReadOnly
                + " AS transaction_read_only, @@global.log_bin AS log_bin, @@global.gtid_binlog_pos AS binlog_pos,"
                + " @@global.rpl_semi_sync_master_enabled AS semi_sync,"
                + " @@global.gtid_binlog_state AS binlog_state, @@global.gtid_slave_pos AS replica_pos,"
                + " CURRENT_USER() AS account, CONNECTION_ID() AS session" + (knowsGalera ? GaleraRows.COLUMNS : "");
        questions = new Questions(state, status, registered, null, together);
    }

    /** On a Galera node that has lost its cluster, a session that waits for its peers would hang instead of answer. */
    static MariaDbDialect prepare(Connection connection, String version, boolean together) throws SQLException {
        boolean knowsGalera = true;
        try (Statement statement = connection.createStatement()) {
            // what is not ours to change is only asked for
            statement.execute(together ? GaleraRows.PREPARATION : "SELECT @@wsrep_sync_wait");
        } catch (SQLException refused) {
            if (refused.getErrorCode() != UNKNOWN_SYSTEM_VARIABLE) {
                throw refused;
            }
            knowsGalera = false;
        }
        return new MariaDbDialect(version, together, knowsGalera);
    }

    private static int majorVersion(String version) {
        int dot = version.indexOf('.');
        try {
            return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
        } catch (NumberFormatException madeUpVersion) {
            return 0;
        }
    }

    @Override
    public Observation observe(Connection connection) throws SQLException {
        Questions.Answers answers = questions.ask(connection);
        Row row = answers.state();
        List<Row> statusRows = answers.status();
        List<Row> registeredRows = answers.registered();
        GaleraRows galera = answers.galera() == null ? null : new GaleraRows(row, answers.galera());
        boolean mixed = galera == null && statusRows != null && isMixed(statusRows);
        return new Observation(
                galera == null ? id(row.text("id")) : galeraId(row),
                row.text("host") + ":" + row.text("port") + row.text("datadir"),
                Flavor.MARIADB,
                row.text("version"),
                ReplicationRows.endpoint(row.text("report_host"), reportPort(row)),
                Stream.of("read_only", "innodb_read_only", "transaction_read_only")
                        .anyMatch(row::isOn),
                false,
                mixed ? null : galera == null ? executed(row) : galera.committed(),
                statusRows == null ? null : channels(statusRows),
                registeredRows == null ? List.of() : replicas(registeredRows),
                Stream.of(status.limitation(), registered.limitation(), mixed ? MIXED : null)
                        .filter(Objects::nonNull)
                        .toList(),
                galera == null && !mixed ? writers(row) : null,
                Objects.requireNonNullElse(row.number("session"), 0L),
                galera == null ? null : galera.status(),
                null,
                null,
                false);
    }

    /**
     * True if the transactions of several sources may be counted in one row: who follows by GTID needs a domain for each,
     * who follows by file positions does not.
     */
    private static boolean isMixed(List<Row> channels) {
        return channels.size() > 1
                && channels.stream().anyMatch(row -> row.text("using_gtid").equalsIgnoreCase("No"));
    }

    private static @Nullable WriterPositions writers(Row row) {
        try {
            return row.isOn("log_bin")
                    ? WriterPositions.parse(row.text("binlog_state"), row.text("replica_pos"), row.isOn("semi_sync"))
                    : null;
        } catch (IllegalArgumentException unknownForm) {
            return null;
        }
    }

    /** The nodes of a Galera cluster may all have one server_id, and should where they share their positions. */
    private static NodeId galeraId(Row row) {
        return new NodeId("galera-" + row.text("wsrep_node_name") + ":" + row.text("port"));
    }

    private static NodeId id(String serverId) {
        return new NodeId("server-id-" + serverId);
    }

    /** The source's id is 0 until the receiver was connected to it once. */
    private static List<Channel> channels(List<Row> rows) {
        return ReplicationRows.channels(rows, row -> {
            Long serverId = row.number("master_server_id");
            return serverId == null || serverId == 0 ? null : id(serverId.toString());
        });
    }

    private static List<RegisteredReplica> replicas(List<Row> rows) {
        return ReplicationRows.replicas(rows, row -> id(row.text("server_id")));
    }

    private static @Nullable Long reportPort(Row row) {
        return "0".equals(row.text("report_port")) ? row.number("port") : row.number("report_port");
    }

    /**
     * What the server wrote itself and what it has applied: after a change of roles only both together tell all. Null on
     * a server that neither writes a binary log nor has ever replicated: nothing counts its transactions.
     */
    private @Nullable GtidSet executed(Row row) {
        GtidSet written = binlogPosition.read(row.text("binlog_pos"));
        GtidSet applied = replicaPosition.read(row.text("replica_pos"));
        if (written == null || applied == null || (applied.isEmpty() && !row.isOn("log_bin"))) {
            return null;
        }
        return written.union(applied);
    }
}
