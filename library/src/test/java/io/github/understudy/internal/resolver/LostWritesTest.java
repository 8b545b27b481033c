package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Promotions with and without loss, looked at in every order. */
class LostWritesTest {

    private static FakeCluster cluster(boolean refuse) {
        FakeCluster cluster = new FakeCluster(3, List.of(1, 2, 3), FakeServers.settings(refuse, WriterRules.PLAIN));
        cluster.rounds(2);
        return cluster;
    }

    /** Three are written, one of them by us; nobody gets them, and the source dies. */
    private static void loseThree(FakeCluster cluster) {
        FakeServer source = cluster.server(1);
        source.write();
        cluster.acknowledge(source);
        source.write();
        source.write();
        cluster.round();
        source.alive = false;
        cluster.rounds(2);
    }

    @Test
    void tellsOnceWhatThePromotedReplicaLacks() {
        FakeCluster cluster = cluster(false);
        loseThree(cluster);

        cluster.promote(cluster.server(2));
        cluster.rounds(10);

        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.events(EventType.WRITES_LOST)).singleElement().satisfies(event -> {
            assertThat(event.endpoint()).isEqualTo(cluster.server(2).endpoint);
            assertThat(event.reason())
                    .contains("db2:3306 is to take the writes")
                    .contains("lacks 3 transactions that the former source db1:3306 had")
                    .contains("aaaaaaaa-0000-0000-0000-000000000001:1-3.")
                    .contains("1 of them was acknowledged to this data source")
                    .contains("The other 2 were only seen on db1:3306")
                    .contains("Writes go on there");
        });
    }

    @Test
    void tellsWhatWasAcknowledgedAndNeverSeen() {
        FakeCluster cluster = cluster(false);
        FakeServer source = cluster.server(1);
        source.write();
        cluster.acknowledge(source);
        source.alive = false;

        cluster.promote(cluster.server(2));
        cluster.rounds(4);

        assertThat(cluster.events(EventType.WRITES_LOST))
                .singleElement()
                .extracting(ClusterEvent::reason)
                .asString()
                .contains("lacks 1 transaction ", "1 of them was acknowledged");
    }

    @Test
    void tellsAfterwardsOfWhatWasAcknowledgedByAnAnswerThatCameLate() {
        FakeCluster cluster = cluster(false);
        FakeServer source = cluster.server(1);
        source.write();
        source.alive = false;
        cluster.promote(cluster.server(2));
        cluster.rounds(3);
        assertThat(cluster.count(EventType.WRITES_LOST)).isZero();

        cluster.acknowledge(source);
        cluster.rounds(4);

        assertThat(cluster.count(EventType.WRITES_LOST)).isEqualTo(1);
    }

    /** It is not due yet at the first look, so the second look settles less than the server lacks. */
    @Test
    void whatIsAcknowledgedWhileAnotherLossIsSettledIsToldAsWell() {
        FakeCluster cluster = cluster(false);
        FakeServer former = cluster.server(1);
        FakeServer other = cluster.server(2);
        FakeServer chosen = cluster.server(3);
        cluster.promote(chosen);
        cluster.probe(chosen.endpoint);
        cluster.promote(former);
        former.write();
        cluster.acknowledge(former);
        former.write();
        GtidSet late = former.last();
        other.replicate();
        former.alive = false;
        cluster.probe(former.endpoint); // for a moment the chosen one is judged by its old answer
        cluster.acknowledge(late);
        cluster.probe(chosen.endpoint);
        cluster.promote(chosen);
        cluster.probe(chosen.endpoint);
        former.alive = true;
        former.readOnly = true;
        cluster.probe(former.endpoint);
        cluster.rounds(10);

        assertThat(cluster.events(EventType.WRITES_LOST)).hasSize(2);
    }

    @Test
    void whatTheReplicaHadIsNotLost() {
        FakeCluster cluster = cluster(true);
        FakeServer source = cluster.server(1);
        source.write();
        cluster.acknowledge(source);
        cluster.server(2).replicate();
        cluster.round();
        source.alive = false;
        cluster.round();

        cluster.promote(cluster.server(2));
        cluster.server(2).write();
        cluster.acknowledge(cluster.server(2));
        cluster.rounds(10);

        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.count(EventType.WRITES_LOST)).isZero();
    }

    @Test
    void writesThatAreAcknowledgedBetweenTwoLooksAreNotMissed() {
        FakeCluster cluster = cluster(true);
        for (int i = 0; i < 50; i++) {
            Observation before = cluster.server(1).observe();
            cluster.server(1).write();
            cluster.acknowledge(cluster.server(1));
            cluster.tell(cluster.server(1).endpoint, before);
            assertThat(cluster.source()).isEqualTo(cluster.server(1));
            cluster.round();
        }
        assertThat(cluster.count(EventType.WRITES_LOST)).isZero();
    }

    @Test
    void aServerThatIsWritableBeforeItHasAppliedEverythingIsWaitedFor() {
        FakeCluster cluster = cluster(false);
        loseThree(cluster);
        FakeServer next = cluster.server(2);

        next.readOnly = false;
        next.stopped = true;
        next.applying = true;
        cluster.rounds(5);
        assertThat(cluster.source()).isEqualTo(next);
        assertThat(cluster.count(EventType.WRITES_LOST)).isZero();
        next.gtids = next.gtids.union(cluster.server(1).gtids);
        cluster.promote(next);
        cluster.rounds(50);

        assertThat(cluster.count(EventType.WRITES_LOST)).isZero();
    }

    @Test
    void isNotWaitedForForever() {
        FakeCluster cluster = cluster(false);
        loseThree(cluster);
        FakeServer next = cluster.server(2);
        next.readOnly = false;
        next.stopped = true;
        next.applying = true;

        cluster.rounds(15);
        assertThat(cluster.count(EventType.WRITES_LOST)).isZero();
        cluster.rounds(10);

        assertThat(cluster.count(EventType.WRITES_LOST)).isEqualTo(1);
    }

    @Test
    void oneAnswerMayHaveSeenTransactionsBeforeAndReplicationAfterTheLastOne() {
        FakeCluster cluster = cluster(false);
        loseThree(cluster);
        FakeServer next = cluster.server(2);
        cluster.promote(next);

        cluster.probe(next.endpoint);
        next.gtids = next.gtids.union(cluster.server(1).gtids);
        cluster.rounds(20);

        assertThat(cluster.count(EventType.WRITES_LOST)).isZero();
    }

    @Test
    void aSwitchoverInAnyOrderOfProbesLosesNothing() {
        for (boolean refuse : new boolean[] {false, true}) {
            FakeCluster cluster = cluster(refuse);
            for (int next : new int[] {2, 3, 1, 3, 2, 1}) {
                FakeServer old = Objects.requireNonNull(cluster.source());
                old.write();
                cluster.acknowledge(old);
                cluster.round();
                old.write();
                cluster.acknowledge(old);
                FakeServer chosen = cluster.server(next);
                chosen.gtids = chosen.gtids.union(old.gtids);
                cluster.promote(chosen);
                chosen.write();
                old.replicate();
                cluster.probe(old.endpoint);
                cluster.rounds(3);
                assertThat(cluster.source()).isEqualTo(chosen);
            }
            assertThat(cluster.count(EventType.WRITES_LOST)).isZero();
            assertThat(cluster.count(EventType.ERRANT_TRANSACTIONS)).isZero();
        }
    }

    @Test
    void refusesUntilTheTransactionsAppear() {
        FakeCluster cluster = cluster(true);
        loseThree(cluster);
        cluster.promote(cluster.server(2));

        cluster.round();
        assertThat(cluster.source()).as("not even for a moment").isNull();
        assertThat(cluster.node(2).state()).as("it may still get them").isEqualTo(NodeState.UP);
        cluster.rounds(5);
        assertThat(cluster.source()).isNull();
        assertThat(cluster.node(2).state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(cluster.topology().explanation())
                .contains("writes are refused (understudy.on-lost-writes=refuse)")
                .contains("aaaaaaaa-0000-0000-0000-000000000001:1-3")
                .contains("acceptLostWrites()");
        assertThat(cluster.count(EventType.WRITES_LOST)).isEqualTo(1);

        cluster.server(2).gtids = cluster.server(2).gtids.union(cluster.server(1).gtids);
        cluster.rounds(2);

        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.node(2).state()).isEqualTo(NodeState.UP);
        assertThat(cluster.count(EventType.WRITES_LOST)).isEqualTo(1);
    }

    @Test
    void refusesUntilTheApplicationDoesWithoutThem() {
        FakeCluster cluster = cluster(true);
        assertThat(cluster.acceptLostWrites()).isFalse();
        loseThree(cluster);
        cluster.promote(cluster.server(2));
        cluster.rounds(5);

        assertThat(cluster.acceptLostWrites()).isTrue();

        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        cluster.rounds(10);
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.count(EventType.WRITES_LOST)).isEqualTo(1);
        assertThat(cluster.acceptLostWrites()).isFalse();
    }

    @Test
    void anotherServerThatLacksThemIsRefusedAsWell() {
        FakeCluster cluster = cluster(true);
        loseThree(cluster);
        cluster.promote(cluster.server(2));
        cluster.rounds(5);
        cluster.server(2).alive = false;
        cluster.promote(cluster.server(3));
        cluster.rounds(5);

        assertThat(cluster.source()).isNull();
        assertThat(cluster.topology().explanation()).contains("db3:3306 is writable and would be the source");
    }

    @Test
    void theFormerSourceThatReturnsIsTakenAgain() {
        FakeCluster cluster = cluster(true);
        loseThree(cluster);
        cluster.promote(cluster.server(2));
        cluster.rounds(5);

        cluster.server(1).alive = true;
        cluster.promote(cluster.server(1));
        cluster.rounds(5);

        assertThat(cluster.source()).isEqualTo(cluster.server(1));
    }

    @Test
    void aSourceThatComesBackWithoutWhatItHadAcknowledgedHasLostIt() {
        FakeCluster cluster = cluster(false);
        FakeServer source = cluster.server(1);
        source.write();
        cluster.acknowledge(source);
        cluster.round();
        source.alive = false;
        cluster.round();

        source.gtids = cluster.server(2).gtids;
        source.alive = true;
        cluster.rounds(4);

        assertThat(cluster.events(EventType.WRITES_LOST))
                .singleElement()
                .extracting(ClusterEvent::reason)
                .asString()
                .contains("1 of them was acknowledged");
    }

    @Test
    void tellsOfASecondPromotionWhatTheFirstOneHadNotBeenJudgedFor() {
        FakeCluster cluster = cluster(false);
        loseThree(cluster);
        cluster.promote(cluster.server(2));
        cluster.probe(cluster.server(2).endpoint);
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        cluster.server(2).alive = false;
        cluster.promote(cluster.server(3));
        cluster.rounds(5);

        assertThat(cluster.source()).isEqualTo(cluster.server(3));
        assertThat(cluster.events(EventType.WRITES_LOST))
                .singleElement()
                .extracting(ClusterEvent::reason)
                .asString()
                .contains("db3:3306 is to take the writes", "lacks 3 transactions");
    }

    @Test
    void whatTheDriverDoesNotTellIsSaidNotToBeKnown() {
        FakeCluster cluster = cluster(false);
        cluster.untold();
        FakeServer source = cluster.server(1);
        source.write();
        cluster.round();
        source.alive = false;
        cluster.promote(cluster.server(2));
        cluster.rounds(5);

        assertThat(cluster.events(EventType.WRITES_LOST).get(0).reason())
                .contains("is not known, because the driver does not tell");
    }

    @Test
    void aLongListIsCut() {
        FakeCluster cluster = cluster(false);
        FakeServer source = cluster.server(1);
        for (int i = 0; i < 2_000; i++) {
            source.write();
            if (i % 2 == 0) {
                cluster.server(2).gtids = cluster.server(2).gtids.union(source.last());
            }
        }
        cluster.round();
        source.alive = false;
        cluster.promote(cluster.server(2));
        cluster.pass(Duration.ofSeconds(1));
        cluster.rounds(5);

        assertThat(cluster.events(EventType.WRITES_LOST).get(0).reason())
                .contains("lacks 1000 transactions", "(cut here)")
                .hasSizeLessThan(2_000);
    }
}
