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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses in the middle of COMMIT, whose outcome the ledger tells. */
@ClusterTest(replicas = 2)
class LedgerCommitIT {
    private static final Duration ONE_WAY = Duration.ofMillis(100);

    private static final String NOTED = "SELECT COUNT(*) FROM app.understudy_ledger";

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
            Future<?> committing = commitOnFrozenSource(connected, connection);
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
            commitOnFrozenSource(connected, connection).get(40, TimeUnit.SECONDS);
            assertThat(cluster.source().query(COUNT)).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aCommitWhoseAnswerWasLostIsKnownToBeThere(String driver) throws Exception {
        try (Connected connected = Connected.to(cluster, ledger(driver).set(Setting.REPLAY, "on"));
                Connection connection = connected.connection()) {
            insert(connection);
            loseTheAnswer(connected, connection::commit);
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
            loseTheAnswer(connected, () -> statement.execute("COMMIT"));
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
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.understudy_ledger"))
                    .isEqualTo("0");
            insert(connection);
            connection.commit();
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.understudy_ledger"))
                    .isEqualTo("1");
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

    private interface Commit {
        void run() throws SQLException;
    }

    /** COMMIT is on its way when the server falls asleep; it is killed before it wakes up. */
    private Future<?> commitOnFrozenSource(Connected connected, Connection connection) throws Exception {
        TestNode source = cluster.source();
        source.network().delay(ONE_WAY);
        Future<?> committing = connected.inBackground(() -> {
            connection.commit();
            return null;
        });
        source.execute("SET GLOBAL TRANSACTION ISOLATION LEVEL READ UNCOMMITTED");
        Connected.await().until(() -> source.query(NOTED).equals("1"));
        // The answer to the note has left, and COMMIT arrives in a while.
        source.freeze();
        Thread.sleep(ONE_WAY.toMillis() * 3);
        source.kill();
        source.network().heal();
        cluster.promote(cluster.bestReplica());
        return committing;
    }

    /** The server gets COMMIT, and its answer does not come back. */
    private void loseTheAnswer(Connected connected, Commit commit) throws Exception {
        TestNode source = cluster.source();
        source.network().delay(ONE_WAY);
        Future<?> committing = connected.inBackground(() -> {
            commit.run();
            return null;
        });
        Connected.await()
                .until(() -> source.query("SELECT COUNT(*) FROM app.understudy_ledger")
                        .equals("1"));
        source.network().reset();
        source.network().heal();
        committing.get(40, TimeUnit.SECONDS);
    }

    private void insert(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO item (name) VALUES ('one')");
        }
    }

    private UnderstudyBuilder ledger(String driver) {
        return Connected.builder(cluster, cluster.jdbcHosts(), driver).set(Setting.LEDGER, "on");
    }
}
