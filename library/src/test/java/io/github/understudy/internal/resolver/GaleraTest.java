package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the resolver makes of a Galera cluster. */
class GaleraTest {
    private final FakeGalera cluster = new FakeGalera(3, 2);

    @Test
    void allNodesAreFoundFromOneAndTheFirstTakesTheWrites() {
        cluster.rounds(3);
        assertThat(cluster.topology().kind()).isEqualTo(ClusterKind.GALERA);
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        assertThat(cluster.node(2).role()).isEqualTo(Role.REPLICA);
        assertThat(cluster.node(2).readable()).isTrue();
        assertThat(cluster.node(3).readable()).isTrue();
    }

    @Test
    void writesStayWhereTheyAreWhenTheFirstComesBack() {
        cluster.rounds(3);
        cluster.kill(1);
        cluster.rounds(3);
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        cluster.start(1);
        cluster.rounds(3);
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.node(1).readable()).isTrue();
    }

    @Test
    void writesGoBackByChoice() {
        FakeGalera other = new FakeGalera(3, 2, new WriterRules(true, false, endpoint -> WriterRules.ORDINARY));
        other.rounds(3);
        other.kill(1);
        other.rounds(3);
        assertThat(other.source()).isEqualTo(other.server(2));
        other.start(1);
        other.rounds(3);
        assertThat(other.source()).isEqualTo(other.server(1));
    }

    @Test
    void aDesyncedWriterIsLeftAndMayEndItsWork() {
        cluster.rounds(3);
        cluster.server(1).desynced = true;
        cluster.rounds(1);
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.UP);
        assertThat(cluster.node(1).readable()).isFalse();
        assertThat(cluster.hasTold(VerdictCode.DESYNCED)).isTrue();
        cluster.server(1).desynced = false;
        cluster.rounds(1);
        assertThat(cluster.node(1).readable()).isTrue();
    }

    @Test
    void aDesyncedReaderIsNotReadEvenIfItIsTheLast() {
        cluster.rounds(3);
        cluster.kill(3);
        cluster.server(2).desynced = true;
        cluster.rounds(3);
        assertThat(cluster.node(2).readable()).isFalse();
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
    }

    @Test
    void aDonorIsBetterThanNobody() {
        cluster.rounds(3);
        cluster.kill(2);
        cluster.kill(3);
        cluster.server(1).desynced = true;
        cluster.rounds(3);
        assertThat(cluster.source()).isNull(); // one of three has no quorum
        cluster.bootstrap(0, 9);
        cluster.rounds(3);
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
    }

    @Test
    void aNodeThatRefusesStatementsGetsNone() {
        cluster.rounds(3);
        cluster.server(1).rejecting = true;
        cluster.server(2).rejecting = true;
        cluster.rounds(1);
        assertThat(cluster.source()).isEqualTo(cluster.server(3));
        assertThat(cluster.node(2).readable()).isFalse();
        assertThat(cluster.hasTold(VerdictCode.REJECTS_QUERIES)).isTrue();
    }

    @Test
    void aLongQueueExcludesFromReadsUntilItIsHalfAsLong() {
        cluster.rounds(3);
        cluster.server(2).queue = GaleraFitness.LONG_QUEUE + 1;
        cluster.rounds(1);
        assertThat(cluster.node(2).readable()).isFalse();
        cluster.server(2).queue = GaleraFitness.LONG_QUEUE - 1;
        cluster.rounds(1);
        assertThat(cluster.node(2).readable()).isFalse();
        cluster.server(2).queue = GaleraFitness.LONG_QUEUE / 2;
        cluster.rounds(1);
        assertThat(cluster.node(2).readable()).isTrue();
    }

    @Test
    void whoIsCutOffIsLeftAtOnce() {
        cluster.rounds(3);
        cluster.cut(1, 1);
        cluster.rounds(1);
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.DOWN);
        assertThat(cluster.hasTold(VerdictCode.NOT_PRIMARY)).isTrue();
    }

    @Test
    void nobodyIsWrittenToWhenAllAreCutOff() {
        cluster.rounds(3);
        cluster.cut(1, 1);
        cluster.cut(2, 2);
        cluster.cut(3, 3);
        cluster.rounds(1);
        assertThat(cluster.source()).isNull();
        assertThat(cluster.topology().explanation()).contains("majority");
    }

    @Test
    void ofTwoClustersTheOneWithTheMajorityIsWrittenTo() {
        cluster.rounds(3);
        cluster.cut(1, 1);
        cluster.bootstrap(1, 7);
        cluster.rounds(5);
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(cluster.node(1).reason()).contains("of 1", "of 2");
    }

    @Test
    void withoutAMajorityNoneIsWrittenTo() {
        FakeGalera four = new FakeGalera(4, 1);
        four.rounds(3);
        four.cut(1, 1, 2);
        four.bootstrap(1, 7);
        four.bootstrap(0, 8);
        four.rounds(5);
        assertThat(four.source()).isNull();
        assertThat(four.topology().explanation()).contains("refused", "split");
    }

    @Test
    void aNewMemberIsNoSplit() {
        cluster.kill(3);
        cluster.rounds(3);
        cluster.start(3);
        cluster.probe(cluster.server(1).endpoint); // knows of three, while the other last said two
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        cluster.pass(Duration.ofMillis(100));
        cluster.rounds(2);
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        assertThat(cluster.node(3).readable()).isTrue();
        assertThat(cluster.isSettled()).isTrue();
    }
}
