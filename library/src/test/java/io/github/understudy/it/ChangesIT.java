package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cluster becomes another one while the application runs, which is never restarted and learns of it by itself. */
@ClusterTest(replicas = 3, semiSync = true)
class ChangesIT {
    private static final String CLEAN = "lost 0, doubled 0";

    private final Cluster cluster;

    ChangesIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aReplicaIsRepointedAndTheTreeIsFollowed() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            Ledger ledger = ledger(connected, "repointed");
            TestNode middle = cluster.node(1);
            TestNode leaf = cluster.node(2);

            cluster.follow(leaf, middle);
            progress(ledger);
            Connected.await().until(() -> connected.node(leaf).readable());

            cluster.follow(leaf, cluster.source());
            progress(ledger);
            Connected.await().until(() -> connected.node(leaf).readable());

            assertThat(ledger.stop().audit(cluster)).isEqualTo(CLEAN);
            assertThat(ledger.failures()).isEmpty();
        }
    }

    /** Nodes 0 and 1 are the seeds; 2 and 3 come later, and then the seeds go for good, one after the other. */
    @Test
    void allSeedsAreReplacedOverTimeAndThenEverythingGoesDownAndComesUp() throws Exception {
        List<TestNode> seeds = List.of(cluster.node(0), cluster.node(1));
        List<TestNode> added = List.of(cluster.node(2), cluster.node(3));
        added.forEach(TestNode::kill);
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(
                                cluster,
                                seeds.get(0).address() + "," + seeds.get(1).address())
                        .set(Setting.DETECTION_TIME, Duration.ofSeconds(1)))) {
            Ledger ledger = ledger(connected, "replaced");
            for (TestNode node : added) {
                cluster.wipeAndRejoin(node);
                progress(ledger);
                Connected.await().until(() -> connected.node(node).readable());
            }

            seeds.get(1).kill();
            progress(ledger);
            cluster.switchover(added.get(0));
            progress(ledger);
            seeds.get(0).kill();
            progress(ledger);
            Connected.await()
                    .until(() ->
                            seeds.stream().allMatch(it -> connected.node(it).state() == NodeState.DOWN));
            assertThat(connected.isSource(added.get(0))).isTrue();

            added.forEach(TestNode::kill);
            Connected.await()
                    .until(() ->
                            added.stream().allMatch(it -> connected.node(it).state() == NodeState.DOWN));
            added.forEach(TestNode::start);
            progress(ledger);

            cluster.switchover(added.get(1));
            progress(ledger);
            assertThat(connected.isSource(added.get(1))).isTrue();
            assertThat(ledger.stop().audit(cluster)).isEqualTo(CLEAN);
        }
    }

    private static Ledger ledger(Connected connected, String table) throws Exception {
        Ledger ledger = new Ledger(connected, table)
                .pause(Duration.ofMillis(5))
                .write(3)
                .read(2);
        progress(ledger);
        return ledger;
    }

    private static void progress(Ledger ledger) {
        ledger.awaitProgress(20);
        ledger.awaitReads(20);
    }
}
