package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A replica that comes and goes serves reads less and less; one that stays is trusted again. */
class FlappingTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void theDelayDoublesFromTheSecondFallOnAndHasALimit() {
        Stability stability = Stability.UNTRIED;
        long now = 0;
        long[] holds = new long[9];
        for (int i = 0; i < holds.length; i++) {
            stability = stability.fell(now).fell(now);
            holds[i] = stability.holdNanos() / SECOND;
            now += SECOND;
            stability = stability.returned(now);
            assertThat(stability.isDistrusted(now)).isEqualTo(holds[i] > 0);
            now += stability.holdNanos();
            assertThat(stability.isDistrusted(now)).isFalse();
        }
        assertThat(holds).containsExactly(0, 1, 2, 4, 8, 16, 30, 30, 30);
        assertThat(stability.fell(now + 61 * SECOND).falls())
                .as("a calm minute later")
                .isEqualTo(1);
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFlappingReplicaIsAdmittedSeldomerThanItReturnsAndAlwaysInTheEnd(long seed) {
        Random random = new Random(seed);
        FakeCluster cluster = new FakeCluster(4, List.of(1));
        cluster.rounds(3);
        int returns = 0;
        int flaps = 5 + random.nextInt(20);
        for (int i = 0; i < flaps; i++) {
            cluster.server(4).alive = false;
            cluster.rounds(1 + random.nextInt(3));
            cluster.server(4).alive = true;
            returns++;
            cluster.rounds(1 + random.nextInt(3));
        }
        long admissions = cluster.events.stream()
                .filter(event -> event.type() == EventType.REPLICA_ADMITTED)
                .filter(event -> cluster.server(4).endpoint.equals(event.endpoint()))
                .count();
        assertThat(admissions)
                .as("seed %d: %d returns", seed, returns)
                // The first time by itself, the first return, and where it stayed up for longer than the short delays.
                .isLessThanOrEqualTo(5);
        assertThat(cluster.events.stream().map(ClusterEvent::code)).contains(VerdictCode.FLAPPING);

        cluster.pass(Duration.ofSeconds(30));
        cluster.rounds(2);
        assertThat(cluster.node(4).readable())
                .as("seed %d: trusted again in the end", seed)
                .isTrue();
    }

    @Test
    void aFlappingReplicaServesAllTheSameWhenThereIsNoOther() {
        FakeCluster cluster = new FakeCluster(2, List.of(1));
        cluster.rounds(3);
        for (int i = 0; i < 6; i++) {
            cluster.server(2).alive = false;
            cluster.round();
            cluster.server(2).alive = true;
            cluster.round();
        }
        assertThat(cluster.node(2).readable()).isTrue();
        assertThat(cluster.node(2).reason()).contains("serves reads all the same");
    }

    @Test
    void theSourceIsNeverHeldBack() {
        FakeCluster cluster = new FakeCluster(3, List.of(1));
        cluster.rounds(3);
        for (int i = 0; i < 6; i++) {
            cluster.server(1).alive = false;
            cluster.round();
            cluster.server(1).alive = true;
            cluster.round();
            assertThat(cluster.source()).isEqualTo(cluster.server(1));
        }
    }
}
