package io.github.understudy.internal.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of whom the ledger believes that a transaction is absent, which was sent to another server. */
class CirclesTest {
    private final Circles circles = new Circles();
    private Topology now = Topology.EMPTY;

    @Test
    void aMemberSpeaksForOneThatHasDied() {
        see("a1", "a1", "a2", "a3");
        see("a1", "a2", "a3");
        see("a2", "a2", "a3");
        assertThat(speaksFor("a2", "a1")).isTrue();
    }

    @Test
    void whoJoinsLaterSpeaksForThemToo() {
        see("a1", "a1", "a2");
        see("a1", "a1", "a2", "a3");
        see("a3", "a3");
        assertThat(speaksFor("a3", "a1")).isTrue();
    }

    @Test
    void anotherGroupThatFollowsDoesNot() {
        see("a1", "a1", "a2", "a3");
        see("b1", "b1", "b2", "b3");
        assertThat(speaksFor("b1", "a1")).isFalse();
        see("a2", "a2", "a3");
        assertThat(speaksFor("a2", "a1")).isTrue();
        assertThat(speaksFor("b1", "b2"))
                .as("it does not agree with the source now")
                .isFalse();
    }

    @Test
    void neitherDoesTheAsynchronousReplicaThatIsPromoted() {
        see("a1", "a1", "a2");
        see("r");
        assertThat(speaksFor("r", "a1")).isFalse();
        assertThat(speaksFor("a1", "r")).isFalse();
    }

    @Test
    void whoHasGoneToAnotherGroupSpeaksForThatOne() {
        see("a1", "a1", "a2", "a3");
        see("b1", "b1", "b2", "a3");
        assertThat(speaksFor("a3", "a1")).isFalse();
        assertThat(speaksFor("b1", "a3")).isTrue();
    }

    @Test
    void oneThatWasThrownOutIsAskedAgainOnlyAfterItsReturn() {
        see("a1", "a1", "a2");
        see("a1", "a2");
        assertThat(speaksFor("a1", "a1")).isFalse();
        see("a1", "a1", "a2");
        assertThat(speaksFor("a1", "a1")).isTrue();
    }

    private void see(String source, String... agreeing) {
        List<NodeId> ids = Stream.of(agreeing).map(NodeId::new).toList();
        now = new Topology(1, List.of(), null, "", ClusterKind.GROUP_REPLICATION, List.of(), ids);
        circles.see(now, new NodeId(source));
    }

    private boolean speaksFor(String asked, String sentTo) {
        return circles.isIn(circles.of(new NodeId(sentTo)), new NodeId(asked), now);
    }
}
