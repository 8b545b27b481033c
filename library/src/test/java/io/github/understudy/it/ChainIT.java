package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.event.EventType;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source with two replicas, and a replica of one of them, which is its relay. */
@ClusterTest(replicas = 3, chained = true, semiSync = true)
class ChainIT {
    private final Cluster cluster;
    private TestNode source;
    private TestNode relay;
    private TestNode other;
    private TestNode below;

    ChainIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void name() {
        source = cluster.node(0);
        relay = cluster.node(1);
        other = cluster.node(2);
        below = cluster.node(3);
    }

    private Connected connected(TestNode seed) {
        return Connected.to(
                cluster, Connected.builder(cluster, seed.address()).set(Setting.MAX_LAG, Duration.ofSeconds(2)));
    }

    @Test
    void isFoundFromItsEndAndReadAtItsEnd() throws Exception {
        try (Connected app = connected(below)) {
            assertThat(app.dataSource.topology().nodes()).hasSize(4);
            assertThat(app.isSource(source)).isTrue();
            app.update("CREATE TABLE IF NOT EXISTS chained (id INT PRIMARY KEY)");
            String end = String.valueOf(below.query("SELECT @@server_id"));
            Connected.await()
                    .until(() -> app.query("SELECT @@server_id /* understudy: replica */")
                            .equals(end));
        }
    }

    @Test
    void goesOnWhenTheRelayDiesAndKnowsThatItsEndGetsOld() throws Exception {
        try (Connected app = connected(source)) {
            Sales sales = Sales.begin(app, "relayed");
            sales.calm();
            sales.faultBegins();
            relay.kill();
            Connected.await().until(() -> app.node(relay).state() == NodeState.DOWN);
            assertThat(app.node(below).state())
                    .as("it is well, its relay is not")
                    .isEqualTo(NodeState.UP);
            Connected.await().until(() -> !app.node(below).readable());
            assertThat(app.node(below).reason()).contains("lags");
            sales.calm();
            relay.start();
            Connected.await()
                    .until(() -> app.node(below).readable() && app.node(relay).readable());
            sales.end(cluster.flavor() + ", chain, the relay is killed", source);
            assertThat(app.isSource(source)).isTrue();
            assertThat(app.events(EventType.SOURCE_LOST)).isEmpty();
        }
    }

    @Test
    void goesOnWhenTheSourceDiesAndTheRelayIsPromoted() throws Exception {
        try (Connected app = connected(other)) {
            Sales sales = Sales.begin(app, "promoted");
            sales.calm();
            other.stopReceiver(); // so that what is acknowledged has been received by the relay
            sales.calm();
            sales.faultBegins();
            source.kill();
            cluster.promote(relay);
            Connected.await().until(() -> app.isSource(relay));
            Connected.await()
                    .until(() -> app.node(below).readable() && app.node(other).readable());
            sales.calm();
            sales.end(cluster.flavor() + ", chain, the source is killed and the relay promoted", relay);
            assertThat(app.node(below).role()).isEqualTo(Role.REPLICA);
            assertThat(app.events(EventType.WRITES_LOST)).isEmpty();
            assertThat(app.dataSource.topology().nodes()).noneMatch(node -> node.state() == NodeState.QUARANTINED);
        }
    }

    @Test
    void aRelayThatIsLateOnPurposeMakesItsEndLate() throws Exception {
        try (Connected app = connected(source)) {
            cluster.lag(relay, Duration.ofSeconds(30));
            Connected.await().until(() -> !app.node(below).readable());
            Node end = app.node(below);
            assertThat(end.lag().delay()).isEqualTo(Duration.ofSeconds(30));
            assertThat(end.reason()).contains("30 s late on purpose");
            assertThat(app.node(other).readable()).isTrue();
            cluster.unlag(relay);
            Connected.await().until(() -> app.node(below).readable());
        }
    }
}
