package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.event.EventType;
import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica is promoted while the old source goes on taking writes, and not every client sees both. */
@ClusterTest
class SplitBrainIT {
    private final Cluster cluster;
    private TestNode old;
    private TestNode next;
    private TestNode other;

    SplitBrainIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void name() {
        old = cluster.node(0);
        next = cluster.node(1);
        other = cluster.node(2);
    }

    @Test
    void whoSeesAReplicaOfTheNewSourceStopsWritingToTheOldOne() throws Exception {
        try (View one = new View(cluster);
                View two = new View(cluster)) {
            table(one, "halves");
            one.connected.update("INSERT INTO halves VALUES (1)");
            one.way(next).blackHole();
            Connected.await().until(() -> one.node(next).state() == NodeState.DOWN);
            two.way(old).blackHole();
            cluster.promote(next);
            Connected.await().until(() -> two.writesTo(next));
            two.connected.update("INSERT INTO halves VALUES (2)");

            Connected.await().until(() -> one.connected.dataSource.topology().sourceNode() == null);
            assertThat(one.node(old).state()).isEqualTo(NodeState.QUARANTINED);
            assertThatThrownBy(() -> one.connected.update("INSERT INTO halves VALUES (3)"))
                    .isInstanceOf(NoNodeAvailableException.class)
                    .hasMessageContaining("receives from a source that can't be reached from here");

            one.way(next).heal();
            Connected.await().until(() -> one.writesTo(next));
            assertThat(one.connected.update("INSERT INTO halves VALUES (4)")).isEqualTo(1);
            two.way(old).heal();
            assertThat(old.query("SELECT GROUP_CONCAT(id) FROM app.halves")).isEqualTo("1");
            assertThat(next.query("SELECT GROUP_CONCAT(id ORDER BY id) FROM app.halves"))
                    .isEqualTo("1,2,4");
            assertThat(one.connected.events(EventType.WRITES_LOST)).isEmpty();
            assertThat(two.connected.events(EventType.WRITES_LOST)).isEmpty();
        }
    }

    /** Nobody tells it: this is what semi-synchronous replication, or whoever promotes, has to prevent. */
    @Test
    void whoIsAloneWithTheOldSourceCantKnowAndIsToldAfterwardsWhatItLost() throws Exception {
        try (View one = new View(cluster);
                View two = new View(cluster)) {
            table(one, "alone");
            one.way(next).blackHole();
            one.way(other).blackHole();
            Connected.await()
                    .until(() -> one.node(next).state() == NodeState.DOWN
                            && one.node(other).state() == NodeState.DOWN);
            cluster.promote(next);
            two.way(old).blackHole();
            Connected.await().until(() -> two.writesTo(next));
            two.connected.update("INSERT INTO alone VALUES (1)");

            one.connected.update("INSERT INTO alone VALUES (2)");
            assertThat(one.writesTo(old)).as("as far as it can know").isTrue();
            one.way(next).heal();
            one.way(other).heal();
            Connected.await().until(() -> one.writesTo(next));

            Connected.await()
                    .until(() -> !one.connected.events(EventType.WRITES_LOST).isEmpty());
            assertThat(one.connected.events(EventType.WRITES_LOST).get(0).reason())
                    .contains(one.address(next) + " is to take the writes, but lacks 1 transaction ")
                    .contains("1 of them was acknowledged to this data source");
            assertThat(one.connected.update("INSERT INTO alone VALUES (3)")).isEqualTo(1);
            assertThat(one.node(old).state()).isEqualTo(NodeState.QUARANTINED);
            assertThat(one.connected.newest("SELECT GROUP_CONCAT(id ORDER BY id) FROM alone"))
                    .isEqualTo("1,3");
            two.way(old).heal();
            Connected.await()
                    .until(() ->
                            !two.connected.events(EventType.ERRANT_TRANSACTIONS).isEmpty());
            assertThat(two.connected.events(EventType.WRITES_LOST)).isEmpty();
        }
    }

    private void table(View view, String name) throws Exception {
        view.connected.update("CREATE TABLE " + name + " (id INT PRIMARY KEY)");
        cluster.awaitCaughtUp(Duration.ofSeconds(30));
    }
}
