package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.exception.SessionLostException;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes in autocommit mode, of which the ledger tells as well. */
@ClusterTest(replicas = 2)
class NotedWriteIT {
    private static final String COUNT = "SELECT COUNT(*) FROM app.item";
    private static final String INSERT = "INSERT INTO item (name) VALUES ('one')";

    private final Cluster cluster;

    NotedWriteIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTable() {
        TestNode source = cluster.source();
        source.execute("DROP TABLE IF EXISTS app.understudy_ledger");
        source.execute("DROP TABLE IF EXISTS app.item");
        source.execute("CREATE TABLE app.item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(4) UNIQUE)");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aWriteWhoseAnswerWasLostIsKnownToBeThere(String driver) throws Exception {
        try (Connected connected = Connected.to(cluster, all(driver));
                Connection connection = connected.connection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO item (name) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, "one");
            new LossAtCommit(cluster, connected)
                    .ofItsAnswer(insert::executeUpdate)
                    .get(40, TimeUnit.SECONDS);
            assertThat(cluster.source().query(COUNT)).isEqualTo("1");
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(Connected.query(connection, "SELECT COUNT(*) FROM item")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aWriteThatNeverArrivedIsTold(String driver) throws Exception {
        try (Connected connected = Connected.to(cluster, all(driver));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            Future<?> writing = new LossAtCommit(cluster, connected).onItsWay(() -> statement.executeUpdate(INSERT));
            assertThatThrownBy(() -> writing.get(40, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(TransactionLostException.class);
            assertThat(cluster.source().query(COUNT)).isEqualTo("0");
            assertThat(statement.executeUpdate(INSERT))
                    .as("the connection goes on without a rollback")
                    .isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void withReplayItIsWrittenOnTheNextSource(String driver) throws Exception {
        try (Connected connected = Connected.to(cluster, all(driver).set(Setting.REPLAY, "on"));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            new LossAtCommit(cluster, connected)
                    .onItsWay(() -> statement.executeUpdate(INSERT))
                    .get(40, TimeUnit.SECONDS);
            assertThat(cluster.source().query(COUNT)).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aServerThatIsNoLongerTheSourceRefusesItAndItGoesOn(String driver) throws Exception {
        try (Connected connected = Connected.to(cluster, all(driver));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(INSERT);
            cluster.switchover(cluster.bestReplica());
            assertThat(statement.executeUpdate("INSERT INTO item (name) VALUES ('two')"))
                    .isOne();
            assertThat(cluster.source().query(COUNT)).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void itsAnswersAreAsWithoutLedger(String driver) throws Exception {
        try (Connected connected = Connected.to(cluster, all(driver));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS))
                    .isOne();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getLong(1)).isOne();
            }
            assertThat(Connected.query(connection, "SELECT LAST_INSERT_ID()")).isEqualTo("1");
            assertThatThrownBy(() -> statement.executeUpdate(INSERT))
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class);
            assertThat(statement.executeUpdate("UPDATE item SET name = 'two'")).isOne();
            assertThat(statement.execute("DELETE FROM item WHERE name = 'none'"))
                    .isFalse();
            assertThat(statement.getUpdateCount()).isZero();
            assertThat(cluster.source().query(LossAtCommit.NOTED)).isEqualTo("3");
        }
    }

    @Test
    void warningsAreKept() throws Exception {
        try (Connected connected = Connected.to(cluster, all("mysql"));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(INSERT);
            statement.executeUpdate("INSERT IGNORE INTO item (name) VALUES ('one')");
            assertThat(statement.getWarnings().getMessage()).contains("Duplicate");
        }
    }

    @Test
    void whatTheServerForgotIsTold() throws Exception {
        try (Connected connected = Connected.to(cluster, all("mysql"));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(INSERT);
            assertThatThrownBy(() -> Connected.query(connection, "SELECT ROW_COUNT()"))
                    .isInstanceOf(SessionLostException.class)
                    .hasMessageContaining("understudy.ledger");
            assertThat(Connected.query(connection, "SELECT 1")).isEqualTo("1");
            connection.setAutoCommit(false);
            statement.executeUpdate("UPDATE item SET name = 'two'");
            assertThat(Connected.query(connection, "SELECT ROW_COUNT()")).isEqualTo("1");
            connection.rollback();
        }
    }

    /** The connection must go on refusing: the write belongs to the transaction that is lost. */
    @Test
    void aLostTransactionIsNotForgottenByTheNextWrite() throws Exception {
        try (Connected connected = Connected.to(cluster, all("mysql"));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.executeUpdate(INSERT);
            cluster.source().kill();
            cluster.promote(cluster.bestReplica());
            for (String sql : new String[] {"UPDATE item SET name = 'two'", INSERT, "COMMIT"}) {
                assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(TransactionLostException.class);
            }
            statement.execute("ROLLBACK");
            assertThat(cluster.source().query(COUNT)).isEqualTo("0");
            assertThat(statement.executeUpdate(INSERT)).isOne();
        }
    }

    @Test
    void whatATransactionWouldDisturbIsLeftAlone() throws Exception {
        try (Connected connected = Connected.to(cluster, all("mysql"));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(INSERT);
            connection.setAutoCommit(false);
            statement.executeUpdate("UPDATE item SET name = 'two'");
            connection.setAutoCommit(true);
            assertThat(cluster.source().query(LossAtCommit.NOTED)).isEqualTo("2");
            statement.execute("LOCK TABLES item WRITE");
            assertThat(statement.executeUpdate("UPDATE item SET name = 'tree'")).isOne();
            assertThatThrownBy(() -> statement.executeQuery("SELECT 1 FROM understudy_ledger"))
                    .as("the lock holds on")
                    .hasMessageContaining("not locked");
            statement.execute("UNLOCK TABLES");
            assertThat(cluster.source().query(LossAtCommit.NOTED)).isEqualTo("2");
        }
    }

    @Test
    void whatIsNotOneWriteIsNotNoted() throws Exception {
        try (Connected connected = Connected.to(cluster, all("mysql"));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.addBatch(INSERT);
            statement.addBatch("UPDATE item SET name = 'two'");
            assertThat(statement.executeBatch()).containsExactly(1, 1);
            if (cluster.flavor() == ServerFlavor.MARIADB) {
                assertThat(statement.execute("INSERT INTO item (name) VALUES ('tree') RETURNING id, name"))
                        .isTrue();
            }
            assertThat(cluster.source().query(LossAtCommit.NOTED)).isEqualTo("0");
        }
    }

    private UnderstudyBuilder all(String driver) {
        return Connected.builder(cluster, cluster.jdbcHosts(), driver)
                .set(Setting.LEDGER, "all")
                .set(Setting.DETECTION_TIME, LossAtCommit.DETECTION_TIME);
    }
}
