package io.github.understudy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.understudy.testkit.junit.ClusterTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("galera")
@ClusterTest(kind = ClusterKind.GALERA, followers = 1)
class GaleraFollowersIT {
    private final Cluster cluster;
    private final TestNode follower;

    GaleraFollowersIT(Cluster cluster) {
        this.cluster = cluster;
        this.follower = cluster.node(3);
    }

    @BeforeEach
    void createTable() {
        cluster.node(0).execute("DROP TABLE IF EXISTS app.t");
        cluster.node(0).execute("CREATE TABLE app.t (id INT PRIMARY KEY)");
    }

    @Test
    void aFollowerHasWhatAnyNodeWritesAndIsNoMember() {
        for (TestNode node : cluster.nodes().subList(0, 3)) {
            node.execute("INSERT INTO app.t VALUES (" + node.index() + ")");
        }
        awaitRows(3);
        assertThat(follower.query("SELECT @@wsrep_on")).isEqualTo("0");
        assertThat(follower.query("SELECT @@read_only")).isEqualTo("1");
    }

    @Test
    void aFollowerGoesOnWhenItsNodeIsBack() {
        cluster.node(0).kill();
        cluster.node(1).execute("INSERT INTO app.t VALUES (1)");
        cluster.node(0).start();
        cluster.node(2).execute("INSERT INTO app.t VALUES (2)");
        awaitRows(2);
    }

    @Test
    void restoringBringsItBack() {
        follower.kill();
        cluster.node(1).execute("INSERT INTO app.t VALUES (1)");
        cluster.restore();
        assertThat(follower.query("SELECT COUNT(*) FROM app.t")).isEqualTo("1");
        follower.stopReceiver();
        cluster.node(1).execute("INSERT INTO app.t VALUES (2)");
        cluster.restore();
        assertThat(follower.query("SELECT COUNT(*) FROM app.t")).isEqualTo("2");
    }

    @Test
    void onlyAGaleraClusterHasFollowers() {
        assertThatThrownBy(() -> Cluster.mariadb().followers(1).start()).isInstanceOf(IllegalArgumentException.class);
    }

    /** It may not have the table yet. */
    private void awaitRows(int count) {
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(follower.query("SELECT COUNT(*) FROM app.t")).isEqualTo("" + count));
    }
}
