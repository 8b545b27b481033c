package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.EventType;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Labels;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResolverTest {

    @Test
    void findsTheWholeClusterFromOneReplica() {
        FakeCluster cluster = new FakeCluster(3, List.of(2));
        FakeCluster.follow(cluster.server(3), cluster.server(2));

        cluster.rounds(3);

        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        assertThat(cluster.topology().nodes()).hasSize(3);
        assertThat(cluster.node(3).role()).isEqualTo(Role.REPLICA);
        assertThat(cluster.count(EventType.NODE_DISCOVERED)).isEqualTo(2);
    }

    @Test
    void losesTheSourceAtOnceWhenItsPortIsClosed() {
        FakeCluster cluster = new FakeCluster(3, List.of(1));
        cluster.rounds(2);

        cluster.server(1).alive = false;
        cluster.probe(cluster.server(1).endpoint);

        assertThat(cluster.topology().sourceNode()).isNull();
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.DOWN);
        assertThat(cluster.topology().explanation()).contains("no server is writable", "not reachable");
    }

    @Test
    void suspectsASilentSourceFirstAndKeepsIt() {
        FakeCluster cluster = new FakeCluster(2, List.of(1));
        cluster.rounds(2);

        cluster.server(1).reachable = false;
        cluster.probe(cluster.server(1).endpoint);
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.SUSPECT);

        cluster.probe(cluster.server(1).endpoint);
        assertThat(cluster.source()).isNull();
    }

    @Test
    void followsAPromotion() {
        FakeCluster cluster = new FakeCluster(3, List.of(1));
        cluster.rounds(2);

        cluster.server(1).alive = false;
        cluster.round();
        cluster.promote(cluster.server(3));
        cluster.probe(cluster.server(3).endpoint);

        assertThat(cluster.source()).isEqualTo(cluster.server(3));
        assertThat(cluster.topology().explanation()).contains("only writable server", "db1:3306 is not reachable");
    }

    /** The servers' default: a replica need not be read-only, and is no leftover when it is promoted. */
    @Test
    void followsThePromotionOfAReplicaThatCouldAlwaysBeWritten() {
        FakeCluster cluster = new FakeCluster(3, List.of(1));
        cluster.server(2).readOnly = false;
        cluster.server(3).readOnly = false;
        cluster.rounds(2);
        assertThat(cluster.source()).isEqualTo(cluster.server(1));

        cluster.server(1).write();
        cluster.probe(cluster.server(1).endpoint);
        cluster.server(1).alive = false;
        cluster.round();
        cluster.server(3).source = null;
        cluster.server(2).source = cluster.server(3);
        cluster.rounds(2);

        assertThat(cluster.source()).isEqualTo(cluster.server(3));
    }

    @Test
    void aSwitchoverThatIsSeenFirstOnTheNewSourceCutsNobodyOff() {
        FakeCluster cluster = new FakeCluster(3, List.of(1));
        cluster.rounds(2);

        cluster.promote(cluster.server(2));
        cluster.probe(cluster.server(2).endpoint);
        cluster.probe(cluster.server(3).endpoint);
        assertThat(cluster.source()).as("not before it was asked again").isEqualTo(cluster.server(1));
        cluster.probe(cluster.server(1).endpoint);

        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.count(EventType.NODE_QUARANTINED)).isZero();
    }

    @Test
    void quarantinesAnOldSourceThatReturnsWritable() {
        FakeCluster cluster = new FakeCluster(3, List.of(1, 2, 3));
        cluster.rounds(2);
        cluster.server(1).alive = false;
        cluster.promote(cluster.server(2));
        cluster.rounds(2);

        cluster.server(1).alive = true;
        cluster.rounds(3);

        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(cluster.node(1).readable()).isFalse();
        assertThat(cluster.node(1).reason()).contains("make it read-only");
    }

    @Test
    void keepsTheKnownSourceWhenAReplicaBecomesWritableThatNobodyFollows() {
        FakeCluster cluster = new FakeCluster(2, List.of(1));
        cluster.rounds(2);

        cluster.server(2).source = null;
        cluster.server(2).readOnly = false;
        cluster.rounds(2);

        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        assertThat(cluster.node(2).state()).isEqualTo(NodeState.QUARANTINED);
    }

    @Test
    void movesToTheServerThatTheReplicasFollowAlthoughTheKnownSourceIsStillWritable() {
        FakeCluster cluster = new FakeCluster(3, List.of(1));
        cluster.rounds(2);

        cluster.server(2).source = null;
        cluster.server(2).readOnly = false;
        FakeCluster.follow(cluster.server(3), cluster.server(2));
        cluster.rounds(2);

        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.QUARANTINED);
    }

    @Test
    void refusesWritesWhenTwoServersAreWritableAtStartAndNothingTellsThemApart() {
        FakeCluster cluster = new FakeCluster(2, List.of(1, 2));
        cluster.server(1).write();
        cluster.server(2).source = null;
        cluster.server(2).readOnly = false;
        cluster.server(2).write();

        // Both are seen before either could be accepted, and then become writable in one moment.
        cluster.tell(cluster.server(1).endpoint, readOnly(cluster.server(1).observe()));
        cluster.tell(cluster.server(2).endpoint, readOnly(cluster.server(2).observe()));
        assertThat(cluster.source()).isNull();
        cluster.fail(cluster.server(1).endpoint, ProbeFailure.Kind.GONE);
        assertThat(cluster.source()).isNull();
    }

    private static Observation readOnly(Observation it) {
        return new Observation(
                it.id(),
                it.instance(),
                it.flavor(),
                it.version(),
                it.advertised(),
                true,
                it.offline(),
                it.gtids(),
                it.channels(),
                it.replicas(),
                it.limitations());
    }

    @Test
    void refusesAnOldSourceWhileAReplicaReceivesNewerWritesFromAServerThatCantBeReached() {
        FakeCluster cluster = new FakeCluster(3, List.of(1, 2, 3));
        cluster.server(1).write();
        cluster.servers.forEach(FakeServer::replicate);
        cluster.rounds(2);
        // The new source takes writes out of our sight, the old one returns as it was.
        cluster.server(1).alive = false;
        cluster.promote(cluster.server(2));
        cluster.server(2).reachable = false;
        cluster.server(2).write();
        cluster.server(3).replicate();
        cluster.rounds(3);
        cluster.server(1).alive = true;
        cluster.rounds(3);

        assertThat(cluster.source()).isNull();
        assertThat(cluster.topology().explanation()).contains("writes are refused", "db3:3306");
    }

    @Test
    void aNodeThatReturnsAtAnotherAddressIsTheSameNode() {
        FakeCluster cluster = new FakeCluster(2, List.of(1, 2));
        cluster.rounds(2);
        Endpoint elsewhere = new Endpoint("db2-new", 3307);
        Observation source = cluster.server(1).observe();
        Observation moved = cluster.server(2).observe();

        cluster.fail(cluster.server(2).endpoint, ProbeFailure.Kind.GONE);
        cluster.tell(cluster.server(1).endpoint, withReplica(source, elsewhere, moved.id()));
        cluster.tell(elsewhere, moved);

        assertThat(cluster.node(2).endpoint()).isEqualTo(elsewhere);
        assertThat(cluster.node(2).state()).isEqualTo(NodeState.UP);
        assertThat(cluster.topology().nodes()).hasSize(2);
        assertThat(cluster.count(EventType.NODE_MOVED)).isEqualTo(1);
    }

    private static Observation withReplica(Observation it, Endpoint endpoint, NodeId id) {
        return new Observation(
                it.id(),
                it.instance(),
                it.flavor(),
                it.version(),
                it.advertised(),
                it.readOnly(),
                it.offline(),
                it.gtids(),
                it.channels(),
                List.of(new Observation.RegisteredReplica(endpoint, id)),
                it.limitations());
    }

    @Test
    void aStrangerAtADiscoveredAddressIsRejected() {
        FakeCluster cluster = new FakeCluster(2, List.of(1));
        cluster.server(1).write();
        cluster.servers.forEach(FakeServer::replicate);
        cluster.probe(cluster.server(1).endpoint);
        FakeCluster other = new FakeCluster(9, List.of(9));
        other.server(9).source = null;
        other.server(9).readOnly = false;
        other.server(9).write();

        cluster.tell(cluster.server(2).endpoint, other.server(9).observe());

        assertThat(cluster.count(EventType.NODE_REJECTED)).isEqualTo(1);
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        assertThat(cluster.topology().nodes()).hasSize(1);
    }

    @Test
    void anAddressThatIsNotAllowedIsNeverProbed() {
        ResolverSettings seedsOnly = new ResolverSettings(
                Duration.ofSeconds(10),
                1,
                Duration.ofSeconds(60),
                2,
                TimeUnit.MINUTES.toNanos(10),
                endpoint -> endpoint.host().equals("db1"),
                endpoint -> endpoint,
                endpoint -> Labels.NONE,
                false,
                WriterRules.PLAIN,
                false);
        FakeCluster cluster = new FakeCluster(2, List.of(1), seedsOnly);

        cluster.rounds(2);

        assertThat(cluster.targets()).containsExactly(cluster.server(1).endpoint);
        assertThat(cluster.count(EventType.NODE_REJECTED)).isEqualTo(1);
    }

    @Test
    void discoveredAddressesAreTranslated() {
        Map<Endpoint, Endpoint> map = Map.of(new Endpoint("db2", 3306), new Endpoint("127.0.0.1", 4002));
        ResolverSettings mapped = new ResolverSettings(
                Duration.ofSeconds(10),
                1,
                Duration.ofSeconds(60),
                2,
                TimeUnit.MINUTES.toNanos(10),
                endpoint -> true,
                endpoint -> map.getOrDefault(endpoint, endpoint),
                endpoint -> Labels.NONE,
                false,
                WriterRules.PLAIN,
                false);
        FakeCluster cluster = new FakeCluster(2, List.of(1), mapped);

        cluster.probe(cluster.server(1).endpoint);
        cluster.tell(new Endpoint("127.0.0.1", 4002), cluster.server(2).observe());

        assertThat(cluster.node(2).endpoint()).isEqualTo(new Endpoint("127.0.0.1", 4002));
        assertThat(cluster.topology().nodes()).hasSize(2);
    }

    @Test
    void twoServersUnderOneIdentityAreNotMixedUp() {
        FakeCluster cluster = new FakeCluster(2, List.of(1, 2));
        cluster.rounds(2);
        Observation source = cluster.server(1).observe();

        cluster.tell(cluster.server(2).endpoint, clone(source, "another process"));

        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        assertThat(cluster.topology().nodes())
                .anyMatch(node ->
                        node.state() == NodeState.QUARANTINED && node.reason().contains("claims the identity"));
    }

    private static Observation clone(Observation it, String instance) {
        return new Observation(
                it.id(),
                instance,
                it.flavor(),
                it.version(),
                null,
                it.readOnly(),
                it.offline(),
                it.gtids(),
                it.channels(),
                List.of(),
                it.limitations());
    }

    @Test
    void anOverloadedSourceStaysTheSource() {
        FakeCluster cluster = new FakeCluster(2, List.of(1));
        cluster.rounds(2);

        for (int i = 0; i < 10; i++) {
            cluster.fail(cluster.server(1).endpoint, ProbeFailure.Kind.OVERLOADED);
        }

        assertThat(cluster.source()).isEqualTo(cluster.server(1));
    }

    @Test
    void withoutGrantsAReadOnlyServerCountsAsReplica() {
        FakeCluster cluster = new FakeCluster(2, List.of(1, 2));
        cluster.servers.forEach(server -> server.blind = true);
        cluster.server(1).write();
        cluster.server(2).replicate();

        cluster.rounds(3);

        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        assertThat(cluster.node(2).role()).isEqualTo(Role.REPLICA);
        assertThat(cluster.node(2).readable()).isTrue();
    }

    @Test
    void aPromotionThatOnlyStoppedReplicationIsFollowedWhenThereIsNoOtherSource() {
        FakeCluster cluster = new FakeCluster(2, List.of(1));
        cluster.rounds(2);

        cluster.server(1).alive = false;
        cluster.server(2).stopped = true;
        cluster.server(2).readOnly = false;
        cluster.rounds(2);

        assertThat(cluster.source()).isEqualTo(cluster.server(2));
    }

    @Test
    void nothingNewIsPublishedWhileNothingChanges() {
        FakeCluster cluster = new FakeCluster(3, List.of(1));
        cluster.rounds(3);
        var before = cluster.topology();

        cluster.rounds(5);

        assertThat(cluster.topology()).isSameAs(before);
        assertThat(MySqlGtidSet.parse("").isEmpty()).isTrue();
    }
}
