package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.consistency.InvalidTokenException;
import io.github.understudy.exception.SessionLostException;
import io.github.understudy.route.Route;
import io.github.understudy.route.RouteHint;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which server runs what, and why. */
@ClusterTest(replicas = 2)
class RoutingIT {
    /** By its text a plain read; the view's function tells who answers. */
    private static final String WHO = "SELECT server FROM counted WHERE k = 0";

    private final Cluster cluster;

    RoutingIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createView() {
        Counters.create(cluster, 1);
    }

    @Test
    void byDefaultPlainReadsGoToReplicasAndAllElseToTheSource() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection()) {
            assertThat(Connected.query(connection, WHO)).isNotEqualTo(source());
            assertThat(Connected.query(connection, "SELECT @@server_id")).isEqualTo(source());
            assertThat(Connected.query(connection, WHO + " FOR UPDATE")).isEqualTo(source());
            connection.setAutoCommit(false);
            assertThat(Connected.query(connection, WHO)).as("in a transaction").isEqualTo(source());
            connection.commit();
            connection.setAutoCommit(true);
            try (PreparedStatement statement = connection.prepareStatement("SELECT server FROM counted WHERE k = ?")) {
                statement.setInt(1, 0);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    assertThat(row.getString(1)).as("prepared").isNotEqualTo(source());
                }
            }
        }
    }

    @Test
    void theModeSaysWhatGoesToReplicas() throws Exception {
        try (Connected transactions = with(Setting.ROUTING, "transaction")) {
            assertThat(transactions.query(WHO)).isEqualTo(source());
            try (Connection readOnly = transactions.readOnly()) {
                assertThat(Connected.query(readOnly, WHO)).isNotEqualTo(source());
            }
        }
        try (Connected off = with(Setting.ROUTING, "off");
                Connection readOnly = off.readOnly()) {
            assertThat(off.query(WHO)).isEqualTo(source());
            assertThat(Connected.query(readOnly, WHO)).isEqualTo(source());
        }
    }

    @Test
    void aHintOfTheScopeTheCommentOrTheConnectionCounts() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            assertThat(Route.onSource(() -> connected.query(WHO))).isEqualTo(source());
            assertThat(connected.query("/* understudy: source */ " + WHO)).isEqualTo(source());
            assertThat(Route.onSource(() -> connected.query("/* understudy: replica */ " + WHO)))
                    .as("the comment goes before the scope")
                    .isNotEqualTo(source());
            String unproven = "SELECT this_server()";
            assertThat(connected.query(unproven)).isEqualTo(source());
            assertThat(Route.onReplica(Duration.ofSeconds(5), () -> connected.query(unproven)))
                    .isNotEqualTo(source());
            try (Connection connection = connected.connection()) {
                connection.setClientInfo(RouteHint.CLIENT_INFO, "source");
                assertThat(Connected.query(connection, WHO)).isEqualTo(source());
                connection.setClientInfo(RouteHint.CLIENT_INFO, null);
                assertThat(Connected.query(connection, WHO)).isNotEqualTo(source());
                assertThatThrownBy(() -> connection.setClientInfo(RouteHint.CLIENT_INFO, "nowhere"))
                        .isInstanceOf(SQLClientInfoException.class)
                        .hasMessageContaining("nowhere");
            }
        }
    }

    @Test
    void aWriteIsNeverHintedToAReplica() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            Route.onReplica(Duration.ofSeconds(5), () -> connected.update("UPDATE counters SET v = v + 1"));
            connected.update("/* understudy: replica */ UPDATE counters SET v = v + 1");
            assertThat(Route.onSource(() -> connected.query("SELECT v FROM counters")))
                    .isEqualTo("2");
        }
    }

    @Test
    void aReadThatWritesAfterAllRunsOnTheSource() throws Exception {
        TestNode source = cluster.source();
        source.execute("DROP FUNCTION IF EXISTS app.counts_up");
        source.execute("CREATE FUNCTION app.counts_up() RETURNS INT DETERMINISTIC MODIFIES SQL DATA"
                + " BEGIN UPDATE app.counters SET v = v + 1; RETURN @@server_id; END");
        source.execute("CREATE OR REPLACE VIEW app.sly AS SELECT app.counts_up() AS server");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
        try (Connected connected = Connected.to(cluster)) {
            for (int i = 0; i < 5; i++) {
                assertThat(connected.query("SELECT server FROM sly")).isEqualTo(source());
            }
            assertThat(Route.onSource(() -> connected.query("SELECT v FROM counters")))
                    .isEqualTo("5");
        }
    }

    @Test
    void aGroupServesOnlyThoseWhoAskForIt() throws Exception {
        TestNode reporting = cluster.replicas().get(0);
        try (Connected connected = with(Setting.GROUPS, reporting.address() + "=reporting")) {
            String its = idOf(reporting);
            for (int i = 0; i < 20; i++) {
                assertThat(connected.inBackground(() -> connected.query(WHO)).get(20, TimeUnit.SECONDS))
                        .isEqualTo(idOf(cluster.replicas().get(1)));
            }
            assertThat(Route.to("Reporting", () -> connected.query(WHO))).isEqualTo(its);
            assertThat(connected.query("/* understudy: group=reporting */ " + WHO))
                    .isEqualTo(its);
            try (Connection connection = connected.connection()) {
                assertThat(Connected.query(connection, WHO)).isNotEqualTo(its);
                assertThat(Route.to("reporting", () -> Connected.query(connection, WHO)))
                        .isEqualTo(its);
                assertThat(Connected.query(connection, WHO)).isNotEqualTo(its);
            }
        }
    }

    @Test
    void theOwnZoneGoesFirst() throws Exception {
        TestNode near = cluster.replicas().get(1);
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.jdbcHosts())
                        .set(Setting.ZONE, "fra")
                        .set(Setting.ZONES, near.address() + "=fra, *=ams"))) {
            for (int i = 0; i < 20; i++) {
                assertThat(connected.inBackground(() -> connected.query(WHO)).get(20, TimeUnit.SECONDS))
                        .isEqualTo(idOf(near));
            }
        }
    }

    @Test
    void allReadsOfAReadOnlyTransactionStayOnOneNode() throws Exception {
        try (Connected connected = with(Setting.CONSISTENCY, "eventual")) {
            for (int i = 0; i < 10; i++) {
                try (Connection connection = connected.readOnly()) {
                    connection.setAutoCommit(false);
                    Set<String> servers = new HashSet<>();
                    for (int j = 0; j < 5; j++) {
                        servers.add(Connected.query(connection, WHO));
                    }
                    connection.commit();
                    assertThat(servers).hasSize(1).doesNotContain(source());
                }
            }
        }
    }

    @Test
    void aTokenCarriesWritesToAnotherServiceAndAnotherThread() throws Exception {
        try (Connected one = with(Setting.TOKEN_KEY, "shared");
                Connected other = with(Setting.TOKEN_KEY, "shared")) {
            for (TestNode replica : cluster.replicas()) {
                replica.stopApplier();
            }
            one.update("UPDATE counters SET v = 77");
            String token = one.dataSource.consistency().token();
            assertThat(token).isNotEmpty();
            assertThat(other.query("SELECT v FROM counters")).as("without it").isEqualTo("0");
            assertThat(other.dataSource.consistency().with(token, () -> other.query("SELECT v FROM counters")))
                    .isEqualTo("77");
            assertThat(one.inBackground(() ->
                                    one.dataSource.consistency().with(token, () -> one.query("SELECT v FROM counters")))
                            .get(20, TimeUnit.SECONDS))
                    .isEqualTo("77");
            cluster.replicas().forEach(TestNode::startReplication);
            assertThatThrownBy(() -> other.dataSource.consistency().with(token + "x", () -> {}))
                    .isInstanceOf(InvalidTokenException.class);
        }
    }

    @Test
    void whatABatchHasWrittenBeforeItFailedIsSeen() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            cluster.replicas().forEach(TestNode::stopApplier);
            statement.addBatch("UPDATE counters SET v = 9");
            statement.addBatch("INSERT INTO counters VALUES (0, 0)");
            assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
            assertThat(read(connection)).isEqualTo("9");
            cluster.replicas().forEach(TestNode::startReplication);
        }
    }

    @Test
    void aWriteThatAsksAboutTheReadBeforeItIsRefusedAndNotSentToTheReplica() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            assertThat(read(connection)).isEqualTo("0");
            assertThatThrownBy(() -> statement.executeUpdate("UPDATE counters SET v = FOUND_ROWS()"))
                    .isInstanceOf(SessionLostException.class);
            statement.executeUpdate("UPDATE counters SET v = 3");
            assertThat(statement.executeUpdate("UPDATE counters SET v = 10 + ROW_COUNT()"))
                    .isEqualTo(1);
            assertThat(read(connection)).isEqualTo("11");
        }
    }

    @Test
    void autocommitThatSqlSwitchedOffIsOnForTheNextUser() throws Exception {
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.jdbcHosts()).property("understudy.pool.maximumPoolSize", "1"))) {
            try (Connection connection = connected.connection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET autocommit = 0");
            }
            connected.update("UPDATE counters SET v = 5");
            assertThat(cluster.source().query("SELECT v FROM app.counters")).isEqualTo("5");
            try (Connection connection = connected.connection();
                    Statement statement = connection.createStatement()) {
                statement.execute("BEGIN");
                statement.execute("UPDATE counters SET v = 6");
                statement.execute("SET autocommit = 0");
                connection.commit();
            }
            assertThat(cluster.source().query("SELECT v FROM app.counters")).isEqualTo("6");
        }
    }

    @Test
    void writesWhileResultsAreReadStrandNoConnection() throws Exception {
        try (Connected connected = Connected.to(
                        cluster,
                        Connected.builder(cluster, cluster.jdbcHosts())
                                .property("understudy.pool.maximumPoolSize", "2"));
                Connection connection = connected.connection()) {
            for (int i = 1; i <= 8; i++) {
                try (Statement reading = connection.createStatement();
                        ResultSet rows = reading.executeQuery("SELECT k FROM counters");
                        Statement writing = connection.createStatement()) {
                    while (rows.next()) {
                        writing.executeUpdate("UPDATE counters SET v = " + i);
                    }
                }
            }
            assertThat(read(connection)).isEqualTo("8");
        }
    }

    @Test
    void aLevelCanBeChosenForAScope() throws Exception {
        try (Connected connected = with(Setting.CONSISTENCY, "eventual");
                Connection reading = connected.connection()) {
            for (TestNode replica : cluster.replicas()) {
                replica.stopApplier();
            }
            connected
                    .inBackground(() -> connected.update("UPDATE counters SET v = 5"))
                    .get(20, TimeUnit.SECONDS);
            assertThat(read(reading)).isEqualTo("0");
            UnderstudyDataSource dataSource = connected.dataSource;
            assertThat(dataSource.consistency().at(ConsistencyLevel.STRONG, () -> read(reading)))
                    .isEqualTo("5");
            assertThat(dataSource.consistency().at(ConsistencyLevel.INSTANCE, () -> read(reading)))
                    .isEqualTo("5");
            assertThat(read(reading)).isEqualTo("0");
            cluster.replicas().forEach(TestNode::startReplication);
        }
    }

    @Test
    void whatWasSetBySqlIsNotSeenByTheNextUserOfTheConnection() throws Exception {
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.jdbcHosts()).property("understudy.pool.maximumPoolSize", "1"))) {
            try (Connection dirty = connected.connection();
                    Statement statement = dirty.createStatement()) {
                statement.execute("SET @mine = 1, time_zone = '+05:00'");
                Connected.query(dirty, WHO);
                statement.execute("CREATE TEMPORARY TABLE mine (id INT)");
                statement.execute("SELECT GET_LOCK('mine', 0)");
            }
            String clean =
                    "SELECT CONCAT(COALESCE(@mine, 'none'), @@time_zone, COALESCE(IS_USED_LOCK('mine'), 'free'))";
            assertThat(connected.query(clean)).isEqualTo("noneSYSTEMfree");
            assertThat(Route.onReplica(Duration.ofSeconds(9), () -> connected.query("SELECT COALESCE(@mine, 'none')")))
                    .isEqualTo("none");
            assertThatThrownBy(() -> connected.update("INSERT INTO mine VALUES (1)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("mine");
        }
    }

    private static String read(Connection connection) throws SQLException {
        return Connected.query(connection, "SELECT v FROM counters");
    }

    private Connected with(Setting setting, String value) {
        return Connected.to(
                cluster, Connected.builder(cluster, cluster.jdbcHosts()).set(setting, value));
    }

    private String source() {
        return idOf(cluster.source());
    }

    private static String idOf(TestNode node) {
        return node.query("SELECT @@server_id");
    }
}
