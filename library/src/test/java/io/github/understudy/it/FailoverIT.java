package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.event.EventType;
import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every fault under load: what was acknowledged is there, once. */
@ClusterTest(semiSync = true)
class FailoverIT {
    private static final int WRITERS = 6;
    private static final String CLEAN = "lost 0, doubled 0";

    private final Cluster cluster;

    FailoverIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void carriesOnAfterTheSourceIsKilledAndAReplicaPromoted() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            Ledger ledger = new Ledger(connected, "killed").write(WRITERS);
            ledger.awaitProgress(50);

            cluster.source().kill();
            cluster.promote(cluster.bestReplica());
            ledger.awaitProgress(50);

            assertThat(ledger.stop().audit(cluster)).isEqualTo(CLEAN);
            assertThat(ledger.failures().keySet()).isSubsetOf("TransactionLostException", "OutcomeUnknownException");
            assertThat(connected.isSource(cluster.source())).isTrue();
            assertThat(connected.events(EventType.WRITES_LOST)).isEmpty();
        }
    }

    @Test
    void aPlannedSwitchoverLosesNothing() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            Ledger ledger = new Ledger(connected, "switched").write(WRITERS);
            ledger.awaitProgress(50);

            cluster.switchover(cluster.replicas().get(0));
            ledger.awaitProgress(50);

            assertThat(ledger.stop().audit(cluster)).isEqualTo(CLEAN);
            assertThat(ledger.failures().keySet()).isSubsetOf("TransactionLostException");
            assertThat(connected.events(EventType.WRITES_LOST)).isEmpty();
            assertThat(connected.events(EventType.ERRANT_TRANSACTIONS)).isEmpty();
        }
    }

    @Test
    void noAutocommitStatementFailsInAPlannedSwitchover() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            connected.update("CREATE TABLE IF NOT EXISTS plain (id INT AUTO_INCREMENT PRIMARY KEY)");
            boolean[] stopped = {false};
            Future<Integer> writing = connected.inBackground(() -> {
                int written = 0;
                while (!stopped[0]) {
                    written += connected.update("INSERT INTO plain VALUES ()");
                }
                return written;
            });

            cluster.switchover(cluster.replicas().get(0));
            cluster.switchover(cluster.replicas().get(0));
            stopped[0] = true;

            int written = writing.get(40, TimeUnit.SECONDS);
            assertThat(connected.newest("SELECT COUNT(*) FROM plain")).isEqualTo(Integer.toString(written));
        }
    }

    @Test
    void aFrozenSourceFreesItsThreadsWithinTheDetectionTime() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            connected.update("CREATE TABLE IF NOT EXISTS frozen (id INT PRIMARY KEY)");
            TestNode source = cluster.source();
            try (Connection held = connected.connection();
                    Statement statement = held.createStatement()) {
                statement.executeUpdate("DELETE FROM frozen");
                source.freeze();
                long start = System.nanoTime();

                assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO frozen VALUES (1)"))
                        .isInstanceOf(OutcomeUnknownException.class)
                        .hasMessageContaining(source.address());

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2600));
            }
            cluster.promote(cluster.bestReplica());
            connected.update("INSERT INTO frozen VALUES (2)");
            source.thaw();
            Connected.await().until(() -> connected.node(source).state() == NodeState.QUARANTINED);
            connected.update("INSERT INTO frozen VALUES (3)");
            assertThat(connected.newest("SELECT COUNT(*) FROM frozen WHERE id IN (2, 3)"))
                    .isEqualTo("2");
        }
    }

    @Test
    void aBlackHoledSourceIsLeft() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            Ledger ledger = new Ledger(connected, "black_holed").write(WRITERS);
            ledger.awaitProgress(50);
            TestNode old = cluster.source();

            old.network().blackHole();
            Connected.await().until(() -> connected.node(old).state() == NodeState.DOWN);
            // Nobody may write to the old source behind the wall while the new one is made.
            old.kill();
            cluster.promote(cluster.bestReplica());
            ledger.awaitProgress(50);

            assertThat(ledger.stop().audit(cluster)).isEqualTo(CLEAN);
        }
    }

    @Test
    void writesWaitWhileTheSourceIsReadOnlyAndGoOnAfterwards() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            connected.update("CREATE TABLE IF NOT EXISTS demoted (id INT PRIMARY KEY)");
            connected.update("DELETE FROM demoted");
            cluster.demote(cluster.source());
            Future<Integer> waiting = connected.inBackground(() -> connected.update("INSERT INTO demoted VALUES (1)"));
            Connected.await()
                    .until(() -> !connected.events(EventType.SOURCE_LOST).isEmpty());
            assertThat(waiting).isNotDone();

            cluster.promote(cluster.replicas().get(0));

            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(connected.newest("SELECT COUNT(*) FROM demoted")).isEqualTo("1");
        }
    }

    @Test
    void anOpenTransactionIsToldThatItIsLostAndTheConnectionRefusesToCommit() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connected.update("CREATE TABLE IF NOT EXISTS open (id INT PRIMARY KEY)");
            connected.update("DELETE FROM open");
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO open VALUES (1)");

            cluster.source().kill();
            cluster.promote(cluster.bestReplica());

            assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO open VALUES (2)"))
                    .isInstanceOf(TransactionLostException.class)
                    .hasMessageContaining("rolled back for certain");
            assertThatThrownBy(connection::commit).isInstanceOf(TransactionLostException.class);
            connection.rollback();
            statement.executeUpdate("INSERT INTO open VALUES (3)");
            connection.commit();
            assertThat(connected.newest("SELECT GROUP_CONCAT(id) FROM open")).isEqualTo("3");
        }
    }

    @Test
    void aTransactionOnADemotedSourceIsLostForCertain() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connected.update("CREATE TABLE IF NOT EXISTS halfway (id INT PRIMARY KEY)");
            connected.update("DELETE FROM halfway");
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO halfway VALUES (1)");

            Future<?> switching = connected.inBackground(() -> {
                cluster.switchover(cluster.replicas().get(0));
                return null;
            });
            Connected.await()
                    .until(() -> !connected.events(EventType.SOURCE_LOST).isEmpty() || switching.isDone());
            commitAtLast(connection, statement);
            switching.get(40, TimeUnit.SECONDS);

            assertThat(connected.newest("SELECT COUNT(*) FROM halfway")).isEqualTo("1");
        }
    }

    private static void commitAtLast(Connection connection, Statement statement) throws SQLException {
        try {
            connection.commit();
        } catch (TransactionLostException expected) {
            connection.rollback();
            statement.executeUpdate("INSERT INTO halfway VALUES (1)");
            connection.commit();
        }
    }

    @Test
    void survivesThatAllServersGoDownAndComeBack() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            connected.update("CREATE TABLE IF NOT EXISTS back (id INT PRIMARY KEY)");
            connected.update("DELETE FROM back");
            cluster.replicas().forEach(TestNode::shutdown);
            cluster.source().kill();
            Connected.await()
                    .until(() -> connected.dataSource.topology().nodes().stream()
                            .allMatch(node -> node.state() == NodeState.DOWN));
            Future<Integer> waiting = connected.inBackground(() -> connected.update("INSERT INTO back VALUES (1)"));

            cluster.source().start();
            cluster.replicas().forEach(TestNode::start);

            assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            Connected.await()
                    .until(() -> connected.dataSource.topology().nodes().stream()
                            .allMatch(node -> node.state() == NodeState.UP && node.role() != Role.UNKNOWN));
        }
    }

    @Test
    void anOldSourceThatReturnsWritableGetsNoWork() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            Ledger ledger = new Ledger(connected, "second_writable").write(WRITERS);
            ledger.awaitProgress(50);
            TestNode old = cluster.source();
            old.kill();
            cluster.promote(cluster.bestReplica());
            ledger.awaitProgress(50);

            old.startAsFound();
            Connected.await().until(() -> connected.node(old).state() == NodeState.QUARANTINED);
            String before = old.query("SELECT COUNT(*) FROM app.second_writable");
            ledger.awaitProgress(50);

            assertThat(old.query("SELECT COUNT(*) FROM app.second_writable")).isEqualTo(before);
            assertThat(ledger.stop().audit(cluster)).isEqualTo(CLEAN);
            assertThat(connected.events(EventType.NODE_QUARANTINED)).isNotEmpty();
        }
    }

    @Test
    void aRequestThatCantBeServedSaysWhatWasTriedAndWhy() throws Exception {
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.node(1).address())
                        .set(io.github.understudy.Setting.WAIT_TIMEOUT, Duration.ofSeconds(3)))) {
            cluster.source().kill();

            assertThatThrownBy(() -> connected.update("DELETE FROM nothing"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("No server can take this request")
                    .hasMessageContaining("Nothing was sent")
                    .hasMessageContaining(cluster.source().address())
                    .hasMessageContaining("is not the source but REPLICA");
        }
    }
}
