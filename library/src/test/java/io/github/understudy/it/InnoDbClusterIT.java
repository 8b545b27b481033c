package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.EventType;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What InnoDB Cluster's metadata says of the members of a group. */
@Tag("group")
@ClusterTest(kind = ClusterKind.GROUP)
class InnoDbClusterIT {
    private final Cluster cluster;
    private final InnoDbMetadata metadata;
    private Connected app;

    InnoDbClusterIT(Cluster cluster) {
        this.cluster = cluster;
        this.metadata = new InnoDbMetadata(cluster.node(0));
    }

    @BeforeEach
    void create() {
        metadata.create();
        cluster.nodes().forEach(node -> metadata.add("c1", node));
        metadata.grantTo(cluster.user());
        cluster.node(0).execute("DROP TABLE IF EXISTS app.seen");
        cluster.node(0).execute("CREATE TABLE app.seen (id INT PRIMARY KEY)");
        cluster.group().awaitWhole();
    }

    @AfterEach
    void close() {
        app.close();
        metadata.remove();
    }

    @Test
    void whoIsHiddenIsLeftAndComesBack() throws Exception {
        app = Connected.to(cluster);
        TestNode reader = cluster.node(2);
        try (Connection held = app.connection()) {
            held.setAutoCommit(false);
            try (Statement statement = held.createStatement()) {
                statement.executeUpdate("INSERT INTO seen VALUES (1)");
                metadata.tag(reader, "{\"_hidden\": true}");
                await().until(() -> !app.node(reader).readable());
                assertThat(app.node(reader).reason()).contains("_hidden");
                assertThat(app.node(reader).state()).isEqualTo(NodeState.UP);
                metadata.tag(cluster.node(0), "{\"_hidden\": true}");
                await().until(() -> app.dataSource.topology().sourceNode() == null);
                assertThat(app.dataSource.topology().explanation()).contains("_hidden");
            }
            held.commit(); // what is under way may end
        }
        cluster.group().elect(cluster.node(1));
        await().until(() -> app.isSource(cluster.node(1)));
        app.update("INSERT INTO seen VALUES (2)");
        assertThat(app.newest("SELECT COUNT(*) FROM seen")).isEqualTo("2");
        InnoDbMetadata there = new InnoDbMetadata(cluster.node(1));
        there.tag(cluster.node(0), "{\"_hidden\": true, \"_disconnect_existing_sessions_when_hidden\": true}");
        await().until(() -> app.node(cluster.node(0)).state() == NodeState.QUARANTINED);
        there.tag(cluster.node(0), "{\"_hidden\": false}");
        there.tag(reader, "{}");
        await().until(() ->
                app.node(reader).readable() && app.node(cluster.node(0)).readable());
        cluster.group().elect(cluster.node(0));
    }

    @Test
    void aMemberThatIsNotThereIsKnownByItsAddress() {
        TestNode lost = cluster.node(2);
        lost.kill();
        await().until(() -> cluster.node(0)
                .query("SELECT COUNT(*) FROM performance_schema.replication_group_members")
                .equals("2"));
        app = Connected.to(cluster);
        await().until(() -> app.node(lost).state() == NodeState.DOWN);
    }

    /** Somebody changes the schema, or has locked it: no probe waits for that. */
    @Test
    void probesDoNotWaitForLockedMetadata() throws Exception {
        app = Connected.to(cluster);
        TestNode primary = cluster.node(0);
        try (Connection admin = admin(primary);
                Statement statement = admin.createStatement()) {
            statement.execute("LOCK TABLES mysql_innodb_cluster_metadata.instances WRITE");
            int events = app.events(EventType.NODE_DOWN).size();
            Thread.sleep(4000);
            assertThat(app.isSource(primary)).isTrue();
            assertThat(app.events(EventType.NODE_DOWN)).hasSize(events);
        }
    }

    /** What the group makes its sessions wait for is nothing for a probe. */
    @Test
    void probesDoNotWaitForWhatAMemberHasToApply() throws Exception {
        TestNode reader = cluster.node(2);
        try (Connection admin = admin(reader);
                Statement statement = admin.createStatement()) {
            statement.execute("SET GLOBAL group_replication_consistency = 'BEFORE'");
            app = Connected.to(cluster);
            statement.execute("LOCK TABLES app.seen READ");
            cluster.node(0).execute("INSERT INTO app.seen VALUES (7)");
            assertThat(isHeld(reader)).isTrue();
            int events = app.events(EventType.NODE_DOWN).size();
            Thread.sleep(4000);
            assertThat(app.events(EventType.NODE_DOWN)).hasSize(events);
            assertThat(app.node(reader).state()).isNotEqualTo(NodeState.DOWN);
        } finally {
            reader.execute("SET GLOBAL group_replication_consistency = DEFAULT");
        }
    }

    private boolean isHeld(TestNode node) throws SQLException {
        Connection asking = admin(node);
        asking.setNetworkTimeout(Runnable::run, 1000);
        try (asking;
                Statement statement = asking.createStatement()) {
            statement.executeQuery("SELECT COUNT(*) FROM mysql_innodb_cluster_metadata.instances");
            return false;
        } catch (SQLException notAnswered) {
            return true;
        }
    }

    private Connection admin(TestNode node) throws SQLException {
        String url = "jdbc:mysql://" + node.address() + "/app?sslMode=DISABLED&allowPublicKeyRetrieval=true";
        return DriverManager.getConnection(url, cluster.adminUser(), cluster.adminPassword());
    }
}
