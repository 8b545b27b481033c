package io.github.understudy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.understudy.testkit.junit.ClusterTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("group")
@ClusterTest(kind = ClusterKind.GROUP)
class GroupClusterIT {
    private static final Duration DETECTION = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Group group;

    GroupClusterIT(Cluster cluster) {
        this.cluster = cluster;
        this.group = cluster.group();
    }

    @BeforeEach
    void createTable() {
        cluster.node(0).execute("DROP TABLE IF EXISTS app.t");
        cluster.node(0).execute("CREATE TABLE app.t (id INT PRIMARY KEY)");
    }

    @Test
    void theFirstNodeIsThePrimaryAndTheOthersHaveWhatItWrites() {
        cluster.node(0).execute("INSERT INTO app.t VALUES (1)");

        assertThat(group.primaries(cluster.node(2))).containsExactly(cluster.node(0));
        cluster.nodes().forEach(node -> awaitRows(node, 1));
    }

    @Test
    void anotherNodeIsElectedAndAllCanBePrimaries() {
        group.elect(cluster.node(1));
        assertThat(group.primaries(cluster.node(0))).containsExactly(cluster.node(1));

        group.switchToMultiPrimary();

        for (TestNode node : cluster.nodes()) {
            node.execute("INSERT INTO app.t VALUES (" + node.index() + ")");
        }
        cluster.nodes().forEach(node -> awaitRows(node, 3));
    }

    @Test
    void aKilledPrimaryIsReplacedAndComesBackWithWhatItMissed() {
        cluster.node(0).kill();
        awaitPrimary(cluster.node(1));
        group.primaries(cluster.node(1)).get(0).execute("INSERT INTO app.t VALUES (1)");

        cluster.node(0).start();

        awaitRows(cluster.node(0), 1);
        group.awaitWhole();
    }

    @Test
    void anIsolatedPrimaryCommitsNothingAndTheOthersElectAnotherOne() {
        group.isolate(cluster.node(0));
        awaitPrimary(cluster.node(1));

        assertThat(group.primaries(cluster.node(0))).containsExactly(cluster.node(0));
        group.primaries(cluster.node(1)).get(0).execute("INSERT INTO app.t VALUES (1)");
        assertThat(cluster.node(0).query("SELECT COUNT(*) FROM app.t")).isEqualTo("0");

        group.mend();
        await().atMost(DETECTION)
                .untilAsserted(() -> assertThat(group.state(cluster.node(0))).isNotEqualTo("OFFLINE"));
        awaitRows(cluster.node(0), 1);
    }

    /** The witness sees a primary that is not the first node, and can be written to. */
    private void awaitPrimary(TestNode witness) {
        await().atMost(DETECTION)
                .until(() -> group.primaries(witness).stream()
                        .anyMatch(
                                node -> node != cluster.node(0) && "0".equals(node.query("SELECT @@super_read_only"))));
    }

    private static void awaitRows(TestNode node, int count) {
        await().atMost(DETECTION)
                .untilAsserted(() ->
                        assertThat(node.query("SELECT COUNT(*) FROM app.t")).isEqualTo("" + count));
    }
}
