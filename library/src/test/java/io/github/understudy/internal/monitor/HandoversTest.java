package io.github.understudy.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.metrics.FailoverOutcome;
import io.github.understudy.metrics.Failovers;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Labels;
import io.github.understudy.topology.Lag;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HandoversTest {
    private final Handovers handovers = new Handovers(1_000);

    @Test
    void theFirstSourceIsNoFailover() {
        assertThat(handovers.withoutSource(1_500)).isEqualTo(Duration.ofNanos(500));
        handovers.source(node("a"), 2_000);
        assertThat(handovers.withoutSource(9_000)).isZero();
        assertThat(handovers.of(FailoverOutcome.CHANGED).count()).isZero();
        assertThat(handovers.of(FailoverOutcome.RETURNED).count()).isZero();
    }

    @Test
    void aChangeAndAReturnAreToldApart() {
        handovers.source(node("a"), 2_000);
        handovers.source(null, 3_000);
        handovers.source(null, 3_500);
        assertThat(handovers.withoutSource(4_000)).isEqualTo(Duration.ofNanos(1_000));
        handovers.source(node("b"), 5_000);
        handovers.source(null, 6_000);
        handovers.source(node("b"), 6_300);
        handovers.source(node("b"), 6_400);
        assertThat(handovers.of(FailoverOutcome.CHANGED))
                .isEqualTo(new Failovers(FailoverOutcome.CHANGED, 1, Duration.ofNanos(2_000)));
        assertThat(handovers.of(FailoverOutcome.RETURNED))
                .isEqualTo(new Failovers(FailoverOutcome.RETURNED, 1, Duration.ofNanos(300)));
    }

    @Test
    void aSwitchoverThatIsSeenAtOnceTakesNoTime() {
        handovers.source(node("a"), 2_000);
        handovers.source(node("b"), 3_000);
        assertThat(handovers.of(FailoverOutcome.CHANGED))
                .isEqualTo(new Failovers(FailoverOutcome.CHANGED, 1, Duration.ZERO));
    }

    private static Node node(String id) {
        return new Node(
                new NodeId(id),
                new Endpoint(id, 3306),
                null,
                "",
                Role.SOURCE,
                NodeState.UP,
                false,
                Lag.none(),
                null,
                Labels.NONE,
                "");
    }
}
