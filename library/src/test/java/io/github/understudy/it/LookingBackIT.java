package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.SessionLostException;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that ask about an earlier one: they get its answer or none, and begin transactions like any other. */
@ClusterTest(replicas = 2)
class LookingBackIT {
    private static final String VALUE = "SELECT v FROM counters WHERE k = 0";
    private static final String KEY = "SELECT LAST_INSERT_ID()";

    private final Cluster cluster;

    LookingBackIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTables() {
        Counters.create(cluster, 2);
        StoredRoutines.create(cluster);
    }

    @Test
    void whatALostServerWouldHaveToTellIsNotWaitedFor() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE counters SET v = 9 WHERE k = 0");
            TestNode before = cluster.source();
            before.kill();
            cluster.promote(cluster.bestReplica());
            Connected.await().until(() -> connected.isSource(cluster.source()));
            connected.update("UPDATE counters SET v = 10 WHERE k = 0");
            long start = System.nanoTime();
            assertThatThrownBy(() -> statement.executeQuery("SHOW WARNINGS"))
                    .isInstanceOf(SessionLostException.class)
                    .hasMessageContaining("the statement before");
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .as("seconds, of a wait-timeout of 30")
                    .isLessThan(15);
        }
    }

    @Test
    void aTransactionThatBeginsWithALookBackIsCommitted() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            try (Connection connection = connected.connection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.executeUpdate("UPDATE counters SET v = 9 WHERE k = 0 AND FOUND_ROWS() IS NOT NULL");
                connection.commit();
            }
            assertThat(cluster.source().query("SELECT v FROM app.counters WHERE k = 0"))
                    .isEqualTo("9");
        }
    }

    @Test
    void aTransactionAfterARollbackMayBeginWithALookBackToo() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            try (Connection connection = connected.connection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.executeUpdate("INSERT INTO keyed (v) VALUES (7)");
                connection.rollback();
                statement.executeUpdate("INSERT INTO keyed (v) VALUES (ROW_COUNT() * 0 + 5)");
                connection.commit();
            }
            assertThat(cluster.source().query("SELECT GROUP_CONCAT(v) FROM app.keyed"))
                    .isEqualTo("5");
        }
    }

    @Test
    void theSnapshotOfAReadThatLooksBackEndsWithItsTransaction() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            Connected.query(connection, "SELECT v, FOUND_ROWS() FROM counters WHERE k = 0");
            connection.commit();
            connected.update("UPDATE counters SET v = 4 WHERE k = 0");
            assertThat(Connected.query(connection, VALUE)).isEqualTo("4");
        }
    }

    @Test
    void aLostTransactionThatLooksBackIsNeverSaidToBeCommitted() throws Exception {
        try (Connected connected = Connected.to(
                        cluster, Connected.builder(cluster, cluster.jdbcHosts()).set(Setting.WAIT_TIMEOUT, "3s"));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("UPDATE counters SET v = ROW_COUNT() * 0 + 5 WHERE k = 0");
            TestNode source = cluster.source();
            source.kill();
            assertThatThrownBy(connection::commit)
                    .isInstanceOfAny(TransactionLostException.class, OutcomeUnknownException.class);
            source.start();
            assertThat(source.query("SELECT v FROM app.counters WHERE k = 0")).isEqualTo("0");
        }
    }

    @Test
    void aReadThatLooksBackAtAReplicaWaitsForWhatItsThreadWroteElsewhere() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection()) {
            Connected.query(connection, VALUE);
            cluster.replicas().forEach(TestNode::stopApplier);
            connected.update("UPDATE counters SET v = 3 WHERE k = 0");
            Future<?> later = connected.inBackground(() -> {
                Thread.sleep(700);
                cluster.replicas().forEach(TestNode::startReplication);
                return null;
            });
            assertThat(Connected.query(connection, "SELECT v, FOUND_ROWS() FROM counters WHERE k = 0"))
                    .isEqualTo("3");
            later.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void theKeyOfAnInsertIsNotAnsweredByTheNextSource() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO keyed (v) VALUES (1)");
            switchOver(connected);
            statement.executeUpdate("UPDATE counters SET v = 1 WHERE k = 0");
            assertThatThrownBy(() -> Connected.query(connection, KEY)).isInstanceOf(SessionLostException.class);
            statement.executeUpdate("INSERT INTO keyed (id, v) VALUES (NULL, 2)");
            assertThat(Connected.query(connection, KEY))
                    .as("a new key")
                    .isEqualTo(cluster.source().query("SELECT MAX(id) FROM app.keyed"));
        }
    }

    @Test
    void theKeyOfAnInsertIsNotWrittenByATransactionOnTheNextSource() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO keyed (v) VALUES (1)");
            switchOver(connected);
            statement.execute("BEGIN");
            assertThatThrownBy(
                            () -> statement.executeUpdate("INSERT INTO keyed (id, v) VALUES (100, LAST_INSERT_ID())"))
                    .isInstanceOf(SessionLostException.class);
            statement.execute("ROLLBACK");
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.keyed")).isEqualTo("1");
        }
    }

    @Test
    void aReadThatAReplicaRefusesDoesNotLoseTheKeyOfAnInsert() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO keyed (v) VALUES (1)");
            Connected.query(connection, "SELECT one FROM counting");
            statement.executeUpdate("UPDATE counters SET v = 1 WHERE k = 1");
            assertThat(Connected.query(connection, KEY)).isEqualTo("1");
        }
    }

    private void switchOver(Connected connected) {
        cluster.switchover(cluster.replicas().get(0));
        Connected.await().until(() -> connected.isSource(cluster.source()));
    }
}
