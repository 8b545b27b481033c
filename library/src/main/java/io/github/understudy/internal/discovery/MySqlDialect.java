package io.github.understudy.internal.discovery;

import io.github.understudy.internal.resolver.Channel;
import io.github.understudy.internal.resolver.ClusterMetadata;
import io.github.understudy.internal.resolver.GroupStatus;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.resolver.Observation.RegisteredReplica;
import io.github.understudy.internal.sql.Account;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** MySQL 5.7 to 9.x. */
final class MySqlDialect implements Dialect {
    /** Not SHOW VARIABLES, which cuts a long gtid_executed. */
    private static final String STATE = "SELECT @@global.server_uuid AS id, @@global.hostname AS host,"
            + " @@global.port AS port, @@global.datadir AS datadir, @@version AS version,"
            + " @@global.report_host AS report_host, @@global.report_port AS report_port,"
            + " @@global.read_only AS read_only, @@global.super_read_only AS super_read_only,"
            + " @@global.innodb_read_only AS innodb_read_only,"
            + " @@global.transaction_read_only AS transaction_read_only, @@global.offline_mode AS offline_mode,"
            + " @@global.gtid_mode AS gtid_mode, @@global.gtid_executed AS gtids, CURRENT_USER() AS account, CONNECTION_ID() AS session";

    private final PrivilegedQuery status = new PrivilegedQuery(
            "REPLICATION CLIENT",
            "which source a server follows and whether its replication runs",
            "SHOW REPLICA STATUS",
            "SHOW SLAVE STATUS");
    private final PrivilegedQuery registered = new PrivilegedQuery(
            "REPLICATION SLAVE", "the replicas that are not configured as seeds", "SHOW REPLICAS", "SHOW SLAVE HOSTS");
    private final GroupRows group = new GroupRows();
    private final GtidReader gtids = new GtidReader(MySqlGtidSet::parse);
    private final CloneQuestion clone = new CloneQuestion();
    /** Null where the session is not ours, so that it can't be prepared for the question. */
    private final @Nullable MetadataRows metadata;

    private final Questions questions;

    /** @param together true if the connection is ours, and takes several statements at once */
    MySqlDialect(boolean together) {
        this(STATE, together);
    }

    private MySqlDialect(String state, boolean together) {
        questions = new Questions(state, status, registered, group, together);
        metadata = together ? new MetadataRows() : null;
    }

    /** Percona XtraDB Cluster is MySQL with Galera. */
    static MySqlDialect prepare(Connection connection, String comment, boolean together) throws SQLException {
        if (!comment.toLowerCase(Locale.ROOT).contains("xtradb cluster")) {
            return new MySqlDialect(together);
        }
        if (together) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(GaleraRows.PREPARATION);
            }
        }
        return new MySqlDialect(STATE + GaleraRows.COLUMNS + ", @@global.pxc_maint_mode AS pxc_maint_mode", together);
    }

    @Override
    public Observation observe(Connection connection) throws SQLException {
        Questions.Answers answers = questions.ask(connection);
        Row state = answers.state();
        List<Row> statusRows = answers.status();
        List<Row> registeredRows = answers.registered();
        GaleraRows galera = answers.galera() == null ? null : new GaleraRows(state, answers.galera());
        GtidSet executed = galera == null ? executed(state) : galera.committed();
        boolean cloning = galera == null && clone.isCloning(connection, state, registeredRows);
        boolean replicates = isAny(statusRows) || isAny(registeredRows);
        ClusterMetadata managed = galera == null && metadata != null
                ? metadata.read(connection, state.text("id"), Account.quoted(state.text("account")))
                : null;
        return new Observation(
                new NodeId(state.text("id")),
                state.text("host") + ":" + state.text("port") + state.text("datadir"),
                Flavor.MYSQL,
                state.text("version"),
                ReplicationRows.endpoint(state.text("report_host"), reportPort(state)),
                isReadOnly(state),
                state.isOn("offline_mode"),
                executed,
                statusRows == null ? null : channels(statusRows),
                registeredRows == null ? List.of() : replicas(registeredRows),
                limitations(state, executed, replicates),
                null,
                Objects.requireNonNullElse(state.number("session"), 0L),
                galera == null ? null : galera.status(),
                null,
                group(answers),
                cloning,
                managed);
    }

    private static boolean isAny(@Nullable List<Row> rows) {
        return rows != null && !rows.isEmpty();
    }

    /** A server that is in no group, and follows another one or is written to, is that, whatever group it could be in. */
    private static @Nullable GroupStatus group(Questions.Answers answers) {
        GroupStatus group = answers.group();
        boolean follows =
                answers.status() != null && !channels(answers.status()).isEmpty();
        return group != null && group.isOut() && (follows || !isReadOnly(answers.state())) ? null : group;
    }

    private static List<Channel> channels(List<Row> rows) {
        return ReplicationRows.channels(rows, row -> id(row.text("source_uuid", "master_uuid")));
    }

    private static List<RegisteredReplica> replicas(List<Row> rows) {
        return ReplicationRows.replicas(rows, row -> id(row.text("replica_uuid", "slave_uuid")));
    }

    private static @Nullable NodeId id(String uuid) {
        return uuid.isEmpty() ? null : new NodeId(uuid);
    }

    private static @Nullable Long reportPort(Row state) {
        return "0".equals(state.text("report_port")) ? state.number("port") : state.number("report_port");
    }

    private static boolean isReadOnly(Row state) {
        return Stream.of("read_only", "super_read_only", "innodb_read_only", "transaction_read_only")
                .anyMatch(state::isOn);
    }

    /** With OFF_PERMISSIVE the source writes transactions without a GTID, so the set would stand still. */
    private static boolean hasGtids(Row state) {
        return state.text("gtid_mode").toUpperCase(Locale.ROOT).startsWith("ON");
    }

    private @Nullable GtidSet executed(Row state) {
        return hasGtids(state) ? gtids.read(state.text("gtids")) : null;
    }

    private List<String> limitations(Row state, @Nullable GtidSet executed, boolean replicates) {
        List<String> limitations = new ArrayList<>();
        Stream.of(
                        status.limitation(),
                        registered.limitation(),
                        group.limitation(),
                        clone.limitation(),
                        metadata == null ? null : metadata.limitation())
                .filter(Objects::nonNull)
                .forEach(limitations::add);
        if (executed == null && hasGtids(state)) {
            limitations.add("gtid_executed has a form that is not known, so lag can't be measured by it");
        }
        if (executed == null && !hasGtids(state) && replicates) {
            limitations.add("gtid_mode is " + state.text("gtid_mode") + ": without GTIDs, lag is known in whole seconds"
                    + " only, reads that must see a write go to the source for a while, and what a new source lacks"
                    + " can't be told");
        }
        return List.copyOf(limitations);
    }
}
