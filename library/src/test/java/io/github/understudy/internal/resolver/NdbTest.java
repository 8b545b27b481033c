package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.NodeState;
import org.junit.jupiter.api.Test;

/** What the resolver makes of the SQL nodes of an NDB cluster. No such cluster was run: see the README. */
class NdbTest {
    private final FakeNdb cluster = new FakeNdb(3, 2);

    @Test
    void allSqlNodesAreFoundFromOneAndAllTakeReadsAndWrites() {
        cluster.rounds(3);
        assertThat(cluster.topology().kind()).isEqualTo(ClusterKind.NDB);
        assertThat(cluster.topology().writers()).hasSize(3);
        assertThat(cluster.topology().nodes()).allMatch(node -> node.readable());
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
    }

    @Test
    void whoReachesNoDataNodeIsLeft() {
        cluster.rounds(3);
        cluster.server(1).readyDataNodes = 0;
        cluster.rounds(1);
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.DOWN);
        assertThat(cluster.node(1).reason()).contains("none of the 2 data nodes");
        assertThat(cluster.topology().writers()).hasSize(2);
        assertThat(cluster.source()).isNotEqualTo(cluster.server(1));
        cluster.server(1).readyDataNodes = 1;
        cluster.rounds(1);
        assertThat(cluster.topology().writers()).hasSize(3);
    }

    @Test
    void whoIsNotConnectedIsLeft() {
        cluster.rounds(3);
        cluster.server(3).connected = false;
        cluster.rounds(1);
        assertThat(cluster.node(3).reason()).contains("not connected");
        assertThat(cluster.topology().writers()).hasSize(2);
    }

    @Test
    void inSingleUserModeNobodyIsWorkedWithAndAllIsWellAfterIt() {
        cluster.rounds(3);
        cluster.singleUser = true;
        cluster.rounds(2);
        assertThat(cluster.topology().writers()).isEmpty();
        assertThat(cluster.topology().explanation()).contains("single-user mode");
        assertThat(cluster.topology().nodes()).noneMatch(node -> node.readable());
        assertThat(cluster.hasTold(VerdictCode.MAINTENANCE)).isTrue();
        cluster.singleUser = false;
        cluster.rounds(2);
        assertThat(cluster.topology().writers()).hasSize(3);
    }

    @Test
    void theOneThatIsAskedForAllStaysWhileItIsFit() {
        cluster.rounds(3);
        cluster.server(1).alive = false;
        cluster.rounds(3);
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        cluster.server(1).alive = true;
        cluster.rounds(3);
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.topology().writers()).hasSize(3);
    }

    @Test
    void anSqlNodeOfAnotherClusterIsNotUsed() {
        cluster.server(3).system = "MC_OTHER";
        cluster.rounds(3);
        assertThat(cluster.topology().nodes()).hasSize(2);
    }
}
