package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers beside a group: an asynchronous replica of a member, and another group that follows, as in a ClusterSet. */
@Tag("group")
@ClusterTest(kind = ClusterKind.GROUP)
class GroupFollowersIT {
    private static final String OTHER_GROUP = "76e64657-7374-4564-b900-000000000002";

    private final Cluster cluster;
    private Connected app;
    private int rows;

    GroupFollowersIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void open() {
        cluster.node(0).execute("DROP TABLE IF EXISTS app.seen");
        cluster.node(0).execute("CREATE TABLE app.seen (id INT PRIMARY KEY)");
        cluster.group().awaitWhole();
        app = Connected.to(
                cluster, Connected.builder(cluster, cluster.node(1).address()).set(Setting.MAX_LAG, "2s"));
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void aReplicaOfAMemberServesReadsWhileItGetsWhatTheGroupWrites() throws Exception {
        try (Cluster beside = Following.server(91)) {
            TestNode replica = beside.node(0);
            new Following(replica, "").begin(cluster.node(2), "");
            await().until(() -> app.node(replica).readable());
            assertThat(app.node(replica).role()).isEqualTo(Role.REPLICA);
            assertThat(app.dataSource.topology().agreeing())
                    .hasSize(3)
                    .doesNotContain(app.node(replica).id());
            long before = reads(replica);
            seesItsOwnWrites(40);
            System.out.printf(
                    "FIGURE group, replica of a member: %d of 40 reads of own writes there%n", reads(replica) - before);
            cluster.node(2).kill();
            await().until(() -> {
                seesItsOwnWrites(1);
                return !app.node(replica).readable();
            });
            assertThat(app.node(replica).role()).isEqualTo(Role.REPLICA);
            assertThat(app.isSource(replica)).isFalse();
            seesItsOwnWrites(5);
        }
    }

    @Test
    void aReplicaThatFindsItsNextSourceByItselfIsReadAgain() throws Exception {
        cluster.node(0).execute("GRANT SELECT ON performance_schema.* TO repl");
        try (Cluster beside = Following.server(92)) {
            TestNode replica = beside.node(0);
            TestNode followed = cluster.node(2);
            String address = followed.advertisedAddress();
            int colon = address.lastIndexOf(':');
            replica.execute("DO asynchronous_connection_failover_add_managed('', 'GroupReplication', '"
                    + cluster.node(0).query("SELECT @@group_replication_group_name") + "', '"
                    + address.substring(0, colon) + "', " + address.substring(colon + 1) + ", '', 80, 60)");
            new Following(replica, "").begin(followed, ", SOURCE_CONNECTION_AUTO_FAILOVER = 1, SOURCE_RETRY_COUNT = 1");
            await().until(() -> app.node(replica).readable());
            await().until(() -> replica.query(
                            "SELECT COUNT(*) FROM" + " performance_schema.replication_asynchronous_connection_failover")
                    .equals("3"));
            followed.kill();
            await().until(() -> {
                seesItsOwnWrites(1);
                String now = replica.query("SELECT CONCAT(host, ':', port) FROM"
                        + " performance_schema.replication_connection_configuration WHERE channel_name = ''");
                return !address.equals(now) && app.node(replica).readable();
            });
            seesItsOwnWrites(10);
        }
    }

    /** MySQL Shell was not there: this does by SQL what it does. */
    @Test
    void aReplicaClusterIsReadAndTakesTheWritesAfterASwitchover() throws Exception {
        try (Cluster other = Cluster.mysql()
                .kind(ClusterKind.GROUP)
                .replicas(0)
                .option("--server-id=93")
                .option("--loose-group-replication-group-name=" + OTHER_GROUP)
                .start()) {
            TestNode old = cluster.node(0);
            TestNode next = other.node(0);
            Following following = new Following(next, "clusterset_replication");
            following.begin(old, "");
            InnoDbMetadata metadata = new InnoDbMetadata(old);
            metadata.create();
            metadata.grantTo(cluster.user());
            cluster.nodes().forEach(node -> metadata.add("c1", node));
            metadata.add("c2", next);
            metadata.clusterSet("c1", 1, false);
            metadata.clusterSet("c2", 1, false);
            await().until(() -> app.node(next).readable());
            assertThat(app.node(next).role()).isEqualTo(Role.REPLICA);
            assertThat(app.isSource(old)).isTrue();
            seesItsOwnWrites(10);

            old.execute("SET GLOBAL super_read_only = ON");
            following.awaitAllOf(old);
            following.end();
            await().until(() -> app.isSource(next));
            Following back = new Following(old, "clusterset_replication");
            back.begin(next, "");
            seesItsOwnWrites(10);
            await().until(() ->
                    cluster.nodes().stream().allMatch(node -> app.node(node).readable()));

            InnoDbMetadata there = new InnoDbMetadata(next);
            there.clusterSet("c1", 2, true);
            there.clusterSet("c2", 2, false);
            await().until(() ->
                    cluster.nodes().stream().allMatch(node -> app.node(node).state() == NodeState.QUARANTINED));
            seesItsOwnWrites(5);
            assertThat(app.isSource(next)).isTrue();
            there.remove();
            back.awaitAllOf(next);
            back.end();
        }
    }

    private void seesItsOwnWrites(int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            app.update("INSERT INTO seen VALUES (" + rows++ + ")");
            assertThat(app.query("SELECT COUNT(*) FROM seen")).isEqualTo("" + rows);
        }
    }

    private static long reads(TestNode node) {
        return Long.parseLong(String.valueOf(node.query("SELECT count_star FROM"
                + " performance_schema.events_statements_summary_by_digest WHERE digest_text LIKE"
                + " 'SELECT COUNT%FROM `seen`%' UNION SELECT 0 LIMIT 1")));
    }
}
