package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.route.Route;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replicas that are late on purpose, and such as follow another cluster's source besides. */
@ClusterTest(replicas = 2)
class ShapesIT {
    private static final String WHO = "SELECT @@server_id";
    private static Cluster elsewhere;

    private final Cluster cluster;
    private final TestNode special;

    ShapesIT(Cluster cluster) {
        this.cluster = cluster;
        this.special = cluster.node(2);
    }

    @BeforeAll
    static void startAnotherCluster(Cluster cluster) {
        elsewhere = Cluster.of(cluster.flavor())
                .replicas(0)
                .option("--server-id=90")
                .option(cluster.flavor() == ServerFlavor.MARIADB ? "--gtid-domain-id=9" : "--server-id=90")
                .start();
    }

    @AfterAll
    static void stopTheOtherCluster() {
        elsewhere.close();
    }

    private String idOf(TestNode node) {
        return String.valueOf(node.query(WHO));
    }

    @Test
    void aReplicaThatIsLateOnPurposeServesOnlyThoseWhoAskForItsGroup() throws Exception {
        try (Connected app = Connected.to(cluster);
                Connected grouped = Connected.to(
                        cluster,
                        Connected.builder(cluster, cluster.jdbcHosts())
                                .set(Setting.GROUPS, special.address() + "=reporting"))) {
            cluster.lag(special, Duration.ofSeconds(3));
            Connected.await().until(() -> !app.node(special).readable());
            assertThat(app.events(EventType.REPLICA_EXCLUDED)).anyMatch(event -> event.code() == VerdictCode.DELAYED);
            assertThat(app.node(special).reason()).isEqualTo("applies 3 s late on purpose");
            cluster.node(1).kill();
            String its = idOf(special);
            for (int i = 0; i < 20; i++) {
                try (Connection connection = app.readOnly()) {
                    assertThat(Connected.query(connection, WHO))
                            .as("not even for want of others")
                            .isNotEqualTo(its);
                }
            }
            Connected.await().until(() -> !grouped.node(special).lag().delay().isZero());
            assertThat(Route.to("reporting", () -> grouped.query(WHO))).isEqualTo(its);
            assertThat(grouped.query("SELECT @@server_id /* understudy: replica */"))
                    .isNotEqualTo(its);

            grouped.update("CREATE TABLE IF NOT EXISTS late (id INT)");
            long begin = System.nanoTime();
            grouped.update("INSERT INTO late VALUES (1)");
            assertThat(Route.to("reporting", () -> grouped.query("SELECT COUNT(*) > 0 FROM late")))
                    .as("what the thread has written, from elsewhere and without waiting for the late one")
                    .isEqualTo("1");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void anotherClustersSourceIsNoMemberAndItsTransactionsAreNotErrant() throws Exception {
        elsewhere.source().execute("CREATE TABLE app.theirs (id INT PRIMARY KEY)");
        cluster.followBesides(special, elsewhere.source(), "theirs");
        try (Connected app = Connected.to(cluster)) {
            elsewhere.source().execute("INSERT INTO app.theirs VALUES (1)");
            Connected.await().until(() -> "1".equals(special.query("SELECT COUNT(*) FROM app.theirs")));
            app.update("CREATE TABLE ours (id INT PRIMARY KEY)");
            app.update("INSERT INTO ours VALUES (1)");
            cluster.awaitCaughtUp(Duration.ofSeconds(20));
            Connected.await()
                    .until(() -> app.node(special).readable()
                            && app.node(special).lag().isWithin(Duration.ZERO));
            assertThat(app.dataSource.topology().nodes()).hasSize(3);

            // what breaks there does not matter here
            elsewhere.source().kill();
            Connected.await().until(() -> !theirs().equals("Yes"));
            Thread.sleep(1500);
            assertThat(app.node(special).readable()).isTrue();
            assertThat(app.node(special).reason()).isEmpty();
            assertThat(app.events(EventType.ERRANT_TRANSACTIONS)).isEmpty();

            Sales sales = Sales.begin(app, "with_others");
            sales.calm();
            cluster.awaitCaughtUp(Duration.ofSeconds(20));
            sales.faultBegins();
            cluster.switchover(cluster.node(1));
            Connected.await().until(() -> app.isSource(cluster.node(1)));
            sales.calm();
            sales.end(cluster.flavor() + ", a replica of two sources, switchover", cluster.node(1));
            Connected.await().until(() -> app.node(special).readable());
            assertThat(app.dataSource.topology().nodes()).hasSize(3);
            assertThat(app.events(EventType.WRITES_LOST)).isEmpty();
        } finally {
            elsewhere.source().start();
        }
    }

    /** Whether the receiver of the other cluster's transactions is connected. */
    private String theirs() {
        boolean mysql = cluster.flavor() == ServerFlavor.MYSQL;
        Map<String, String> row = special.rows(
                        mysql ? "SHOW REPLICA STATUS FOR CHANNEL 'theirs'" : "SHOW SLAVE 'theirs' STATUS")
                .get(0);
        return String.valueOf(row.get(mysql ? "Replica_IO_Running" : "Slave_IO_Running"));
    }
}
