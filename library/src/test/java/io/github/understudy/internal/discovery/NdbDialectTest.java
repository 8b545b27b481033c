package io.github.understudy.internal.discovery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.internal.resolver.NdbStatus;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.topology.Endpoint;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What SQL nodes of NDB clusters answer. Nothing of this was recorded here, since there are no binaries to be had: the
 * status is the one that MySQL's manual (8.0, "Quick Reference: NDB Cluster SQL Statements") shows, the tables of ndbinfo
 * are as the manual describes their columns.
 */
class NdbDialectTest {
    private static final List<Map<String, String>> STATUS = List.of(
            status("Ndb_cluster_node_id", "100"),
            status("Ndb_number_of_data_nodes", "2"),
            status("Ndb_number_of_ready_data_nodes", "2"),
            status("Ndb_system_name", "MC_20191126162038"));
    private static final List<Map<String, String>> NOT_CONNECTED = List.of(
            status("Ndb_cluster_node_id", "0"),
            status("Ndb_number_of_data_nodes", "0"),
            status("Ndb_number_of_ready_data_nodes", "0"),
            status("Ndb_system_name", ""));
    private static final List<Map<String, String>> PROCESSES = List.of(
            Map.of("node_id", "100", "service_URI", "mysql://127.0.0.1:3306/?server-id=1"),
            Map.of("node_id", "101", "service_URI", "mysql://sql2:3307"),
            Map.of("node_id", "102", "service_URI", "mysql://[fe80::1]:3306"));

    private static Map<String, String> status(String name, String value) {
        return Map.of("Variable_name", name, "Value", value);
    }

    @Test
    void readsAConnectedSqlNode() throws SQLException {
        Observation seen = observe(server(STATUS).answers("SELECT node_id, status", nodes("STARTED")));
        assertThat(seen.ndb())
                .isEqualTo(new NdbStatus(
                        "MC_20191126162038",
                        100,
                        2,
                        2,
                        false,
                        List.of(
                                new Endpoint("127.0.0.1", 3306),
                                new Endpoint("sql2", 3307),
                                new Endpoint("fe80::1", 3306))));
        assertThat(seen.gtids()).as("each SQL node's own affair").isNull();
        assertThat(seen.limitations()).isEmpty();
    }

    @Test
    void readsSingleUserMode() throws SQLException {
        NdbStatus seen = requireNonNull(observe(server(STATUS).answers("SELECT node_id, status", nodes("SINGLEUSER")))
                .ndb());
        assertThat(seen.singleUser()).isTrue();
    }

    @Test
    void whoIsNotConnectedIsNotAskedForMore() throws SQLException {
        ScriptedServer server = server(NOT_CONNECTED);
        NdbStatus seen = requireNonNull(observe(server).ndb());
        assertThat(seen.node()).isZero();
        assertThat(server.asked).noneMatch(sql -> sql.contains("ndbinfo"));
    }

    @Test
    void withoutRightsTheRestIsSeenAndTheGrantIsNamed() throws SQLException {
        ScriptedServer server =
                server(STATUS).refuses("SELECT node_id, status", 1142).refuses("SELECT node_id, service", 1142);
        Observation seen = observe(server);
        NdbStatus status = requireNonNull(seen.ndb());
        assertThat(status.readyDataNodes()).isEqualTo(2);
        assertThat(status.members()).isEmpty();
        assertThat(seen.limitations()).hasSize(2).allMatch(text -> text.contains("ndbinfo"));
    }

    @Test
    void whatTheEngineCanNotTellNowIsNoFailure() throws SQLException {
        ScriptedServer server = server(STATUS).refuses("SELECT node_id, status", 1296);
        assertThat(observe(server).ndb()).isNotNull();
    }

    @Test
    void aServerWithoutTheEngineIsAnOrdinaryOne() throws SQLException {
        assertThat(observe(server(List.of())).ndb()).isNull();
    }

    private static List<Map<String, String>> nodes(@Nullable String status) {
        return List.of(Map.of("node_id", "1", "status", "" + status), Map.of("node_id", "2", "status", "" + status));
    }

    private static Observation observe(ScriptedServer server) throws SQLException {
        return Dialect.of(server.connection()).observe(server.connection());
    }

    private static ScriptedServer server(List<Map<String, String>> status) {
        return new ScriptedServer()
                .answers(
                        "SELECT @@version AS",
                        List.of(Map.of("version", "8.0.36-cluster", "comment", "MySQL Cluster Community Server - GPL")))
                .answers(
                        "SELECT @@global",
                        List.of(Map.of(
                                "id", "u1", "host", "sql1", "port", "3306", "version", "8.0.36-cluster", "gtids", "")))
                .answers("SHOW REPLICA", List.of())
                .answers("SHOW GLOBAL VARIABLES", List.of())
                .answers("SHOW GLOBAL STATUS WHERE", status)
                .answers("SELECT CURRENT_USER", List.of(Map.of("account", "app@%")))
                .answers("SELECT node_id, service", PROCESSES);
    }
}
