package io.github.understudy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

@ClusterTest(replicas = 2)
class ClusterIT {

    private final Cluster cluster;

    ClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTable() {
        cluster.source().execute("DROP TABLE IF EXISTS app.t");
        cluster.source().execute("CREATE TABLE app.t (id INT PRIMARY KEY AUTO_INCREMENT, v VARCHAR(100))");
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
    }

    @Test
    void replicatesToAllAndReplicasAreReadOnly() throws SQLException {
        insert(cluster.source(), "one");

        cluster.replicas().forEach(replica -> awaitValue(replica, "one"));
        assertThatThrownBy(() -> insert(cluster.node(1), "two")).hasMessageContaining("read-only");
    }

    @Test
    void killedSourceIsReplacedAndComesBackAsReplica() throws SQLException {
        TestNode old = cluster.source();
        insert(old, "before");
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
        old.kill();
        assertThat(old.isRunning()).isFalse();
        assertThatThrownBy(() -> insert(old, "never")).isInstanceOf(SQLException.class);

        TestNode best = cluster.bestReplica();
        cluster.promote(best);
        insert(best, "after");
        old.start();

        assertThat(cluster.source()).isSameAs(best);
        cluster.nodes().forEach(node -> awaitValue(node, "before"));
        cluster.nodes().forEach(node -> awaitValue(node, "after"));
        assertThatThrownBy(() -> insert(old, "never")).hasMessageContaining("read-only");
    }

    @Test
    void oldSourceWithOwnTransactionsIsRefusedAndRejoinsWiped() throws SQLException {
        TestNode old = cluster.source();
        insert(old, "before");
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
        cluster.replicas().forEach(TestNode::stopReceiver);
        old.execute("INSERT INTO app.t (v) VALUES ('lost')");
        old.kill();
        cluster.promote(cluster.node(1));
        insert(cluster.source(), "after");
        insert(cluster.source(), "after that");

        assertThatThrownBy(old::start).isInstanceOf(DivergedException.class);
        cluster.wipeAndRejoin(old);

        awaitValue(old, "after that");
        assertThat(old.query("SELECT COUNT(*) FROM app.t WHERE v='lost'")).isEqualTo("0");
    }

    @Test
    void switchoverLosesNothing() throws SQLException {
        TestNode old = cluster.source();
        insert(old, "one");

        cluster.switchover(cluster.node(2));
        insert(cluster.node(2), "two");

        cluster.nodes().forEach(node -> awaitValue(node, "one"));
        cluster.nodes().forEach(node -> awaitValue(node, "two"));
        cluster.switchover(old);
        insert(old, "three");
        cluster.nodes().forEach(node -> awaitValue(node, "three"));
    }

    @Test
    void frozenNodeAcceptsAndDoesNotAnswer() throws SQLException {
        TestNode frozen = cluster.source();
        try (Connection connection = connect(frozen);
                Statement statement = connection.createStatement()) {
            frozen.freeze();
            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connect(frozen)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> frozen.query("SELECT 1")).isInstanceOf(ClusterException.class);
        }
        cluster.promote(cluster.node(1));
        frozen.thaw();
        insert(frozen, "split brain");
        assertThat(cluster.node(1).query("SELECT COUNT(*) FROM app.t")).isEqualTo("0");
    }

    @Test
    void laggingReplicaIsLateUntilToldOtherwise() throws SQLException {
        TestNode late = cluster.node(1);
        cluster.lag(late, Duration.ofSeconds(3600));
        insert(cluster.source(), "one");
        awaitValue(cluster.node(2), "one");
        assertThat(late.query("SELECT COUNT(*) FROM app.t")).isEqualTo("0");

        cluster.unlag(late);
        awaitValue(late, "one");
    }

    @Test
    void stoppedThreadsLeaveAReplicaBehind() throws SQLException {
        cluster.node(1).stopApplier();
        cluster.node(2).stopReceiver();
        insert(cluster.source(), "one");
        await().until(() -> cluster.bestReplica() == cluster.node(1));
        assertThat(cluster.node(1).query("SELECT COUNT(*) FROM app.t")).isEqualTo("0");

        cluster.replicas().forEach(TestNode::startReplication);
        cluster.replicas().forEach(replica -> awaitValue(replica, "one"));
    }

    @Test
    void movedSourceIsTheSameServerElsewhere() throws SQLException {
        TestNode source = cluster.source();
        String address = source.address();
        String id = source.query("SELECT @@server_id");
        insert(source, "one");

        source.move();
        insert(source, "two");

        assertThat(source.address()).isNotEqualTo(address);
        assertThat(source.query("SELECT @@server_id")).isEqualTo(id);
        assertThat(source.query("SELECT CONCAT(@@report_host, ':', @@report_port)"))
                .isEqualTo(source.advertisedAddress());
        cluster.nodes().forEach(node -> awaitValue(node, "two"));
    }

    @Test
    void movedReplicaFollowsOn() throws SQLException {
        cluster.node(1).move();
        insert(cluster.source(), "one");
        awaitValue(cluster.node(1), "one");
    }

    @Test
    void sourceStartedAsFoundIsAloneAndWritable() throws SQLException {
        TestNode old = cluster.source();
        old.kill();
        cluster.promote(cluster.node(1));

        old.startAsFound();
        insert(old, "here");
        insert(cluster.source(), "there");

        awaitValue(cluster.node(2), "there");
        assertThat(old.query("SELECT GROUP_CONCAT(v) FROM app.t")).isEqualTo("here");
    }

    @Test
    @DisabledIfSystemProperty(
            named = "understudy.testkit.docker",
            matches = "true",
            disabledReason = "containers replicate past the proxies")
    void blackHoleCutsTheNodeFromItsPeersAndHealJoinsThem() throws SQLException {
        cluster.source().network().blackHole();
        cluster.source().execute("INSERT INTO app.t (v) VALUES ('one')");
        assertThatThrownBy(() -> connect(cluster.source())).isInstanceOf(SQLException.class);
        assertThat(cluster.node(1).query("SELECT COUNT(*) FROM app.t")).isEqualTo("0");

        cluster.source().network().heal();
        cluster.replicas().forEach(replica -> awaitValue(replica, "one"));
        insert(cluster.source(), "two");
    }

    @Test
    void shutDownReplicaCatchesUp() throws SQLException {
        cluster.node(1).shutdown();
        insert(cluster.source(), "one");
        cluster.node(1).start();
        awaitValue(cluster.node(1), "one");
    }

    @Test
    void mappingLeadsFromAdvertisedToReachableAddresses() {
        cluster.nodes().forEach(node -> {
            String reachable =
                    cluster.addressMapping().getOrDefault(node.advertisedAddress(), node.advertisedAddress());
            assertThat(reachable).isEqualTo(node.address());
        });
    }

    private void insert(TestNode node, String value) throws SQLException {
        try (Connection connection = connect(node);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO app.t (v) VALUES ('" + value + "')");
        }
    }

    private Connection connect(TestNode node) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://" + node.address() + "/" + cluster.database()
                        + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectTimeout=2000&socketTimeout=2000",
                cluster.user(),
                cluster.password());
    }

    private static void awaitValue(TestNode node, String value) {
        String sql = "SELECT COUNT(*) FROM app.t WHERE v='" + value + "'";
        await().atMost(Duration.ofSeconds(20))
                // A node that was wiped replays its history from the start: at first not even the table is there.
                .ignoreExceptionsInstanceOf(ClusterException.class)
                .until(() -> Objects.equals(node.query(sql), "1"));
    }
}
