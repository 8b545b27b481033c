package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Labels;
import io.github.understudy.topology.Lag;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Replication in other shapes than a star of prompt replicas with GTIDs. */
class ShapesTest {

    private static FakeCluster chain(int seed) {
        FakeCluster cluster = new FakeCluster(3, List.of(seed));
        FakeCluster.follow(cluster.server(3), cluster.server(2));
        return cluster;
    }

    private static void write(FakeCluster cluster, int times, int... replicas) {
        for (int i = 0; i < times; i++) {
            cluster.server(1).write();
            for (int replica : replicas) {
                cluster.server(replica).replicate();
            }
            cluster.round();
        }
    }

    private static VerdictCode lastExclusion(FakeCluster cluster, int number) {
        return cluster.events(EventType.REPLICA_EXCLUDED).stream()
                .filter(event -> cluster.server(number).endpoint.equals(event.endpoint()))
                .reduce((one, later) -> later)
                .orElseThrow()
                .code();
    }

    @Nested
    class Chains {
        @Test
        void areFoundFromEachOfTheirServersAndAllServeReads() {
            for (int seed = 1; seed <= 3; seed++) {
                FakeCluster cluster = chain(seed);
                cluster.rounds(5);
                assertThat(cluster.source()).isEqualTo(cluster.server(1));
                assertThat(cluster.topology().nodes()).hasSize(3).allMatch(Node::readable);
            }
        }

        @Test
        void measureTheLagAgainstTheSourceAndNotAgainstTheRelay() {
            FakeCluster cluster = chain(1);
            cluster.rounds(4);
            cluster.server(2).stopped = true;
            write(cluster, 10, 2, 3);
            assertThat(cluster.node(3).lag().behind()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
            assertThat(cluster.node(3).lag()).isEqualTo(cluster.node(2).lag());
        }

        @Test
        void goOnServingBelowADeadRelayForAsLongAsTheLimitAllows() {
            FakeCluster cluster = chain(1);
            cluster.rounds(4);
            cluster.server(2).alive = false;
            cluster.rounds(3);
            assertThat(cluster.node(3).readable())
                    .as("nothing was written since")
                    .isTrue();
            write(cluster, 10, 3);
            assertThat(cluster.node(3).lag().behind()).isGreaterThan(Duration.ofSeconds(3));
            write(cluster, 140, 3);
            assertThat(cluster.node(3).readable()).isFalse();
            assertThat(lastExclusion(cluster, 3)).isEqualTo(VerdictCode.LAGGING);
            assertThat(cluster.source()).isEqualTo(cluster.server(1));
        }

        @Test
        void followAPromotedRelay() {
            FakeCluster cluster = chain(1);
            cluster.rounds(4);
            write(cluster, 3, 2, 3);
            cluster.server(1).alive = false;
            cluster.server(2).source = null;
            cluster.server(2).readOnly = false;
            cluster.rounds(3);
            assertThat(cluster.source()).isEqualTo(cluster.server(2));
            assertThat(cluster.node(3).readable()).isTrue();
            assertThat(cluster.count(EventType.WRITES_LOST)).isZero();
        }

        @Test
        void areLateBelowARelayThatIsLateOnPurpose() {
            FakeCluster cluster = chain(1);
            cluster.server(2).delay = Duration.ofHours(1);
            cluster.rounds(5);
            assertThat(cluster.node(3).lag().delay()).isEqualTo(Duration.ofHours(1));
            assertThat(cluster.node(3).readable()).isFalse();
        }
    }

    @Nested
    class SeveralSources {
        private final FakeCluster cluster = new FakeCluster(3, List.of(1));
        private final FakeServer foreign = cluster.stranger;

        SeveralSources() {
            cluster.server(2).foreign = foreign;
            foreign.write();
            cluster.server(2).replicate();
        }

        @Test
        void doNotMakeAnotherClustersSourceOneOfThisCluster() {
            cluster.rounds(5);
            assertThat(cluster.targets()).doesNotContain(foreign.endpoint).hasSize(3);
            assertThat(cluster.source()).isEqualTo(cluster.server(1));
            assertThat(cluster.node(2).readable()).isTrue();
        }

        @Test
        void doNotMatterToLagAndReasonWhereTheyAreAnotherClusters() {
            cluster.rounds(4);
            foreign.alive = false;
            cluster.server(2).stopped = true;
            cluster.server(2).error = "ours is broken";
            cluster.rounds(4);
            assertThat(cluster.node(2).readable()).isTrue();
            write(cluster, 140, 3);
            assertThat(cluster.node(2).readable()).isFalse();
            assertThat(cluster.node(2).reason()).contains("ours is broken").doesNotContain("their table");
        }

        @Test
        void bringTransactionsThatAreNotErrant() {
            cluster.rounds(5);
            foreign.write();
            cluster.server(2).replicate();
            cluster.rounds(5);
            assertThat(cluster.count(EventType.ERRANT_TRANSACTIONS)).isZero();
            cluster.server(2).write();
            cluster.rounds(5);
            assertThat(cluster.count(EventType.ERRANT_TRANSACTIONS)).isEqualTo(1);
        }

        @Test
        void doNotKeepAPromotedServerFromTheWrites() {
            cluster.rounds(5);
            cluster.server(1).reachable = false;
            cluster.server(3).source = null;
            cluster.server(3).readOnly = false;
            cluster.rounds(5);
            assertThat(cluster.source()).isEqualTo(cluster.server(3));
        }

        @Test
        void voteForTheirOwn() {
            cluster.rounds(5);
            cluster.server(1).source = null;
            cluster.server(3).readOnly = false;
            cluster.server(3).source = null;
            FakeCluster.follow(cluster.server(2), cluster.server(3));
            cluster.rounds(5);
            assertThat(cluster.source()).isEqualTo(cluster.server(3));
        }

        @Test
        void needANameWhereTheyAreAllThatIsKnown() {
            FakeCluster blind = new FakeCluster(2, List.of(2));
            blind.server(2).foreign = foreign;
            blind.rounds(3);
            assertThat(blind.source()).isNull();
            assertThat(blind.topology().explanation()).contains("db2:3306 follows several servers", "name the source");
        }
    }

    @Nested
    class Delayed {
        @Test
        void areNotReadByDefaultNotEvenForWantOfOthers() {
            FakeCluster cluster = new FakeCluster(2, List.of(1));
            cluster.server(2).delay = Duration.ofSeconds(5);
            cluster.rounds(5);
            assertThat(cluster.node(2).role()).isEqualTo(Role.REPLICA);
            assertThat(cluster.node(2).lag().isWithin(Duration.ZERO)).isTrue();
            assertThat(cluster.node(2).readable()).isFalse();
            assertThat(cluster.node(2).reason()).isEqualTo("applies 5 s late on purpose");
            cluster.server(2).delay = Duration.ZERO;
            cluster.round();
            assertThat(cluster.node(2).readable()).isTrue();
            cluster.server(2).delay = Duration.ofSeconds(5);
            cluster.round();
            assertThat(lastExclusion(cluster, 2)).isEqualTo(VerdictCode.DELAYED);
        }

        @Test
        void serveThoseWhoAskForTheirGroup() {
            FakeCluster cluster = delayed(false, endpoint -> new Labels("", "reporting", 1));
            assertThat(cluster.node(2).readable()).isTrue();
        }

        @Test
        void serveAllWhoAreContentWithTheirLagWhereThatIsWanted() {
            FakeCluster cluster = delayed(true, endpoint -> Labels.NONE);
            assertThat(cluster.node(2).readable()).isTrue();
            assertThat(cluster.node(2).lag()).isEqualTo(Lag.none().delayedBy(Duration.ofSeconds(5)));
        }

        private FakeCluster delayed(boolean read, Function<Endpoint, Labels> labels) {
            ResolverSettings usual = FakeServers.settings();
            FakeCluster cluster = new FakeCluster(
                    2,
                    List.of(1),
                    new ResolverSettings(
                            usual.maxLag(),
                            usual.minReplicas(),
                            usual.maxLagFloor(),
                            usual.timeoutsToDown(),
                            usual.forgetNanos(),
                            usual.allowed(),
                            usual.mapping(),
                            labels,
                            false,
                            usual.writers(),
                            read));
            cluster.server(2).delay = Duration.ofSeconds(5);
            cluster.rounds(5);
            return cluster;
        }
    }

    @Nested
    class WithoutGtids {
        private final FakeCluster cluster = chain(1);

        WithoutGtids() {
            cluster.servers.forEach(it -> {
                it.counting = false;
                it.behind = Duration.ofSeconds(1);
            });
            cluster.rounds(5);
        }

        @Test
        void aChainsLagIsTheSumOfItsLinks() {
            assertThat(cluster.source()).isEqualTo(cluster.server(1));
            assertThat(cluster.node(2).lag()).isEqualTo(Lag.of(Duration.ofSeconds(1)));
            assertThat(cluster.node(3).lag()).isEqualTo(Lag.of(Duration.ofSeconds(2)));
        }

        @Test
        void belowASilentRelayTheLagIsUnknownAndWritesGoOn() {
            cluster.server(2).reachable = false;
            cluster.rounds(4);
            assertThat(cluster.node(2).state()).isEqualTo(NodeState.DOWN);
            assertThat(cluster.source()).as("a relay that hangs says nothing").isEqualTo(cluster.server(1));
            assertThat(cluster.node(3).lag().isKnown()).isFalse();
            assertThat(cluster.node(3).readable()).isFalse();
        }

        @Test
        void readsGoOnWhileThereIsNoSource() {
            cluster.server(1).alive = false;
            cluster.rounds(30);
            assertThat(cluster.source()).isNull();
            assertThat(cluster.node(2).readable()).isTrue();
            assertThat(cluster.node(3).readable()).isTrue();
        }

        @Test
        void whoFollowsAFormerSourceIsNotRead() {
            cluster.server(1).readOnly = true;
            cluster.server(2).readOnly = false;
            cluster.server(2).source = null;
            FakeCluster.follow(cluster.server(3), cluster.server(1));
            cluster.rounds(4);
            assertThat(cluster.source()).isEqualTo(cluster.server(2));
            assertThat(cluster.node(3).lag().isKnown()).isFalse();
        }
    }

    @Test
    void whoIsOverwrittenByCloneIsLeftUntilItIsDone() {
        FakeCluster cluster = new FakeCluster(3, List.of(1));
        cluster.rounds(5);
        cluster.server(2).cloning = true;
        cluster.round();
        assertThat(cluster.node(2).state()).isEqualTo(NodeState.DOWN);
        assertThat(cluster.events(EventType.NODE_DOWN).get(0).code()).isEqualTo(VerdictCode.CLONING);
        cluster.server(2).cloning = false;
        cluster.server(2).restart();
        cluster.rounds(2);
        assertThat(cluster.node(2).readable()).isTrue();
    }
}
