package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What only MySQL has: tags in GTIDs, offline_mode, CLONE. */
@EnabledIfSystemProperty(named = "understudy.testkit.flavor", matches = "mysql")
@ClusterTest(replicas = 2, options = "--plugin-load-add=mysql_clone.so")
class MySqlShapesIT {
    private final Cluster cluster;

    MySqlShapesIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void online() {
        cluster.nodes().stream()
                .filter(TestNode::isRunning)
                .forEach(node -> node.execute("SET GLOBAL offline_mode=OFF"));
    }

    private static List<VerdictCode> down(Connected app, TestNode node) {
        return app.events(EventType.NODE_DOWN).stream()
                .filter(event -> String.valueOf(event.endpoint()).equals(node.address()))
                .map(ClusterEvent::code)
                .toList();
    }

    /** The tag comes with each commit's answer, is waited for on replicas, and is carried in tokens. */
    @Test
    void whatWasWrittenWithATagIsSeen() throws Exception {
        Connected setup = Connected.to(cluster);
        setup.update("CREATE TABLE tagged (id INT PRIMARY KEY, text VARCHAR(20))");
        setup.update("INSERT INTO tagged VALUES (1, '0')");
        setup.close();
        try (Connected app = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.jdbcHosts())
                        .user(cluster.adminUser())
                        .password(cluster.adminPassword())
                        .set(Setting.CONSISTENCY, "session")
                        .property("understudy.pool.connectionInitSql", "SET SESSION gtid_next='AUTOMATIC:orders'"))) {
            String source = String.valueOf(cluster.source().query("SELECT @@server_id"));
            int elsewhere = 0;
            for (int i = 1; i <= 60; i++) {
                app.update("UPDATE tagged SET text = '" + i + "' WHERE id = 1");
                try (Connection connection = app.readOnly()) {
                    String seen = Connected.query(connection, "SELECT CONCAT(text, '@', @@server_id) FROM tagged");
                    assertThat(seen).startsWith(i + "@");
                    elsewhere += seen.endsWith("@" + source) ? 0 : 1;
                }
                if (i % 20 == 0) {
                    String token = app.dataSource.consistency().token();
                    String expected = String.valueOf(i);
                    String there = app.inBackground(() -> app.dataSource
                                    .consistency()
                                    .with(token, () -> {
                                        try (Connection connection = app.readOnly()) {
                                            return Connected.query(connection, "SELECT text FROM tagged");
                                        }
                                    }))
                            .get();
                    assertThat(there).isEqualTo(expected);
                }
            }
            assertThat(cluster.source().query("SELECT @@global.gtid_executed")).contains(":orders:1-");
            System.out.printf("FIGURE tagged GTIDs: %d of 60 reads after a write on replicas%n", elsewhere);
            assertThat(elsewhere).isPositive();
            cluster.switchover(cluster.node(1));
            Connected.await().until(() -> app.isSource(cluster.node(1)));
            app.update("UPDATE tagged SET text = 'after' WHERE id = 1");
            try (Connection connection = app.readOnly()) {
                assertThat(Connected.query(connection, "SELECT text FROM tagged"))
                        .isEqualTo("after");
            }
            assertThat(app.events(EventType.WRITES_LOST)).isEmpty();
            assertThat(app.events(EventType.ERRANT_TRANSACTIONS)).isEmpty();
        }
    }

    @Test
    void aReplicaThatGoesOfflineIsLeftAndNoReadFails() throws Exception {
        try (Connected app = Connected.to(cluster)) {
            Sales sales = Sales.begin(app, "offline_replica");
            sales.calm();
            sales.faultBegins();
            cluster.node(2).execute("SET GLOBAL offline_mode=ON");
            Connected.await().until(() -> app.node(cluster.node(2)).state() == NodeState.DOWN);
            sales.calm();
            cluster.node(2).execute("SET GLOBAL offline_mode=OFF");
            Connected.await().until(() -> app.node(cluster.node(2)).readable());
            sales.end("a replica goes offline", cluster.source());
            assertThat(sales.account().failed()).isZero();
            assertThat(down(app, cluster.node(2))).containsExactly(VerdictCode.OFFLINE);
        }
    }

    @Test
    void writesWaitWhileTheSourceIsOffline() throws Exception {
        try (Connected app = Connected.to(cluster)) {
            Sales sales = Sales.begin(app, "offline_source");
            sales.calm();
            sales.faultBegins();
            cluster.source().execute("SET GLOBAL offline_mode=ON");
            Connected.await().until(() -> app.node(cluster.source()).state() == NodeState.DOWN);
            assertThat(app.dataSource.topology().sourceNode()).isNull();
            cluster.source().execute("SET GLOBAL offline_mode=OFF");
            sales.calm();
            sales.end("the source goes offline and comes back", cluster.source());
            assertThat(app.isSource(cluster.source())).isTrue();
            assertThat(down(app, cluster.source())).containsExactly(VerdictCode.OFFLINE);
        }
    }

    @Test
    void aServerThatIsOverwrittenByCloneIsLeftAndComesBackAsAReplica() throws Exception {
        TestNode recipient = cluster.node(2);
        TestNode donor = cluster.node(1);
        try (Connected app = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.node(0).address()).set(Setting.MAX_LAG, Duration.ofHours(1)))) {
            app.update("CREATE TABLE cloned (id INT PRIMARY KEY AUTO_INCREMENT, text LONGBLOB)");
            app.update("INSERT INTO cloned (text) VALUES (REPEAT('x', 12000000))");
            cluster.awaitCaughtUp(Duration.ofSeconds(30));
            recipient.execute("SET GLOBAL super_read_only=OFF");
            recipient.execute("SET GLOBAL read_only=ON");
            recipient.execute("SET GLOBAL clone_autotune_concurrency=OFF");
            recipient.execute("SET GLOBAL clone_max_data_bandwidth=2");
            String address = donor.advertisedAddress();
            recipient.execute("SET GLOBAL clone_valid_donor_list='" + address + "'");
            app.inBackground(() -> {
                recipient.execute("CLONE INSTANCE FROM 'admin'@'" + donor.host() + "':" + donor.port()
                        + " IDENTIFIED BY 'admin'");
                return null;
            });
            Connected.await().until(() -> app.node(recipient).state() == NodeState.DOWN);
            Connected.await().until(() -> down(app, recipient).equals(List.of(VerdictCode.CLONING)));
            for (int i = 0; i < 10; i++) {
                try (Connection connection = app.readOnly()) {
                    assertThat(Connected.query(connection, "SELECT COUNT(*) FROM cloned"))
                            .isEqualTo("1");
                }
            }
            Connected.await().until(() -> !recipient.isRunning());
            recipient.start();
            Connected.await().until(() -> app.node(recipient).readable());
            assertThat(recipient.query("SELECT COUNT(*) FROM app.cloned")).isEqualTo("1");
        }
    }
}
