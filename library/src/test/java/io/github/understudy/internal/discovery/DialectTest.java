package io.github.understudy.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.internal.resolver.Channel;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.resolver.Observation.RegisteredReplica;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.NodeId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
    private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";

    private static final Map<String, String> MYSQL_STATE = Map.ofEntries(
            Map.entry("ID", UUID),
            Map.entry("Host", "db1"),
            Map.entry("port", "3306"),
            Map.entry("datadir", "/var/lib/mysql/"),
            Map.entry("version", "8.0.21"),
            Map.entry("read_only", "0"),
            Map.entry("super_read_only", "0"),
            Map.entry("innodb_read_only", "0"),
            Map.entry("transaction_read_only", "0"),
            Map.entry("offline_mode", "0"),
            Map.entry("gtid_mode", "ON"),
            Map.entry("gtids", UUID + ":1-5"),
            Map.entry("account", "app@10.%"));

    private static final Map<String, String> MARIADB_STATE = Map.ofEntries(
            Map.entry("id", "7"),
            Map.entry("host", "db1"),
            Map.entry("port", "3306"),
            Map.entry("datadir", "/data/"),
            Map.entry("version", "11.4.5-MariaDB"),
            Map.entry("read_only", "0"),
            Map.entry("innodb_read_only", "0"),
            Map.entry("transaction_read_only", "0"),
            Map.entry("log_bin", "1"),
            Map.entry("binlog_pos", "0-7-9"),
            Map.entry("replica_pos", "0-1-5,1-1-2"),
            Map.entry("account", "app@%"));

    @Test
    void readsAReplicaOfMySqlBeforeItsNewTerms() throws SQLException {
        ScriptedServer server = mySql(MYSQL_STATE)
                .answers(
                        "SHOW SLAVE STATUS",
                        List.of(Map.ofEntries(
                                Map.entry("Channel_Name", "east"),
                                Map.entry("Master_Host", "DB0"),
                                Map.entry("Master_Port", "3307"),
                                Map.entry("Master_UUID", "u0"),
                                Map.entry("Slave_IO_Running", "Connecting"),
                                Map.entry("Slave_SQL_Running", "Yes"),
                                Map.entry("SQL_Delay", "60"),
                                Map.entry("Last_IO_Error", "no route"),
                                Map.entry("Last_SQL_Error", ""))))
                .answers(
                        "SHOW SLAVE HOSTS",
                        List.of(
                                Map.of("Server_id", "3", "Host", "db3", "Port", "3306", "Slave_UUID", "u3"),
                                Map.of("Server_id", "4", "Host", "", "Port", "3306", "Slave_UUID", "u4")));

        Observation seen = observe(server);

        Channel channel = new Channel(
                "east",
                new Endpoint("db0", 3307),
                new NodeId("u0"),
                false,
                true,
                true,
                null,
                Duration.ofSeconds(60),
                "no route");
        assertThat(seen.channels()).containsExactly(channel);
        assertThat(seen.replicas()).containsExactly(new RegisteredReplica(new Endpoint("db3", 3306), new NodeId("u3")));
        assertThat(seen.id()).isEqualTo(new NodeId(UUID));
        assertThat(seen.instance()).isEqualTo("db1:3306/var/lib/mysql/");
        assertThat(seen.flavor()).isEqualTo(Flavor.MYSQL);
        assertThat(seen.gtids()).hasToString(UUID + ":1-5");
        assertThat(seen.limitations()).isEmpty();
    }

    @Test
    void readsAReplicaOfMariaDb() throws SQLException {
        ScriptedServer server = mariaDb(MARIADB_STATE)
                .answers(
                        "SHOW ALL SLAVES STATUS",
                        List.of(
                                Map.ofEntries(
                                        Map.entry("Connection_name", ""),
                                        Map.entry("Master_Host", "db0"),
                                        Map.entry("Master_Port", "3306"),
                                        Map.entry("Master_Server_Id", "1"),
                                        Map.entry("Slave_IO_Running", "Yes"),
                                        Map.entry("Slave_SQL_Running", "No"),
                                        Map.entry("Seconds_Behind_Master", "12"),
                                        Map.entry("SQL_Delay", "0"),
                                        Map.entry("Last_IO_Error", "a"),
                                        Map.entry("Last_SQL_Error", "b"),
                                        Map.entry("Master_Log_File", "bin.2"),
                                        Map.entry("Read_Master_Log_Pos", "345"),
                                        Map.entry("Gtid_IO_Pos", "0-1-9"),
                                        Map.entry("Slave_received_heartbeats", "4")),
                                Map.of(
                                        "Connection_name", "never",
                                        "Master_Host", "db9",
                                        "Master_Port", "3306",
                                        "Master_Server_Id", "0",
                                        "Slave_IO_Running", "No",
                                        "Slave_SQL_Running", "No")))
                .answers("SHOW SLAVE HOSTS", List.of(Map.of("Server_id", "8", "Host", "db8", "Port", "3306")));

        Observation seen = observe(server);

        assertThat(seen.channels())
                .containsExactly(
                        new Channel(
                                "",
                                new Endpoint("db0", 3306),
                                new NodeId("server-id-1"),
                                true,
                                true,
                                false,
                                Duration.ofSeconds(12),
                                Duration.ZERO,
                                "receiver: a; applier: b",
                                "0-1-9|bin.2|345|4"),
                        new Channel(
                                "never",
                                new Endpoint("db9", 3306),
                                null,
                                false,
                                false,
                                false,
                                null,
                                Duration.ZERO,
                                ""));
        assertThat(seen.replicas())
                .containsExactly(new RegisteredReplica(new Endpoint("db8", 3306), new NodeId("server-id-8")));
        assertThat(seen.id()).isEqualTo(new NodeId("server-id-7"));
        assertThat(seen.gtids()).as("own and applied transactions").hasToString("0-7-9,1-1-2");
    }

    @Test
    void leavesOutChannelsWithoutASource() throws SQLException {
        ScriptedServer server = mySql(MYSQL_STATE)
                .answers(
                        "SHOW REPLICA STATUS",
                        List.of(
                                Map.of(
                                        "Channel_Name",
                                        "group_replication_applier",
                                        "Source_Host",
                                        "<NULL>",
                                        "Source_Port",
                                        "0"),
                                Map.of("Channel_Name", "reset", "Source_Host", "", "Source_Port", "3306")))
                .answers("SHOW REPLICAS", List.of());
        assertThat(observe(server).channels()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "read_only,1,true",
        "super_read_only,1,true",
        "innodb_read_only,1,true",
        "transaction_read_only,ON,true",
        "read_only,OFF,false",
        "read_only,NO_LOCK_NO_ADMIN,true"
    })
    void isReadOnlyIfAnyFlagSaysSo(String flag, String value, boolean readOnly) throws SQLException {
        assertThat(observe(mySql(with(MYSQL_STATE, flag, value))).readOnly()).isEqualTo(readOnly);
    }

    @ParameterizedTest
    @CsvSource({"OFF,false", "OFF_PERMISSIVE,false", "ON_PERMISSIVE,true", "ON,true"})
    void hasNoGtidsWhereTheSourceWritesNone(String mode, boolean known) throws SQLException {
        Observation seen = observe(mySql(with(MYSQL_STATE, "gtid_mode", mode)));
        assertThat(seen.gtids() != null).isEqualTo(known);
    }

    @Test
    void saysWhatReplicationWithoutGtidsCosts() throws SQLException {
        Map<String, String> state = with(MYSQL_STATE, "gtid_mode", "OFF");
        ScriptedServer source = mySql(state)
                .answers("SHOW REPLICA STATUS", List.of())
                .answers(
                        "SHOW REPLICAS",
                        List.of(Map.of("Server_id", "3", "Host", "db3", "Port", "3306", "Replica_UUID", "u3")));
        assertThat(observe(source).limitations()).singleElement().asString().startsWith("gtid_mode is OFF");
        ScriptedServer alone =
                mySql(state).answers("SHOW REPLICA STATUS", List.of()).answers("SHOW REPLICAS", List.of());
        assertThat(observe(alone).limitations()).isEmpty();
    }

    @Test
    void recognisesWhoIsOverwrittenByClone() throws SQLException {
        String count = "SHOW GLOBAL STATUS LIKE 'Com_clone'";
        String table = "SELECT 1 FROM performance_schema.clone_status"
                + " WHERE state = 'In Progress' AND destination = 'LOCAL INSTANCE'";
        List<Map<String, String>> once = List.of(Map.of("Variable_name", "Com_clone", "Value", "1"));
        assertThat(observe(bare().answers(count, once).answers(table, List.of(Map.of("1", "1"))))
                        .cloning())
                .isTrue();
        assertThat(observe(bare().answers(count, once).answers(table, List.of()))
                        .cloning())
                .isFalse();
        Observation blind = observe(bare().answers(count, once).refuses(table, 1142));
        assertThat(blind.cloning()).isFalse();
        assertThat(blind.limitations())
                .singleElement()
                .asString()
                .startsWith("GRANT SELECT ON performance_schema.clone_status TO 'app'@'10.%': ");
        ScriptedServer guarded = mySql(with(MYSQL_STATE, "super_read_only", "1"))
                .answers("SHOW REPLICA STATUS", List.of())
                .answers("SHOW REPLICAS", List.of());
        observe(guarded);
        assertThat(guarded.asked).doesNotContain(count);
    }

    private static ScriptedServer bare() {
        return mySql(MYSQL_STATE).answers("SHOW REPLICA STATUS", List.of()).answers("SHOW REPLICAS", List.of());
    }

    @Test
    void countsNoTransactionsThatCantBeToldApart() throws SQLException {
        Map<String, String> ours =
                Map.of("Connection_name", "", "Master_Host", "db0", "Master_Port", "3306", "Using_Gtid", "No");
        Map<String, String> theirs = Map.of(
                "Connection_name", "theirs", "Master_Host", "db9", "Master_Port", "3306", "Using_Gtid", "Slave_Pos");
        ScriptedServer mixed = mariaDb(MARIADB_STATE)
                .answers("SHOW ALL SLAVES STATUS", List.of(ours, theirs))
                .answers("SHOW SLAVE HOSTS", List.of());
        assertThat(observe(mixed).gtids()).isNull();
        assertThat(observe(mixed).limitations()).singleElement().asString().contains("can't be told apart");
        ScriptedServer one = mariaDb(MARIADB_STATE)
                .answers("SHOW ALL SLAVES STATUS", List.of(ours))
                .answers("SHOW SLAVE HOSTS", List.of());
        assertThat(observe(one).gtids()).isNotNull();
    }

    @Test
    void tellsWhoWroteOnMariaDbWhereItHasABinaryLog() throws SQLException {
        Map<String, String> state = with(MARIADB_STATE, "binlog_state", "0-7-9,0-1-5");
        assertThat(observe(mariaDb(state)).writers()).isNotNull();
        assertThat(observe(mariaDb(with(state, "log_bin", "0"))).writers()).isNull();
        assertThat(observe(mariaDb(with(state, "binlog_state", "of a later form")))
                        .writers())
                .isNull();
        assertThat(observe(mySql(MYSQL_STATE)).writers()).isNull();
    }

    @Test
    void hasNoGtidsOnAMariaDbThatNeverWroteNorReplicated() throws SQLException {
        Map<String, String> state = with(with(MARIADB_STATE, "binlog_pos", ""), "replica_pos", "");
        assertThat(observe(mariaDb(with(state, "log_bin", "0"))).gtids()).isNull();
        assertThat(observe(mariaDb(state)).gtids()).isNotNull().hasToString("");
    }

    @Test
    void saysWhenItCannotReadTheGtids() throws SQLException {
        Observation seen = observe(mySql(with(MYSQL_STATE, "gtids", "new-form:1")));
        assertThat(seen.gtids()).isNull();
        assertThat(seen.limitations()).anyMatch(text -> text.startsWith("gtid_executed"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"db1.example,3310,db1.example:3310", "db1,0,db1:3306", "'',3306,null", "'not a host!',3306,null"})
    void advertisesItsReportedAddress(String host, String port, String advertised) throws SQLException {
        Observation seen = observe(mySql(with(with(MYSQL_STATE, "report_host", host), "report_port", port)));
        assertThat(seen.advertised()).isEqualTo(advertised == null ? null : Endpoint.parse(advertised));
    }

    @ParameterizedTest
    @ValueSource(ints = {1227, 1142, 1143, 1044, 1370})
    void goesOnWithoutRightsAndNamesTheGrant(int code) throws SQLException {
        ScriptedServer server =
                mySql(MYSQL_STATE).refuses("SHOW REPLICA STATUS", code).refuses("SHOW REPLICAS", code);
        Observation seen = observe(server);
        assertThat(seen.channels()).isNull();
        assertThat(seen.replicas()).isEmpty();
        assertThat(seen.limitations())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("GRANT REPLICATION CLIENT ON *.* TO 'app'@'10.%': "),
                        second -> assertThat(second).startsWith("GRANT REPLICATION SLAVE ON *.* TO 'app'@'10.%': "));
    }

    @Test
    void goesOnWhereNoFormIsUnderstood() throws SQLException {
        Observation seen = observe(mySql(MYSQL_STATE));
        assertThat(seen.channels()).isNull();
        assertThat(seen.limitations()).first().asString().contains("does not understand SHOW SLAVE STATUS");
    }

    @Test
    void asksAgainOnlyNowAndThenWhatWasRefused() throws SQLException {
        ScriptedServer server =
                mariaDb(MARIADB_STATE).refuses("SHOW ALL SLAVES STATUS", 1227).answers("SHOW SLAVE HOSTS", List.of());
        Dialect dialect = Dialect.of(server.connection());
        for (int probe = 0; probe < PrivilegedQuery.PROBES_BETWEEN_ATTEMPTS; probe++) {
            assertThat(dialect.observe(server.connection()).limitations()).hasSize(1);
        }
        assertThat(server.asked).filteredOn("SHOW ALL SLAVES STATUS"::equals).hasSize(1);

        server.answers("SHOW ALL SLAVES STATUS", List.of());
        Observation seen = dialect.observe(server.connection());
        assertThat(seen.channels()).isEmpty();
        assertThat(seen.limitations()).isEmpty();
    }

    @Test
    void doesNotTryTheNewFormOnEachProbe() throws SQLException {
        ScriptedServer server =
                mySql(MYSQL_STATE).answers("SHOW SLAVE STATUS", List.of()).answers("SHOW SLAVE HOSTS", List.of());
        Dialect dialect = Dialect.of(server.connection());
        dialect.observe(server.connection());
        dialect.observe(server.connection());
        assertThat(server.asked).filteredOn("SHOW REPLICA STATUS"::equals).hasSize(1);
        assertThat(server.asked).filteredOn("SHOW SLAVE STATUS"::equals).hasSize(2);
    }

    @Test
    void failsWhereTheServerFails() throws SQLException {
        ScriptedServer server = mySql(MYSQL_STATE).refuses("SHOW REPLICA STATUS", 1053);
        Dialect dialect = Dialect.of(server.connection());
        assertThatThrownBy(() -> dialect.observe(server.connection())).hasMessage("refused: 1053");
    }

    @Test
    void worksOnAMariaDbBuiltWithoutGalera() throws SQLException {
        ScriptedServer server = mariaDb(MARIADB_STATE).refuses("SELECT @@wsrep_sync_wait", 1193);
        assertThat(observe(server).flavor()).isEqualTo(Flavor.MARIADB);
    }

    private static Observation observe(ScriptedServer server) throws SQLException {
        return Dialect.of(server.connection()).observe(server.connection());
    }

    private static ScriptedServer mySql(Map<String, String> state) {
        return new ScriptedServer()
                .answers(
                        "SELECT @@version AS",
                        List.of(Map.of("version", "8.0.21", "comment", "MySQL Community Server")))
                .answers("SHOW GLOBAL VARIABLES LIKE 'group", List.of())
                .answers("SELECT @@global", List.of(state));
    }

    private static ScriptedServer mariaDb(Map<String, String> state) {
        return new ScriptedServer()
                .answers("SELECT @@version AS", List.of(Map.of("version", "11.4.5-MariaDB", "comment", "Debian")))
                .answers("SELECT @@wsrep_sync_wait", List.of())
                .answers("SELECT @@global", List.of(state));
    }

    private static Map<String, String> with(Map<String, String> state, String name, String value) {
        Map<String, String> changed = new HashMap<>(state);
        changed.put(name, value);
        return changed;
    }
}
