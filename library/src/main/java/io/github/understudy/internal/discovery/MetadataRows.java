package io.github.understudy.internal.discovery;

import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.failure.ServerRefusal;
import io.github.understudy.internal.resolver.ClusterMetadata;
import io.github.understudy.internal.resolver.ClusterMetadata.Instance;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads InnoDB Cluster's metadata, if the server has it: the public views of MySQL Shell's schema, versions 2.1 and later
 * (ClusterSets) or 2.0. Seldom, since it changes seldom. Kept with one connection, which must be ours: its session is
 * changed. No failure of this question is one of the probe, unless the connection is gone.
 */
final class MetadataRows {
    private static final Logger LOG = LoggerFactory.getLogger(MetadataRows.class);
    private static final FailureClassifier FAILURES = new FailureClassifier();
    private static final int PROBES_BETWEEN_LOOKS = 4;

    /**
     * A member of a group holds whoever reads a table until it has applied what the group has committed: a new primary by
     * default, each one where {@code group_replication_consistency} says so. Before that is over no time limit counts.
     */
    private static final String PREPARATION = "SET SESSION group_replication_consistency = 'EVENTUAL'";

    /** It is no version that holds anybody. */
    private static final int UNKNOWN_VARIABLE = 1193;

    /** A probe must not wait for somebody who changes the schema or has locked it. */
    private static final String SELECT =
            "SELECT /*+ MAX_EXECUTION_TIME(100) */ i.cluster_id, i.mysql_server_uuid AS id,"
                    + " i.endpoint, i.attributes->>'$.tags._hidden' AS hidden,"
                    + " i.attributes->>'$.tags._disconnect_existing_sessions_when_hidden' AS disconnected";

    private static final String INSTANCES = " FROM mysql_innodb_cluster_metadata.v2_instances i";
    private static final List<String> FORMS = List.of(
            SELECT + ", m.clusterset_id, m.view_id, m.invalidated" + INSTANCES
                    + " LEFT JOIN mysql_innodb_cluster_metadata.v2_cs_members m ON m.cluster_id = i.cluster_id",
            SELECT + INSTANCES);

    private static final int NO_SUCH_SCHEMA = 1049;
    private static final Set<Integer> NO_SUCH_VIEW = Set.of(1054, 1146);

    /** It may select from the views, and not from the tables below. */
    private static final int VIEW_WITHOUT_TABLES = 1356;

    private int form;
    private int probesUntilNextLook;
    private boolean prepared;
    private @Nullable ClusterMetadata known;
    private @Nullable String limitation;

    /**
     * What is known of it now; asks anew every few probes, or seldom where there was nothing.
     *
     * @return null if nothing was ever told over this connection, which does not mean that there is none
     */
    @Nullable
    ClusterMetadata read(Connection connection, String id, String account) throws SQLException {
        if (--probesUntilNextLook >= 0) {
            return known;
        }
        probesUntilNextLook = PROBES_BETWEEN_LOOKS;
        try {
            prepare(connection);
            known = parse(askInAnyForm(connection), id);
            limitation = null;
        } catch (SQLException refused) {
            if (FAILURES.classify(refused).connectionIsGone()) {
                throw refused;
            }
            if (isNone(refused)) {
                known = ClusterMetadata.NONE;
                limitation = limitation(refused, account);
            } else {
                LOG.debug("InnoDB Cluster's metadata could not be read", refused);
            }
        }
        if (known != null && known.instances().isEmpty()) {
            probesUntilNextLook = PrivilegedQuery.PROBES_BETWEEN_ATTEMPTS;
        }
        return known;
    }

    private void prepare(Connection connection) throws SQLException {
        if (prepared) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(PREPARATION);
        } catch (SQLException e) {
            if (e.getErrorCode() != UNKNOWN_VARIABLE) {
                throw e;
            }
        }
        prepared = true;
    }

    /** Who may not select there is told the same, whether there is such a schema or not. */
    private static boolean isNone(SQLException refused) {
        int code = refused.getErrorCode();
        return code == VIEW_WITHOUT_TABLES
                || code == NO_SUCH_SCHEMA
                || NO_SUCH_VIEW.contains(code)
                || ServerRefusal.isForLackOfRights(refused)
                || ServerRefusal.isNotUnderstood(refused);
    }

    private static @Nullable String limitation(SQLException refused, String account) {
        return refused.getErrorCode() != VIEW_WITHOUT_TABLES
                ? null
                : "GRANT SELECT ON mysql_innodb_cluster_metadata.* TO " + account
                        + ": without it, what InnoDB Cluster's metadata says of the servers can't be seen";
    }

    private List<Row> askInAnyForm(Connection connection) throws SQLException {
        try {
            return Row.all(connection, FORMS.get(form));
        } catch (SQLException refused) {
            boolean older = NO_SUCH_VIEW.contains(refused.getErrorCode()) && form == 0;
            if (!older) {
                throw refused;
            }
            List<Row> rows = Row.all(connection, FORMS.get(1));
            form = 1;
            return rows;
        }
    }

    /** The instances of the server's own cluster, and of its ClusterSet; none if it is not managed by this metadata. */
    static ClusterMetadata parse(List<Row> rows, String id) {
        return rows.stream()
                .filter(row -> row.text("id").equalsIgnoreCase(id))
                .findFirst()
                .map(own -> ofClusterOf(own, rows))
                .orElse(ClusterMetadata.NONE);
    }

    private static ClusterMetadata ofClusterOf(Row own, List<Row> rows) {
        String cluster = own.text("cluster_id");
        String set = own.text("clusterset_id");
        Long view = own.number("view_id");
        List<Instance> instances = rows.stream()
                .filter(row -> row.text("cluster_id").equals(cluster)
                        || (!set.isEmpty() && row.text("clusterset_id").equals(set)))
                .filter(row -> !row.text("id").isEmpty())
                .map(MetadataRows::instance)
                .toList();
        return new ClusterMetadata(Objects.requireNonNullElse(view, 0L), instances);
    }

    private static Instance instance(Row row) {
        return new Instance(
                new NodeId(row.text("id")),
                endpoint(row.text("endpoint")),
                isTrue(row.text("hidden")),
                isTrue(row.text("disconnected")),
                row.isOn("invalidated"));
    }

    private static @Nullable Endpoint endpoint(String text) {
        try {
            return Endpoint.parse(text);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static boolean isTrue(String json) {
        return json.equals("true") || json.equals("1");
    }

    /** What is missing and what would help, null if nothing is. */
    @Nullable
    String limitation() {
        return limitation;
    }
}
