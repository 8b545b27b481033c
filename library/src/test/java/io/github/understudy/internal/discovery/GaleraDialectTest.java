package io.github.understudy.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.internal.resolver.FlowControl;
import io.github.understudy.internal.resolver.GaleraStatus;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.MySqlGtidSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What nodes of Galera clusters answer. Those of MariaDB as recorded, those of Percona XtraDB Cluster by its manual. */
class GaleraDialectTest {
    private static final String HISTORY = "19b4e16b-e5fa-11f1-93e0-cb123f304b5f";
    private static final Map<String, String> SYNCED = Map.ofEntries(
            Map.entry("wsrep_cluster_status", "Primary"),
            Map.entry("wsrep_cluster_state_uuid", HISTORY),
            Map.entry("wsrep_cluster_conf_id", "4"),
            Map.entry("wsrep_cluster_size", "3"),
            Map.entry("wsrep_local_index", "1"),
            Map.entry("wsrep_local_state", "4"),
            Map.entry("wsrep_ready", "ON"),
            Map.entry("wsrep_last_committed", "10"),
            Map.entry("wsrep_local_recv_queue", "2"),
            Map.entry("wsrep_flow_control_sent", "7"),
            Map.entry("wsrep_flow_control_recv", "9"),
            Map.entry("wsrep_flow_control_paused_ns", "1500"),
            Map.entry("wsrep_flow_control_requested", "true"),
            Map.entry("wsrep_incoming_addresses", "127.0.0.1:23302,db1,"));
    private static final Map<String, String> MARIADB = Map.of(
            "id", "1",
            "host", "db1",
            "port", "3306",
            "version", "11.4.5-MariaDB",
            "log_bin", "1",
            "binlog_pos", "0-1-2",
            "wsrep_on", "1",
            "wsrep_desync", "0",
            "wsrep_reject_queries", "NONE",
            "wsrep_node_name", "n1");

    @Test
    void readsASyncedNode() throws SQLException {
        Observation seen = observe(MARIADB, SYNCED);
        assertThat(seen.galera())
                .isEqualTo(new GaleraStatus(
                        HISTORY,
                        4,
                        3,
                        1,
                        List.of(new Endpoint("127.0.0.1", 23302), new Endpoint("db1", 3306)),
                        true,
                        true,
                        4,
                        false,
                        false,
                        false,
                        2,
                        new FlowControl(7, 9, 1500, true)));
        assertThat(seen.gtids()).isEqualTo(MySqlGtidSet.parse(HISTORY + ":1-10"));
        assertThat(seen.id().toString()).contains("n1:3306");
    }

    @Test
    void readsANodeThatIsCutOff() throws SQLException {
        Map<String, String> status = new HashMap<>(SYNCED);
        status.put("wsrep_cluster_status", "non-Primary");
        status.put("wsrep_cluster_conf_id", "18446744073709551615");
        status.put("wsrep_ready", "OFF");
        GaleraStatus seen = galera(observe(MARIADB, status));
        assertThat(seen.primary()).isFalse();
        assertThat(seen.ready()).isFalse();
        assertThat(seen.component()).isEqualTo(-1);
    }

    @Test
    void readsWhatAnAdministratorHasSet() throws SQLException {
        Map<String, String> state = new HashMap<>(MARIADB);
        state.put("wsrep_desync", "1");
        state.put("wsrep_reject_queries", "ALL");
        GaleraStatus seen = galera(observe(state, SYNCED));
        assertThat(seen.desynced()).isTrue();
        assertThat(seen.rejecting()).isTrue();
    }

    /** With {@code wsrep_sst_donor_rejects_queries} it is not ready besides. */
    @Test
    void readsADonor() throws SQLException {
        Map<String, String> status = new HashMap<>(SYNCED);
        status.put("wsrep_local_state", "2");
        assertThat(galera(observe(MARIADB, status)).state()).isEqualTo(2);
        assertThat(galera(observe(MARIADB, status)).ready()).isTrue();
        status.put("wsrep_ready", "OFF");
        assertThat(galera(observe(MARIADB, status)).ready()).isFalse();
    }

    /** Older ones have not all figures. */
    @Test
    void doesWithoutWhatANodeDoesNotTell() throws SQLException {
        Map<String, String> status = new HashMap<>(SYNCED);
        status.keySet().removeIf(name -> name.startsWith("wsrep_flow_control") || name.endsWith("recv_queue"));
        GaleraStatus seen = galera(observe(MARIADB, status));
        assertThat(seen.flow()).isEqualTo(FlowControl.UNTOLD);
        assertThat(seen.queue()).isEqualTo(-1);
        assertThat(seen.state()).isEqualTo(4);
        status.put("wsrep_flow_control_sent", "7");
        status.put("wsrep_flow_control_paused_ns", "1500");
        assertThat(galera(observe(MARIADB, status)).flow()).isEqualTo(new FlowControl(7, -1, 1500));
    }

    @Test
    void aServerWithoutGaleraIsNotAskedForIt() throws SQLException {
        Map<String, String> state = new HashMap<>(MARIADB);
        state.put("wsrep_on", "0");
        ScriptedServer server = server(state, SYNCED);
        assertThat(observe(server).galera()).isNull();
        assertThat(server.asked).noneMatch(sql -> sql.startsWith("SHOW GLOBAL STATUS"));
    }

    @Test
    void readsTheMaintenanceOfPerconas() throws SQLException {
        ScriptedServer server = new ScriptedServer()
                .answers(
                        "SELECT @@version AS",
                        List.of(Map.of(
                                "version", "8.0.36-28.1",
                                "comment", "Percona XtraDB Cluster (GPL), Release rel28")))
                .answers(
                        "SELECT @@global",
                        List.of(Map.of(
                                "id", "u1",
                                "host", "db1",
                                "port", "3306",
                                "wsrep_on", "1",
                                "wsrep_reject_queries", "NONE",
                                "pxc_maint_mode", "MAINTENANCE")))
                .answers("SHOW REPLICA", List.of())
                .answers("SHOW GLOBAL STATUS LIKE 'wsrep%'", rows(SYNCED));
        Observation seen = observe(server);
        assertThat(seen.id().toString()).contains("u1");
        assertThat(galera(seen).maintained()).isTrue();
    }

    private static GaleraStatus galera(Observation seen) {
        return Objects.requireNonNull(seen.galera());
    }

    private static Observation observe(Map<String, String> state, Map<String, String> status) throws SQLException {
        return observe(server(state, status));
    }

    private static Observation observe(ScriptedServer server) throws SQLException {
        return Dialect.of(server.connection()).observe(server.connection());
    }

    private static ScriptedServer server(Map<String, String> state, Map<String, String> status) {
        return new ScriptedServer()
                .answers("SELECT @@version AS", List.of(Map.of("version", "11.4.5-MariaDB", "comment", "Debian")))
                .answers("SELECT @@wsrep_sync_wait", List.of())
                .answers("SELECT @@global", List.of(state))
                .answers("SHOW ALL SLAVES STATUS", List.of())
                .answers("SHOW SLAVE HOSTS", List.of())
                .answers("SHOW GLOBAL STATUS LIKE 'wsrep%'", rows(status));
    }

    private static List<Map<String, String>> rows(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> Map.of("Variable_name", entry.getKey(), "Value", entry.getValue()))
                .toList();
    }
}
