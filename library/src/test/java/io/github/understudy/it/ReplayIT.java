package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that lose their server in the middle, and are done again on the next one. */
@ClusterTest(replicas = 2)
class ReplayIT {
    private final Cluster cluster;

    ReplayIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTable() {
        TestNode source = cluster.source();
        source.execute("DROP TABLE IF EXISTS app.item");
        source.execute("CREATE TABLE app.item (id INT AUTO_INCREMENT PRIMARY KEY, name VARBINARY(64), stock INT)");
        source.execute("INSERT INTO app.item VALUES (1, 'one', 10), (2, 'two', 20), (3, 'three', 30)");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aTransactionGoesOnOnTheNextSource(String driver) throws Exception {
        try (Connected connected = replaying(driver, "on");
                Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            byte[] name = {'n', 'e', 'w'};
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO item VALUES (?, ?, ?)")) {
                insert.setInt(1, 7);
                insert.setBytes(2, name);
                insert.setInt(3, 70);
                assertThat(insert.executeUpdate()).isEqualTo(1);
                name[0] = 'x';
            }
            assertThat(stock(connection, 7, " FOR UPDATE")).isEqualTo("70");
            killAndPromote();
            update(connection, "UPDATE item SET stock = stock + 1 WHERE id = 7");
            connection.commit();
            assertThat(cluster.source().query("SELECT CONCAT(name, stock) FROM app.item WHERE id = 7"))
                    .isEqualTo("new71");
        }
    }

    /** What is replayed has the values of then, and what follows those of now. */
    @ParameterizedTest
    @CsvSource({"mysql,false", "mariadb,false", "mysql,true", "mariadb,true"})
    void aPreparedStatementHasItsPresentParametersAfterwards(String driver, boolean known) throws Exception {
        try (Connected connected = replaying(driver, "on");
                Connection connection = connected.connection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO item VALUES (?, ?, 0)")) {
            connection.setAutoCommit(false);
            insert.setInt(1, 7);
            insert.setString(2, "first");
            insert.executeUpdate();
            insert.setInt(1, 8);
            insert.setString(2, "second");
            TestNode old = cluster.source();
            cluster.switchover(cluster.bestReplica());
            if (known) {
                Connected.await().until(() -> isAnotherSource(connected, old));
            }
            assertThat(insert.executeUpdate()).isOne();
            insert.setInt(1, 9);
            insert.addBatch();
            insert.setInt(1, 10);
            insert.setString(2, "fourth");
            insert.addBatch();
            cluster.switchover(old);
            if (known) {
                Connected.await().until(() -> !isAnotherSource(connected, old));
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1);
            connection.commit();
            assertThat(cluster.source()
                            .query("SELECT GROUP_CONCAT(CONCAT(id, name) ORDER BY id) FROM app.item WHERE id > 6"))
                    .isEqualTo("7first,8second,9second,10fourth");
        }
    }

    private static boolean isAnotherSource(Connected connected, TestNode old) {
        return connected
                .dataSource
                .topology()
                .source()
                .map(node -> node.endpoint().port() != old.port())
                .orElse(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aResultIsReadOnWhereItStood(String driver) throws Exception {
        try (Connected connected = replaying(driver, "on");
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            update(connection, "UPDATE item SET stock = 11 WHERE id = 1");
            ResultSet rows = statement.executeQuery("SELECT id, stock FROM item ORDER BY id");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(2)).isEqualTo(11);
            killAndPromote();
            update(connection, "UPDATE item SET stock = 99 WHERE id = 3");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(2);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(2)).as("before the update").isEqualTo(30);
            assertThat(rows.next()).isFalse();
            rows.close();
            connection.commit();
            assertThat(cluster.source().query("SELECT SUM(stock) FROM app.item"))
                    .isEqualTo("130");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aStreamIsReadOnWhereItWasCut(String driver) throws Exception {
        TestNode source = cluster.source();
        source.execute("DROP TABLE IF EXISTS app.many");
        source.execute("CREATE TABLE app.many (id INT PRIMARY KEY, filler VARCHAR(2000))");
        source.execute(
                "INSERT INTO app.many WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
                        + " SELECT i, REPEAT('x', 2000) FROM n");
        source.execute("INSERT INTO app.many SELECT id + 1000, filler FROM app.many");
        source.execute("INSERT INTO app.many SELECT id + 2000, filler FROM app.many");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
        try (Connected connected = replaying(driver, "on");
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(driver.equals("mysql") ? Integer.MIN_VALUE : 10);
            ResultSet rows = statement.executeQuery("SELECT id, filler FROM many ORDER BY id");
            int count = 0;
            while (rows.next()) {
                if (++count == 5) {
                    killAndPromote();
                }
            }
            assertThat(count).isEqualTo(3600);
            rows.close();
            connection.commit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void whatTheApplicationHasSeenMustStillBeSo(String driver) throws Exception {
        try (Connected connected = replaying(driver, "on");
                Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            assertThat(stock(connection, 1, "")).isEqualTo("10");
            killAndPromote();
            cluster.source().execute("UPDATE app.item SET stock = 5 WHERE id = 1");
            assertThatThrownBy(() -> update(connection, "UPDATE item SET stock = 9 WHERE id = 1"))
                    .isInstanceOf(TransactionLostException.class)
                    .hasMessageContaining("could not be replayed", "statement 1")
                    .hasMessageContaining("gave other rows than before");
            assertThatThrownBy(connection::commit).isInstanceOf(TransactionLostException.class);
            connection.rollback();
            assertThat(stock(connection, 1, "")).isEqualTo("5");
            connection.commit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aGeneratedKeyThatWasSeenIsGivenAgain(String driver) throws Exception {
        try (Connected connected = replaying(driver, "on");
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO item (name) VALUES ('mine')", Statement.RETURN_GENERATED_KEYS);
            long key = key(statement);
            killAndPromote();
            cluster.source().execute("INSERT INTO app.item (id, name) VALUES (" + (key + 1) + ", 'theirs')");
            update(connection, "UPDATE item SET stock = 1 WHERE id = " + key);
            assertThat(key(statement)).as("asked again").isEqualTo(key);
            connection.commit();
            assertThat(cluster.source().query("SELECT name FROM app.item WHERE id = " + key))
                    .isEqualTo("mine");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aSwitchoverInTheMiddleIsNotNoticed(String driver) throws Exception {
        try (Connected connected = replaying(driver, "on");
                Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            Savepoint all = connection.setSavepoint("all");
            update(connection, "UPDATE item SET stock = 1 WHERE id = 1");
            Savepoint one = connection.setSavepoint("one");
            update(connection, "UPDATE item SET stock = 2 WHERE id = 1");
            connection.rollback(one);
            connection.releaseSavepoint(all);
            try (PreparedStatement batch = connection.prepareStatement("UPDATE item SET stock = ? WHERE id = ?")) {
                for (int id = 2; id <= 3; id++) {
                    batch.setInt(1, id * 100);
                    batch.setInt(2, id);
                    batch.addBatch();
                }
                assertThat(batch.executeBatch()).containsExactly(1, 1);
                connection.setSavepoint("three");
                cluster.switchover(cluster.replicas().get(0));
                connection.commit();
            }
            assertThat(cluster.source().query("SELECT GROUP_CONCAT(stock ORDER BY id) FROM app.item"))
                    .isEqualTo("1,200,300");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aTransactionBegunBySqlIsReplayedAsWell(String driver) throws Exception {
        try (Connected connected = replaying(driver, "on");
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("START TRANSACTION");
            statement.executeUpdate("UPDATE item SET stock = 1 WHERE id = 1");
            killAndPromote();
            statement.executeUpdate("UPDATE item SET stock = 1 WHERE id = 2");
            statement.execute("COMMIT");
            assertThat(cluster.source().query("SELECT SUM(stock) FROM app.item"))
                    .isEqualTo("32");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aReadOnlyTransactionGoesOnOnAnotherReplica(String driver) throws Exception {
        try (Connected connected = replaying(driver, "on");
                Connection connection = connected.readOnly()) {
            connection.setAutoCommit(false);
            assertThat(stock(connection, 1, "")).isEqualTo("10");
            cluster.replicas().forEach(TestNode::kill);
            assertThat(stock(connection, 2, "")).isEqualTo("20");
            connection.commit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void whatCannotBeReplayedSaysWhy(String driver) throws Exception {
        try (Connected connected = Connected.to(
                        cluster,
                        Connected.builder(cluster, cluster.jdbcHosts(), driver)
                                .set(Setting.REPLAY, "on")
                                .set(Setting.REPLAY_LIMIT, "2"));
                Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 3; i++) {
                update(connection, "UPDATE item SET stock = stock + 1 WHERE id = 1");
            }
            killAndPromote();
            assertThatThrownBy(() -> update(connection, "UPDATE item SET stock = stock + 1 WHERE id = 1"))
                    .isInstanceOf(TransactionLostException.class)
                    .hasMessageContaining("more than 2 statements");
            connection.rollback();
            assertThat(stock(connection, 1, "")).isEqualTo("10");
            connection.commit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aDeadlockIsReplayedIfThatIsAskedFor(String driver) throws Exception {
        try (Connected connected = replaying(driver, "conflicts")) {
            CountDownLatch both = new CountDownLatch(2);
            Future<?> one = connected.inBackground(() -> transfer(connected, both, 1, 2));
            Future<?> other = connected.inBackground(() -> transfer(connected, both, 2, 1));
            one.get(30, TimeUnit.SECONDS);
            other.get(30, TimeUnit.SECONDS);
            assertThat(cluster.source().query("SELECT GROUP_CONCAT(stock ORDER BY id) FROM app.item"))
                    .isEqualTo("12,22,30");
        }
    }

    private static Object transfer(Connected connected, CountDownLatch both, int first, int second) throws Exception {
        try (Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            update(connection, "UPDATE item SET stock = stock + 1 WHERE id = " + first);
            both.countDown();
            both.await(20, TimeUnit.SECONDS);
            update(connection, "UPDATE item SET stock = stock + 1 WHERE id = " + second);
            connection.commit();
            return "done";
        }
    }

    private static long key(Statement statement) throws SQLException {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            assertThat(keys.next()).isTrue();
            return keys.getLong(1);
        }
    }

    private static String stock(Connection connection, int id, String more) throws SQLException {
        return Connected.query(connection, "SELECT stock FROM item WHERE id = " + id + more);
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private void killAndPromote() {
        cluster.source().kill();
        cluster.promote(cluster.bestReplica());
    }

    private Connected replaying(String driver, String mode) {
        return Connected.to(
                cluster, Connected.builder(cluster, cluster.jdbcHosts(), driver).set(Setting.REPLAY, mode));
    }
}
