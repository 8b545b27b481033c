package io.github.understudy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Clusters other than a source with asynchronous replicas. */
class TopologyIT {

    @Nested
    @ClusterTest(replicas = 2, chained = true)
    class Chained {

        private final Cluster cluster;

        Chained(Cluster cluster) {
            this.cluster = cluster;
        }

        @BeforeEach
        void createTable() {
            cluster.source().execute("CREATE TABLE IF NOT EXISTS app.t (id INT PRIMARY KEY AUTO_INCREMENT)");
            cluster.source().execute("INSERT INTO app.t VALUES ()");
        }

        @Test
        void lastReplicaGetsAllThroughTheFirst() {
            cluster.node(1).stopApplier();
            cluster.source().execute("INSERT INTO app.t VALUES ()");
            assertThat(cluster.node(2).upstream()).isSameAs(cluster.node(1));
            assertThatThrownBy(() -> cluster.awaitCaughtUp(Duration.ofMillis(500)))
                    .isInstanceOf(ClusterException.class);

            cluster.node(1).startReplication();
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
        }

        @Test
        void lastReplicaStaysWhereItIsWhenTheFirstTakesOver() {
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
            cluster.source().kill();
            cluster.promote(cluster.node(1));
            cluster.source().execute("INSERT INTO app.t VALUES ()");
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
            cluster.node(0).start();
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
        }

        @Test
        void lastReplicaTakesOver() {
            cluster.switchover(cluster.node(2));
            cluster.source().execute("INSERT INTO app.t VALUES ()");
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
        }
    }

    @Nested
    @ClusterTest(replicas = 2, semiSync = true)
    class SemiSynchronous {

        private final Cluster cluster;

        SemiSynchronous(Cluster cluster) {
            this.cluster = cluster;
        }

        @BeforeEach
        void createTable() {
            cluster.source().execute("CREATE TABLE IF NOT EXISTS app.t (id INT PRIMARY KEY AUTO_INCREMENT)");
        }

        @Test
        void commitWaitsForAReplica() throws SQLException {
            insert();
            cluster.replicas().forEach(TestNode::stopReceiver);
            assertThatThrownBy(this::insert).isInstanceOf(SQLException.class);

            cluster.replicas().forEach(TestNode::startReplication);
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
        }

        @Test
        void acknowledgedCommitsSurviveTheSource() throws SQLException {
            cluster.source().execute("DELETE FROM app.t");
            for (int i = 0; i < 20; i++) {
                insert();
            }
            cluster.source().kill();
            cluster.promote(cluster.bestReplica());
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.t")).isEqualTo("20");
            insert();
            cluster.node(0).start();
            insert();
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
        }

        private void insert() throws SQLException {
            String url = "jdbc:mysql://" + cluster.source().address()
                    + "/app?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectTimeout=2000&socketTimeout=2000";
            try (var connection = DriverManager.getConnection(url, cluster.user(), cluster.password());
                    var statement = connection.createStatement()) {
                statement.execute("INSERT INTO app.t VALUES ()");
            }
        }
    }
}
