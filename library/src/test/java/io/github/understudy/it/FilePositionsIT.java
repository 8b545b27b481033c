package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.event.EventType;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import java.sql.Connection;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Replicas that follow by positions in files, in a chain. MySQL has no GTIDs at all here. */
class FilePositionsIT {
    private static final ServerFlavor FLAVOR = ServerFlavor.valueOf(
            System.getProperty("understudy.testkit.flavor", "mariadb").toUpperCase(Locale.ROOT));

    @Test
    void aChainIsReadAndItsRelayPromotedWithoutGtids() throws Exception {
        try (Cluster cluster = Cluster.of(FLAVOR)
                        .replicas(2)
                        .chained(true)
                        .gtids(false)
                        .start();
                Connected app = Connected.to(
                        cluster,
                        Connected.builder(cluster, cluster.node(2).address()).set(Setting.WAIT_TIMEOUT, "30s"))) {
            TestNode relay = cluster.node(1);
            TestNode below = cluster.node(2);
            assertThat(app.isSource(cluster.node(0))).isTrue();
            boolean counts = FLAVOR == ServerFlavor.MARIADB;
            assertThat(app.dataSource.topology().nodes()).allMatch(node -> (node.gtids() != null) == counts);
            assertThat(app.events(EventType.VIEW_LIMITED))
                    .as("who has none is told what that costs")
                    .hasSize(counts ? 0 : 1);

            app.update("CREATE TABLE positions (id INT PRIMARY KEY, text VARCHAR(20))");
            app.update("INSERT INTO positions VALUES (1, '0')");
            for (int i = 1; i <= 40; i++) {
                app.update("UPDATE positions SET text = '" + i + "' WHERE id = 1");
                try (Connection connection = app.readOnly()) {
                    assertThat(Connected.query(connection, "SELECT text FROM positions"))
                            .isEqualTo("" + i);
                }
            }
            relay.freeze();
            Connected.await().until(() -> app.node(relay).state() == NodeState.DOWN);
            app.update("UPDATE positions SET text = 'frozen' WHERE id = 1");
            assertThat(app.isSource(cluster.node(0)))
                    .as("a frozen relay stops nobody")
                    .isTrue();
            if (!counts) {
                Connected.await().until(() -> !app.node(below).readable());
                assertThat(app.node(below).lag().isKnown()).isFalse();
            }
            relay.thaw();
            Connected.await()
                    .until(() -> app.dataSource.topology().nodes().stream().allMatch(Node::readable));
            promote(cluster, app, relay);
            assertThat(app.node(below).lag().isWithin(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static void promote(Cluster cluster, Connected app, TestNode relay) throws Exception {
        Sales sales = Sales.begin(app, "positioned");
        sales.calm();
        cluster.source()
                .execute(FLAVOR == ServerFlavor.MYSQL ? "SET GLOBAL super_read_only=ON" : "SET GLOBAL read_only=ON");
        String all = "SELECT COALESCE(MAX(line), 0) FROM app.positioned";
        String last = String.valueOf(cluster.source().query(all));
        Connected.await().until(() -> last.equals(relay.query(all)));
        sales.faultBegins();
        cluster.source().kill();
        Connected.await()
                .until(() -> app.node(relay).state() == NodeState.UP
                        && app.node(cluster.node(0)).state() == NodeState.DOWN);
        assertThat(app.node(cluster.node(2)).readable())
                .as("read on without a source")
                .isTrue();
        relay.execute(FLAVOR == ServerFlavor.MYSQL ? "STOP REPLICA" : "STOP SLAVE");
        relay.execute(FLAVOR == ServerFlavor.MYSQL ? "RESET REPLICA ALL" : "RESET SLAVE ALL");
        relay.execute("SET GLOBAL read_only=OFF");
        Connected.await().until(() -> app.isSource(relay));
        sales.calm();
        Connected.await().until(() -> app.node(cluster.node(2)).readable());
        sales.end(FLAVOR + ", chain by file positions, the relay is promoted", relay);
        assertThat(app.events(EventType.WRITES_LOST)).isEmpty();
    }
}
