package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.exception.SessionLostException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several statements on one connection, of which one does more than its text or its turn tells. */
@ClusterTest(replicas = 2)
class ConversationIT {
    private static final String VALUE = "SELECT v FROM counters WHERE k = 0";
    private static final String WRITE = "UPDATE counters SET v = 4 WHERE k = 0";

    /** Many minutes' work, a few rows at a time. */
    private static final String SLOW = "SELECT SHA2(REPEAT('x', 60000 + c0.k), 512) FROM "
            + IntStream.range(0, 13).mapToObj(i -> "counters c" + i).collect(Collectors.joining(", "));

    private final Cluster cluster;

    ConversationIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTables() {
        Counters.create(cluster, 3);
        StoredRoutines.create(cluster);
    }

    @Test
    void aVariableSetByAFunctionIsNotLostSilently() throws Exception {
        try (Connected connected = Connected.to(cluster, told());
                Connection connection = connected.connection()) {
            Connected.query(connection, "SELECT app.remembers(5)");
            cluster.switchover(cluster.replicas().get(0));
            Connected.await().until(() -> connected.isSource(cluster.source()));
            assertThatThrownBy(() -> Connected.query(connection, "SELECT @kept"))
                    .isInstanceOf(SessionLostException.class);
        }
    }

    @Test
    void aVariableSetByAFunctionDoesNotReachTheNextUser() throws Exception {
        try (Connected connected = Connected.to(cluster, told().property("understudy.pool.maximumPoolSize", "1"))) {
            connected.query("SELECT app.remembers(5)");
            assertThat(connected.query("SELECT @kept")).isNull();
        }
    }

    /** With Connector/J: it passes on what the servers tell of a session's state. */
    private UnderstudyBuilder told() {
        return Connected.builder(cluster, cluster.jdbcHosts(), "mysql");
    }

    @Test
    void whatAProcedureReadAfterItsWriteIsSeenFromThenOn() throws Exception {
        cluster.source().execute("DROP PROCEDURE IF EXISTS app.writes_and_waits");
        cluster.source()
                .execute("CREATE PROCEDURE app.writes_and_waits() BEGIN DECLARE waited INT DEFAULT 0;"
                        + " UPDATE counters SET v = 1 WHERE k = 0;"
                        + " WHILE waited < 1000 AND (SELECT v FROM counters WHERE k = 1) = 0 DO"
                        + " DO SLEEP(0.02); SET waited = waited + 1; END WHILE;"
                        + " SELECT v FROM counters WHERE k = 1; END");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
        // Probes are so rare that they don't tell in between.
        try (Connected connected = Connected.to(
                cluster, Connected.builder(cluster, cluster.jdbcHosts()).set(Setting.DETECTION_TIME, "20s"))) {
            Future<?> other = connected.inBackground(() -> {
                cluster.nodes().forEach(ConversationIT::awaitWritten);
                cluster.replicas().forEach(TestNode::stopApplier);
                cluster.source().execute("UPDATE app.counters SET v = 77 WHERE k = 1");
                return null;
            });
            assertThat(connected.query("CALL app.writes_and_waits()")).isEqualTo("77");
            other.get(20, TimeUnit.SECONDS);
            assertThat(connected.query("SELECT v FROM counters WHERE k = 1")).isEqualTo("77");
        }
    }

    private static void awaitWritten(TestNode node) {
        Connected.await()
                .until(() ->
                        node.query("SELECT v FROM app.counters WHERE k = 0").equals("1"));
    }

    @Test
    void theTransactionThatAskingForColumnsBeganIsEndedByCommit() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(VALUE)) {
                statement.getMetaData();
                connection.commit();
                connected.update(WRITE);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    assertThat(row.getInt(1)).isEqualTo(4);
                }
            }
        }
    }

    @Test
    void aRowCanBeWrittenWhileRowsAreReadOverTheOnlyConnection() throws Exception {
        cluster.replicas().forEach(TestNode::shutdown);
        UnderstudyBuilder small = Connected.builder(cluster, cluster.source().address())
                .set(Setting.WAIT_TIMEOUT, "3s")
                .property("understudy.pool.maximumPoolSize", "1");
        try (Connected connected = Connected.to(cluster, small);
                Connection connection = connected.connection();
                Statement reading = connection.createStatement();
                Statement writing = connection.createStatement();
                ResultSet rows = reading.executeQuery("SELECT k FROM counters")) {
            while (rows.next()) {
                writing.executeUpdate("UPDATE counters SET v = 2 WHERE k = " + rows.getInt(1));
            }
        }
        assertThat(cluster.source().query("SELECT SUM(v) FROM app.counters")).isEqualTo("6");
    }

    @Test
    void aResultReadToItsEndHasNothingAfterItThoughTheWorkHasMovedOn() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement reading = connection.createStatement();
                Statement writing = connection.createStatement()) {
            reading.execute(VALUE);
            try (ResultSet rows = reading.getResultSet()) {
                while (rows.next()) {
                    writing.executeUpdate(WRITE);
                }
            }
            assertThat(reading.getMoreResults()).isFalse();
            assertThat(reading.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void aResultNotYetAskedForIsThereAfterAnotherStatementWrote() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement reading = connection.createStatement();
                Statement writing = connection.createStatement()) {
            assertThat(reading.execute(VALUE)).isTrue();
            writing.executeUpdate(WRITE);
            try (ResultSet rows = reading.getResultSet()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isZero();
            }
        }
    }

    @Test
    void abortFreesWhoReadsAResultThatTheWorkHasLeftBehind() throws Exception {
        // Nobody but abort frees the thread.
        try (Connected connected = Connected.to(cluster, told().set(Setting.DETECTION_TIME, "20s"))) {
            Connection connection = connected.connection();
            Statement streaming = connection.createStatement();
            streaming.setFetchSize(Integer.MIN_VALUE);
            ResultSet rows = streaming.executeQuery(SLOW);
            try (Statement writing = connection.createStatement()) {
                writing.executeUpdate(WRITE);
            }
            AtomicLong read = new AtomicLong();
            Future<?> reader = connected.inBackground(() -> {
                while (rows.next()) {
                    read.incrementAndGet();
                }
                return null;
            });
            Connected.await().until(() -> read.get() > 10);
            Future<?> aborting = connected.inBackground(() -> {
                connection.abort(Runnable::run);
                return null;
            });
            aborting.get(5, TimeUnit.SECONDS);
            assertThatThrownBy(() -> reader.get(5, TimeUnit.SECONDS)).isNotInstanceOf(TimeoutException.class);
        }
    }
}
