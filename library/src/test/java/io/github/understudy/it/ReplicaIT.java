package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.event.EventType;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Reads: which server they go to, and what happens when that one is lost. */
@ClusterTest
class ReplicaIT {
    private static final String WHERE = "SELECT @@server_id";

    private final Cluster cluster;

    ReplicaIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private static String idOf(TestNode node) {
        return String.valueOf(node.query("SELECT @@server_id"));
    }

    @Test
    void readOnlyConnectionsGoToTheReplicasAndAllElseToTheSource() throws Exception {
        // A thread that must not see an older state than before stays with its replica for a while.
        try (Connected connected = Connected.to(
                cluster, Connected.builder(cluster, cluster.jdbcHosts()).set(Setting.CONSISTENCY, "eventual"))) {
            Set<String> readers = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                try (Connection connection = connected.readOnly()) {
                    readers.add(Connected.query(connection, WHERE));
                }
            }
            assertThat(readers)
                    .containsExactlyInAnyOrder(
                            idOf(cluster.replicas().get(0)),
                            idOf(cluster.replicas().get(1)));
            assertThat(connected.query(WHERE)).isEqualTo(idOf(cluster.source()));
        }
    }

    @Test
    void aReadOnlyTransactionBegunBySqlGoesToAReplica() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("START TRANSACTION READ ONLY");
            assertThat(Connected.query(connection, WHERE)).isNotEqualTo(idOf(cluster.source()));
            statement.execute("COMMIT");
            assertThat(Connected.query(connection, WHERE)).isEqualTo(idOf(cluster.source()));
        }
    }

    @Test
    void aWriteOnAReadOnlyConnectionIsRefusedEverywhere() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            connected.update("CREATE TABLE IF NOT EXISTS refused (id INT)");
            try (Connection connection = connected.readOnly();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO refused VALUES (1)"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("read-only");
            }
            assertThat(connected.query("SELECT COUNT(*) FROM refused")).isEqualTo("0");
        }
    }

    @Test
    void noReadFailsWhenAReplicaIsKilled() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            boolean[] stopped = {false};
            AtomicInteger reads = new AtomicInteger();
            var reading = connected.inBackground(() -> {
                while (!stopped[0]) {
                    try (Connection connection = connected.readOnly()) {
                        Connected.query(connection, "SELECT 1");
                        reads.incrementAndGet();
                    }
                }
                return null;
            });
            Connected.await().until(() -> reads.get() > 100);

            TestNode victim = cluster.replicas().get(0);
            victim.kill();
            int before = reads.get();
            Connected.await().until(() -> reads.get() > before + 500);
            stopped[0] = true;

            reading.get();
            Connected.await().until(() -> connected.node(victim).state() == NodeState.DOWN);
        }
    }

    @Test
    void aFrozenReplicaIsLeftWithinTheDetectionTime() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            TestNode victim = cluster.replicas().get(0);
            victim.freeze();
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                try (Connection connection = connected.readOnly()) {
                    Connected.query(connection, "SELECT 1");
                }
            }
            // Some of them were stuck there, and were run again on the other one.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            Connected.await().until(() -> connected.node(victim).state() == NodeState.DOWN);
            victim.thaw();
            Connected.await().until(() -> connected.node(victim).readable());
        }
    }

    @Test
    void readsGoToTheSourceWhenThereIsNoReplica() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            cluster.replicas().forEach(TestNode::kill);
            for (int i = 0; i < 5; i++) {
                try (Connection connection = connected.readOnly()) {
                    assertThat(Connected.query(connection, WHERE)).isEqualTo(idOf(cluster.source()));
                }
            }
        }
    }

    @Test
    void aLaggingReplicaIsExcludedAndComesBack() throws Exception {
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.node(1).address())
                        .set(Setting.MAX_LAG, Duration.ofSeconds(2))
                        .set(Setting.READ_DELAYED, "true"))) {
            connected.update("CREATE TABLE IF NOT EXISTS lagging (id INT)");
            TestNode slow = cluster.replicas().get(0);
            cluster.lag(slow, Duration.ofSeconds(8));
            Connected.await().until(() -> {
                connected.update("INSERT INTO lagging VALUES (1)");
                return !connected.node(slow).readable();
            });
            assertThat(connected.node(slow).lag().behind()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(9));
            assertThat(connected.node(slow).reason()).contains("lags");
            for (int i = 0; i < 20; i++) {
                try (Connection connection = connected.readOnly()) {
                    assertThat(Connected.query(connection, WHERE)).isNotEqualTo(idOf(slow));
                }
            }

            cluster.unlag(slow);
            Connected.await().until(() -> connected.node(slow).readable());
            assertThat(connected.events(EventType.REPLICA_EXCLUDED)).isNotEmpty();
        }
    }

    @Test
    void aStoppedReplicaOfABusySourceLags() throws Exception {
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.node(1).address()).set(Setting.MAX_LAG, Duration.ofSeconds(1)))) {
            connected.update("CREATE TABLE IF NOT EXISTS stopped (id INT)");
            TestNode stopped = cluster.replicas().get(0);
            stopped.stopReceiver();
            Connected.await().until(() -> {
                connected.update("INSERT INTO stopped VALUES (1)");
                return !connected.node(stopped).readable();
            });
            stopped.startReplication();
            Connected.await().until(() -> connected.node(stopped).readable());
        }
    }

    @Test
    void aNodeThatChangesItsAddressIsFoundAgain() throws Exception {
        try (Connected connected = Connected.to(
                cluster, Connected.builder(cluster, cluster.source().address()))) {
            TestNode mover = cluster.replicas().get(0);
            String before = mover.address();

            mover.move();

            assertThat(mover.address()).isNotEqualTo(before);
            Connected.await()
                    .until(() -> connected.dataSource.topology().nodes().stream()
                            .anyMatch(node -> node.endpoint().toString().equals(mover.address()) && node.readable()));
            assertThat(connected.events(EventType.NODE_MOVED)).isNotEmpty();
            assertThat(connected.dataSource.topology().nodes()).hasSize(3);
        }
    }
}
