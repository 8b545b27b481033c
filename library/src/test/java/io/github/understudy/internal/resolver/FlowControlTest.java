package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A node that makes its whole cluster wait is relieved of reads; a writer that waits for it stays the writer. */
class FlowControlTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private final FakeGalera cluster = new FakeGalera(3, 1);

    @Test
    void oneBurstSaysNothing() {
        Braking braking = seen(Braking.NONE, 0, 0, 0);
        braking = seen(braking, 1, 50, 0);
        braking = seen(braking, 2, 50, 0);
        braking = seen(braking, 3, 60, 0);
        assertThat(braking.brakes()).isFalse();
    }

    @Test
    void someSecondsInARowDoAndMoreTakeItBack() {
        Braking braking = seen(Braking.NONE, 0, 0, 0);
        for (int second = 1; second <= Braking.SECONDS_TO_BRAKE; second++) {
            assertThat(braking.brakes()).isFalse();
            braking = seen(braking, second, second, 0);
        }
        assertThat(braking.brakes()).isTrue();
        int since = Braking.SECONDS_TO_BRAKE;
        for (int second = 1; second <= Braking.SECONDS_TO_RELEASE; second++) {
            assertThat(braking.brakes())
                    .as("after %d quiet seconds", second - 1)
                    .isTrue();
            braking = seen(braking, since + second, since, 0);
        }
        assertThat(braking.brakes()).isFalse();
    }

    @Test
    void shorterThanASecondNothingIsJudged() {
        Braking braking = seen(Braking.NONE, 0, 0, 0);
        for (int i = 1; i < 10; i++) {
            braking = braking.seen(new FlowControl(i, i, 0), i * SECOND / 10);
        }
        assertThat(braking.asked()).isZero();
        assertThat(braking.seen(new FlowControl(10, 10, 0), SECOND).asked()).isEqualTo(10);
    }

    /** It asks once, and does not end it. */
    @Test
    void whoStandsStillBrakesAllTheTime() {
        Braking braking = seen(Braking.NONE, 0, 0, 0);
        for (int second = 1; second <= Braking.SECONDS_TO_BRAKE; second++) {
            braking = braking.seen(new FlowControl(1, 1, second * SECOND, true), second * SECOND);
        }
        assertThat(braking.brakes()).isTrue();
        assertThat(braking.asked()).isEqualTo(1);
        assertThat(GaleraFitness.whyBraking(braking).reason()).contains("which stands now");
    }

    @Test
    void countersThatBeginAnewAreNoPauses() {
        Braking braking = seen(Braking.NONE, 0, 1000, 5 * SECOND);
        braking = seen(braking, 1, 3, 0);
        assertThat(braking.asked()).isZero();
        assertThat(braking.share()).isZero();
        assertThat(braking.seen(FlowControl.UNTOLD, 2 * SECOND)).isEqualTo(Braking.NONE);
    }

    private static Braking seen(Braking before, int second, long sent, long pausedNanos) {
        return before.seen(new FlowControl(sent, sent, pausedNanos), second * SECOND);
    }

    @Test
    void aSlowReaderIsRelievedAndTheWriterIsExplainedAndStays() {
        cluster.rounds(3);
        for (int second = 0; second < 5; second++) {
            pause(2, 7, SECOND / 2);
        }
        assertThat(cluster.node(2).readable()).isFalse();
        assertThat(cluster.node(2).reason()).contains("flow control");
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        ClusterEvent held = told(EventType.WRITES_HELD_BACK).get(0);
        assertThat(held.code()).isEqualTo(VerdictCode.FLOW_CONTROL);
        assertThat(held.evidence().limits()).contains("25 %");
        assertThat(held.evidence().witnesses()).anyMatch(text -> text.contains("g2:3306 asked for"));
        for (int second = 0; second < 7; second++) {
            pause(2, 0, 0);
        }
        assertThat(cluster.node(2).readable()).isTrue();
        assertThat(told(EventType.WRITES_HELD_BACK))
                .last()
                .satisfies(event -> assertThat(event.code()).isEqualTo(VerdictCode.RECOVERED));
        assertThat(told(EventType.SOURCE_ACCEPTED)).hasSize(1);
    }

    @Test
    void theLastReaderServesOnRatherThanTheWriterAlone() {
        cluster.rounds(3);
        cluster.kill(3);
        cluster.rounds(3);
        for (int second = 0; second < 5; second++) {
            pause(2, 7, SECOND / 2);
        }
        assertThat(cluster.node(2).readable()).isTrue();
        assertThat(cluster.node(2).reason()).contains("flow control", "too few");
    }

    /** For a second one node asks for pauses, which all have. */
    private void pause(int number, long times, long pausedNanos) {
        FlowControl own = cluster.server(number).flow;
        cluster.server(number).flow = new FlowControl(own.sent() + times, own.received(), own.pausedNanos());
        cluster.servers.forEach(server -> server.flow = new FlowControl(
                server.flow.sent(), server.flow.received() + times, server.flow.pausedNanos() + pausedNanos));
        cluster.pass(Duration.ofMillis(700));
        cluster.rounds(1);
    }

    private List<ClusterEvent> told(EventType type) {
        return cluster.events.stream().filter(event -> event.type() == type).toList();
    }
}
