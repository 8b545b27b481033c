package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.exception.StartException;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses in the middle of COMMIT, whose outcome the ledger tells. */
@ClusterTest(replicas = 2)
class LedgerCommitIT {
    private static final String TABLES = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'app'";
    private static final String COUNT = "SELECT COUNT(*) FROM app.item";

    private final Cluster cluster;

    LedgerCommitIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTable() {
        TestNode source = cluster.source();
        source.execute("DROP TABLE IF EXISTS app.understudy_ledger");
        source.execute("DROP TABLE IF EXISTS app.item");
        source.execute("CREATE TABLE app.item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(64))");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aCommitThatNeverArrivedIsTold(String driver) throws Exception {
        try (Connected connected = Connected.to(cluster, ledger(driver));
                Connection connection = connected.connection()) {
            insert(connection);
            Future<?> committing = new LossAtCommit(cluster, connected).onItsWay(connection::commit);
            assertThatThrownBy(() -> committing.get(40, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(TransactionLostException.class)
                    .hasMessageContaining("the present source does not have it");
            assertThat(cluster.source().query(COUNT)).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void withReplayItIsCommittedOnTheNextSource(String driver) throws Exception {
        try (Connected connected = Connected.to(cluster, ledger(driver).set(Setting.REPLAY, "on"));
                Connection connection = connected.connection()) {
            insert(connection);
            new LossAtCommit(cluster, connected).onItsWay(connection::commit).get(40, TimeUnit.SECONDS);
            assertThat(cluster.source().query(COUNT)).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aCommitWhoseAnswerWasLostIsKnownToBeThere(String driver) throws Exception {
        try (Connected connected = Connected.to(cluster, ledger(driver).set(Setting.REPLAY, "on"));
                Connection connection = connected.connection()) {
            insert(connection);
            new LossAtCommit(cluster, connected).ofItsAnswer(connection::commit).get(40, TimeUnit.SECONDS);
            assertThat(cluster.source().query(COUNT)).isEqualTo("1");
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO item (name) VALUES ('next')");
            }
            connection.commit();
            assertThat(cluster.source().query(COUNT)).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void theSameForCommitBySql(String driver) throws Exception {
        try (Connected connected = Connected.to(cluster, ledger(driver));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO item (name) VALUES ('sql')");
            new LossAtCommit(cluster, connected)
                    .ofItsAnswer(() -> statement.execute("COMMIT"))
                    .get(40, TimeUnit.SECONDS);
            assertThat(cluster.source().query(COUNT)).isEqualTo("1");
            assertThat(Connected.query(connection, "SELECT COUNT(*) FROM item")).isEqualTo("1");
        }
    }

    @Test
    void whoOnlyReadsIsNotNoted() throws Exception {
        try (Connected connected = Connected.to(cluster, ledger("mysql"));
                Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            Connected.query(connection, "SELECT COUNT(*) FROM item");
            connection.commit();
            insert(connection);
            connection.rollback();
            assertThat(cluster.source().query(LossAtCommit.NOTED)).isEqualTo("0");
            insert(connection);
            connection.commit();
            assertThat(cluster.source().query(LossAtCommit.NOTED)).isEqualTo("1");
        }
    }

    @Test
    void aTableThatCannotBeUsedIsToldAtStart() {
        cluster.source().execute("CREATE TABLE app.understudy_ledger (wrong INT)");
        assertThatThrownBy(() -> ledger("mysql").build())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("commit ledger")
                .hasMessageContaining("understudy_ledger");
    }

    @Test
    void itsTableIsNotTheFirstOneOfTheDatabase() throws Exception {
        cluster.source().execute("DROP DATABASE app");
        cluster.source().execute("CREATE DATABASE app");
        try (Connected connected = Connected.to(cluster, ledger("mysql"));
                Connection connection = connected.connection()) {
            assertThat(cluster.source().query(TABLES)).isEqualTo("0");
            createTable();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> cluster.source().query(TABLES).equals("2"));
            // Seen here; on the way there a COMMIT is not noted.
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                insert(connection);
                connection.commit();
                assertThat(cluster.source().query(LossAtCommit.NOTED)).isNotEqualTo("0");
            });
        }
    }

    /** While nothing happens it is looked for less and less often, but DDL of this data source is not waited for. */
    @Test
    void itsTableIsThereSoonAfterTheFirstOneWhenThatWasMadeHere() throws Exception {
        cluster.source().execute("DROP DATABASE app");
        cluster.source().execute("CREATE DATABASE app");
        try (Connected connected = Connected.to(cluster, ledger("mysql"))) {
            // The looks are at 0.5, 1.5, 3.5 and 7.5 seconds.
            TimeUnit.MILLISECONDS.sleep(3700);
            long begin = System.nanoTime();
            connected.update("CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(64))");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> cluster.source().query(TABLES).equals("2"));
            Duration after = Duration.ofNanos(System.nanoTime() - begin);
            System.out.printf("FIGURE the ledger's table was there %d ms after the first one%n", after.toMillis());
            assertThat(after).isLessThan(Duration.ofSeconds(3));
        }
    }

    private void insert(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO item (name) VALUES ('one')");
        }
    }

    private UnderstudyBuilder ledger(String driver) {
        return Connected.builder(cluster, cluster.jdbcHosts(), driver)
                .set(Setting.LEDGER, "on")
                .set(Setting.DETECTION_TIME, LossAtCommit.DETECTION_TIME);
    }
}
