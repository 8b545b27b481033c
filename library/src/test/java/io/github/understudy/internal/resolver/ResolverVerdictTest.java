package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.NodeState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each verdict has a code, and says what it rests on. */
class ResolverVerdictTest {
    private final FakeCluster cluster = new FakeCluster(3, List.of(1));

    ResolverVerdictTest() {
        cluster.server(1).write();
        cluster.rounds(3);
    }

    private ClusterEvent last(EventType type) {
        return cluster.events.stream()
                .filter(event -> event.type() == type)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void silenceSource() {
        cluster.server(1).reachable = false;
        cluster.probe(cluster.server(1).endpoint);
        cluster.probe(cluster.server(1).endpoint);
    }

    private void probeReplicas() {
        cluster.pass(Duration.ofMillis(100));
        cluster.probe(cluster.server(2).endpoint);
        cluster.probe(cluster.server(3).endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "GONE, REFUSED, DOWN",
        "TIMEOUT, SILENT, SUSPECT",
        "ERROR, FAILED, SUSPECT",
        "NOT_READY, NOT_READY, DOWN",
        "ACCESS_DENIED, DENIED, DOWN",
        "OVERLOADED, OVERLOADED, UP"
    })
    void eachFailureHasItsCode(ProbeFailure.Kind kind, VerdictCode code, NodeState state) {
        cluster.fail(cluster.server(3).endpoint, kind);

        assertThat(cluster.node(3).state()).isEqualTo(state);
        assertThat(cluster.events)
                .anyMatch(event -> event.code() == code && event.reason().contains("probe failed: " + kind));
    }

    @Test
    void aVerdictNamesHowOftenSinceWhenAndTheThresholds() {
        silenceSource();

        ClusterEvent down = last(EventType.NODE_DOWN);
        assertThat(down.code()).isEqualTo(VerdictCode.SILENT);
        assertThat(down.evidence().missed()).isEqualTo(2);
        assertThat(down.evidence().lastAnswer()).isNotNull().isBefore(down.at());
        assertThat(down.evidence().limits()).contains("2 in a row make it dead");
        assertThat(last(EventType.SOURCE_LOST).code()).isEqualTo(VerdictCode.SILENT);
        assertThat(down.toString()).contains("NODE_DOWN [SILENT]", "2 probes in a row without an answer");
    }

    @Test
    void aSourceThatReplicasStillReceiveFromIsUnreachableFromHere() {
        silenceSource();
        probeReplicas();
        assertThat(cluster.count(EventType.NODE_REASSESSED)).isZero();

        cluster.server(1).write();
        cluster.server(2).replicate();
        probeReplicas();

        ClusterEvent reassessed = last(EventType.NODE_REASSESSED);
        assertThat(reassessed.code()).isEqualTo(VerdictCode.UNREACHABLE_FROM_HERE);
        assertThat(reassessed.evidence().witnesses())
                .anyMatch(it -> it.equals("db2:3306 still receives from it"))
                .anyMatch(it -> it.startsWith("db3:3306 is still connected to it, but has not been seen to receive"));
        assertThat(cluster.node(1).reason()).contains("not dead but unreachable from here: db2:3306 still receives");
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.DOWN);
        assertThat(cluster.source()).as("writes wait all the same").isNull();
    }

    @Test
    void whatArrivedBeforeTheSourceFailedUsProvesNothing() {
        cluster.server(1).write();
        silenceSource();
        cluster.server(2).replicate();

        probeReplicas();
        probeReplicas();

        assertThat(cluster.count(EventType.NODE_REASSESSED)).isZero();
        assertThat(cluster.node(1).reason()).doesNotContain("not dead");
    }

    @Test
    void aReplicaThatHasLostTheSourceTooIsNoWitness() {
        silenceSource();
        cluster.server(1).write();
        probeReplicas();
        cluster.server(2).replicate();
        cluster.server(1).alive = false;

        probeReplicas();
        cluster.probe(cluster.server(1).endpoint);

        assertThat(cluster.count(EventType.NODE_REASSESSED)).isZero();
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.DOWN);
    }

    @Test
    void whenTheReplicasLoseItTooTheVerdictIsTakenBack() {
        silenceSource();
        probeReplicas();
        cluster.server(1).write();
        cluster.server(2).replicate();
        probeReplicas();

        cluster.server(1).alive = false;
        probeReplicas();

        assertThat(cluster.count(EventType.NODE_REASSESSED)).isEqualTo(2);
        assertThat(last(EventType.NODE_REASSESSED).code()).isEqualTo(VerdictCode.SILENT);
        assertThat(last(EventType.NODE_REASSESSED).evidence().witnesses())
                .anyMatch(it -> it.equals("db2:3306 does not reach it either"));
    }

    @Test
    void aRestartIsToldFromAReturn() {
        cluster.server(3).reachable = false;
        cluster.rounds(3);
        cluster.server(3).reachable = true;
        cluster.round();
        assertThat(last(EventType.NODE_UP).code()).isEqualTo(VerdictCode.RECOVERED);

        cluster.server(3).alive = false;
        cluster.round();
        cluster.server(3).restart();
        cluster.round();
        assertThat(last(EventType.NODE_UP).code()).isEqualTo(VerdictCode.RESTARTED);
    }

    @Test
    void overloadIsToldOnceAndSoIsItsEnd() {
        for (int i = 0; i < 5; i++) {
            cluster.fail(cluster.server(1).endpoint, ProbeFailure.Kind.OVERLOADED);
        }
        assertThat(cluster.count(EventType.NODE_OVERLOADED)).isEqualTo(1);
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        assertThat(cluster.node(1).readable()).isTrue();

        cluster.round();
        assertThat(last(EventType.NODE_UP).reason()).isEqualTo("takes connections again");
        assertThat(cluster.node(1).reason()).isEmpty();
    }

    @Test
    void aDeadServerThatHasTooManyConnectionsIsNotTakenForWhatItWas() {
        cluster.server(1).alive = false;
        cluster.round();

        cluster.fail(cluster.server(1).endpoint, ProbeFailure.Kind.OVERLOADED);

        assertThat(cluster.source()).isNull();
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aDemotedSourceIsLostForThatReason() {
        cluster.server(1).readOnly = true;
        cluster.round();

        assertThat(last(EventType.SOURCE_LOST).code()).isEqualTo(VerdictCode.DEMOTED);
    }
}
