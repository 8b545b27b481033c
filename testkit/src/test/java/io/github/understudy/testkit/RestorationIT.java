package io.github.understudy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.understudy.testkit.junit.ClusterTest;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was broken is mended, and the data stays. */
@ClusterTest(replicas = 2)
class RestorationIT {

    private final Cluster cluster;

    RestorationIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void writeSomething() {
        cluster.source().execute("CREATE TABLE IF NOT EXISTS app.t (id INT PRIMARY KEY AUTO_INCREMENT)");
        cluster.source().execute("DELETE FROM app.t");
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
    }

    @AfterEach
    void assertRestored() {
        cluster.restore();

        assertThat(cluster.source()).isSameAs(cluster.node(0));
        assertThat(cluster.nodes()).allMatch(TestNode::isRunning).noneMatch(TestNode::isFrozen);
        assertThat(cluster.nodes()).allMatch(node -> node.network().isHealthy());
        assertThat(cluster.nodes())
                .extracting(node -> node.query("SELECT @@read_only"))
                .containsExactly("0", "1", "1");
        cluster.source().execute("INSERT INTO app.t VALUES ()");
        String rows = cluster.source().query("SELECT COUNT(*) FROM app.t");
        cluster.replicas()
                .forEach(replica -> await().atMost(Duration.ofSeconds(2))
                        .until(() -> Objects.equals(replica.query("SELECT COUNT(*) FROM app.t"), rows)));
    }

    @Test
    void nothingBroken() {
        assertThat(cluster.source()).isSameAs(cluster.node(0));
    }

    @Test
    void deadReplica() {
        cluster.node(2).kill();
    }

    @Test
    void deadSource() {
        cluster.source().kill();
    }

    @Test
    void allDead() {
        cluster.nodes().forEach(TestNode::kill);
    }

    @Test
    void otherSource() {
        cluster.switchover(cluster.node(1));
    }

    @Test
    void promotedSourceAndDeadOldOne() {
        cluster.source().kill();
        cluster.promote(cluster.node(2));
        cluster.source().execute("INSERT INTO app.t VALUES ()");
    }

    @Test
    void splitBrain() {
        cluster.source().freeze();
        cluster.promote(cluster.node(2));
        cluster.node(0).thaw();
        cluster.node(0).execute("INSERT INTO app.t VALUES (100)");
        cluster.node(2).execute("INSERT INTO app.t VALUES (200)");
    }

    @Test
    void frozenReplica() {
        cluster.node(1).freeze();
    }

    @Test
    void halfOpenSource() {
        cluster.source().network().halfOpen();
    }

    @Test
    void halfOpenSourceThatTheTestHealed() {
        cluster.source().network().halfOpen();
        cluster.source().network().heal();
    }

    @Test
    void blackHole() {
        cluster.source().network().blackHole();
    }

    @Test
    void refusal() {
        cluster.source().network().refuse();
    }

    @Test
    void slowNetwork() {
        cluster.source().network().delay(Duration.ofSeconds(5));
        cluster.source().network().bandwidth(100);
        cluster.source().execute("INSERT INTO app.t VALUES (1)");
    }

    @Test
    void lag() {
        cluster.lag(cluster.node(1), Duration.ofHours(1));
        cluster.source().execute("INSERT INTO app.t VALUES (1)");
    }

    @Test
    void stoppedReplication() {
        cluster.node(1).stopApplier();
        cluster.node(2).stopReceiver();
        cluster.source().execute("INSERT INTO app.t VALUES (1)");
    }

    @Test
    void writableReplicaWithOwnTransaction() {
        cluster.node(1).execute("SET GLOBAL read_only=0");
        cluster.node(1).execute("INSERT INTO app.t VALUES (300)");
    }

    @Test
    void brokenReplication() {
        cluster.node(1).execute("SET GLOBAL read_only=0");
        cluster.node(1).execute("DROP TABLE app.t");
        cluster.source().execute("INSERT INTO app.t VALUES (1)");
    }

    @Test
    void readOnlySource() {
        cluster.demote(cluster.source());
    }

    @Test
    void movedSource() {
        cluster.source().move();
    }
}
