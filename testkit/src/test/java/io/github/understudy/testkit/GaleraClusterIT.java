package io.github.understudy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.understudy.testkit.junit.ClusterTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("galera")
@ClusterTest(kind = ClusterKind.GALERA)
class GaleraClusterIT {
    private final Cluster cluster;

    GaleraClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTable() {
        cluster.node(0).execute("DROP TABLE IF EXISTS app.t");
        cluster.node(0).execute("CREATE TABLE app.t (id INT PRIMARY KEY)");
    }

    @Test
    void allNodesTakeWritesAndHaveThem() {
        for (TestNode node : cluster.nodes()) {
            node.execute("INSERT INTO app.t VALUES (" + node.index() + ")");
        }
        cluster.nodes().forEach(node -> awaitRows(node, 3));
    }

    @Test
    void aKilledNodeComesBackWithWhatItMissed() {
        cluster.node(2).kill();
        cluster.node(0).execute("INSERT INTO app.t VALUES (1)");

        cluster.node(2).start();

        awaitRows(cluster.node(2), 1);
        cluster.galera().awaitWhole();
    }

    @Test
    void afterAllHaveDiedNothingIsMissing() {
        cluster.node(1).execute("INSERT INTO app.t VALUES (1)");
        cluster.nodes().forEach(TestNode::kill);

        cluster.galera().startAll();

        cluster.nodes().forEach(node -> awaitRows(node, 1));
    }

    @Test
    void anIsolatedNodeServesNobodyUntilItIsBack() {
        cluster.galera().isolate(cluster.node(1));
        await().untilAsserted(() -> assertThatThrownBy(() -> cluster.node(1).query("SELECT COUNT(*) FROM app.t"))
                .hasMessageContaining("WSREP"));
        cluster.node(0).execute("INSERT INTO app.t VALUES (1)");

        cluster.galera().rejoin(cluster.node(1));

        cluster.galera().awaitWhole();
        awaitRows(cluster.node(1), 1);
    }

    @Test
    void restoringEndsWhatHasBeenDone() {
        cluster.galera().desync(cluster.node(0));
        cluster.galera().rejectQueries(cluster.node(1));
        cluster.node(2).shutdown();

        cluster.restore();

        cluster.galera().awaitWhole();
        assertThat(cluster.node(0).query("SELECT @@global.wsrep_desync")).isEqualTo("0");
        assertThat(cluster.node(1).query("SELECT 1")).isEqualTo("1");
    }

    private static void awaitRows(TestNode node, int count) {
        await().untilAsserted(() ->
                assertThat(node.query("SELECT COUNT(*) FROM app.t")).isEqualTo("" + count));
    }
}
