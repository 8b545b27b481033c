package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.EventType;
import io.github.understudy.topology.Lag;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolverLagTest {

    @Test
    void measuresLagByTheAgeOfWhatTheReplicaHas() {
        FakeCluster cluster = new FakeCluster(2, List.of(1));
        cluster.rounds(3);
        assertThat(cluster.node(2).lag()).isEqualTo(Lag.none());

        for (int i = 0; i < 10; i++) {
            cluster.server(1).write();
            cluster.round();
        }

        assertThat(cluster.node(2).lag().behind()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        assertThat(cluster.node(2).readable()).isTrue();
    }

    @Test
    void anIdleSourceMakesNoLag() {
        FakeCluster cluster = new FakeCluster(2, List.of(1));
        cluster.server(1).write();
        cluster.server(2).replicate();

        cluster.rounds(100);

        assertThat(cluster.node(2).lag()).isEqualTo(Lag.none());
    }

    @Test
    void aReplicaThatWasNeverSeenCaughtUpHasUnknownLagAndServesNothing() {
        FakeCluster cluster = new FakeCluster(2, List.of(1));
        cluster.server(1).write();

        cluster.rounds(3);

        assertThat(cluster.node(2).lag().isKnown()).isFalse();
        assertThat(cluster.node(2).readable()).isFalse();
        cluster.server(2).replicate();
        cluster.rounds(2);
        assertThat(cluster.node(2).readable()).isTrue();
    }

    @Test
    void excludesAboveTheLimitAndAdmitsBelowHalfOfIt() {
        FakeCluster cluster = new FakeCluster(3, List.of(1));
        cluster.rounds(3);
        for (int i = 0; i < 24; i++) {
            cluster.server(1).write();
            cluster.server(3).replicate();
            cluster.round();
        }
        assertThat(cluster.node(2).readable()).isFalse();
        assertThat(cluster.node(2).reason()).contains("lags", "not yet below half the limit, 5000 ms");

        cluster.server(2).gtids = cluster.server(1).gtids;
        for (int i = 0; i < 13; i++) {
            cluster.server(1).write();
            cluster.server(3).replicate();
            cluster.round();
        }
        assertThat(cluster.node(2).lag().behind()).isGreaterThan(Duration.ofSeconds(5));
        assertThat(cluster.count(EventType.REPLICA_EXCLUDED)).isEqualTo(1);
    }

    @Test
    void theFreshestReplicaServesOnWhenAllLag() {
        FakeCluster cluster = new FakeCluster(2, List.of(1));
        cluster.rounds(3);
        for (int i = 0; i < 40; i++) {
            cluster.server(1).write();
            cluster.round();
        }
        assertThat(cluster.node(2).lag().isWithin(Duration.ofSeconds(10))).isFalse();
        assertThat(cluster.node(2).readable()).isTrue();
        assertThat(cluster.node(2).reason()).contains("too few replicas are fresher");

        for (int i = 0; i < 100; i++) {
            cluster.server(1).write();
            cluster.round();
        }
        assertThat(cluster.node(2).readable()).as("above the hard limit").isFalse();
    }

    @Test
    void lagStandsStillWhileTheSourceIsDead() {
        FakeCluster cluster = new FakeCluster(2, List.of(1));
        cluster.rounds(3);

        cluster.server(1).alive = false;
        cluster.rounds(200);

        assertThat(cluster.node(2).readable()).isTrue();
    }
}
