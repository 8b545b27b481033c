package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.internal.resolver.GroupStatus.GroupMember;
import io.github.understudy.internal.resolver.GroupStatus.State;
import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the resolver makes of a group (Group Replication). */
class GroupTest {
    private final FakeGroup group = new FakeGroup(3, 2);

    @Test
    void allMembersAreFoundFromOneAndThePrimaryTakesTheWrites() {
        group.rounds(3);
        assertThat(group.topology().kind()).isEqualTo(ClusterKind.GROUP_REPLICATION);
        assertThat(group.source()).isEqualTo(group.server(1));
        assertThat(group.node(2).role()).isEqualTo(Role.REPLICA);
        assertThat(group.node(2).readable()).isTrue();
        assertThat(group.node(3).readable()).isTrue();
    }

    @Test
    void anElectedPrimaryTakesTheWritesOnceItIsWritable() {
        group.rounds(3);
        group.elect(group.server(2));
        group.rounds(1);
        assertThat(group.source()).isNull();
        assertThat(group.hasTold(VerdictCode.DEMOTED)).isTrue();
        group.settle();
        group.rounds(2);
        assertThat(group.source()).isEqualTo(group.server(2));
        assertThat(group.node(1).readable()).isTrue();
    }

    @Test
    void twoPrimariesSeenInTheMiddleOfAnElectionAreAskedAgain() {
        group.rounds(3);
        group.elect(group.server(2));
        group.settle();
        group.probe(group.server(2).endpoint);
        assertThat(group.source()).isEqualTo(group.server(1));
        assertThat(group.isSettled()).isFalse();
        group.probe(group.server(1).endpoint);
        assertThat(group.source()).isEqualTo(group.server(2));
        assertThat(group.isSettled()).isTrue();
    }

    @Test
    void whoIsCutOffFromTheMajorityIsLeftWhenItNotices() {
        group.rounds(3);
        group.server(1).side = 1;
        group.server(1).notice();
        group.rounds(1);
        assertThat(group.source()).isNull();
        assertThat(group.node(1).state()).isEqualTo(NodeState.DOWN);
        assertThat(group.node(1).reason()).contains("1 of 3");
        assertThat(group.hasTold(VerdictCode.NOT_PRIMARY)).isTrue();
        group.settle();
        group.rounds(1);
        assertThat(group.source()).isEqualTo(group.server(2));
    }

    @Test
    void anExpelledMemberThatThinksItIsOneIsNotBelieved() {
        group.rounds(3);
        group.server(1).awake = false;
        group.rounds(3);
        group.settle();
        group.rounds(2);
        assertThat(group.source()).isEqualTo(group.server(2));
        group.server(1).awake = true; // and tells what it believed when it fell asleep
        group.probe(group.server(1).endpoint);
        assertThat(group.source()).isEqualTo(group.server(2));
        assertThat(group.node(1).state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(group.node(1).reason()).contains("expelled");
        group.server(1).notice();
        group.rounds(1);
        assertThat(group.node(1).state()).isEqualTo(NodeState.DOWN);
        assertThat(group.hasTold(VerdictCode.NOT_ONLINE)).isTrue();
    }

    @Test
    void whoCatchesUpServesNobody() {
        group.rounds(3);
        group.kill(group.server(3));
        group.settle();
        group.start(group.server(3));
        group.join(group.server(3));
        group.rounds(2);
        assertThat(group.node(3).readable()).isFalse();
        assertThat(group.node(3).reason()).contains("RECOVERING");
        group.settle();
        group.rounds(2);
        assertThat(group.node(3).readable()).isTrue();
    }

    @Test
    void ofSeveralPrimariesTheKnownOneStaysAndTheNextIsTheFirst() {
        group.rounds(3);
        group.elect(group.server(2));
        group.settle();
        group.rounds(2);
        group.multiPrimary(group.server(2));
        group.settle();
        group.rounds(2);
        assertThat(group.source()).isEqualTo(group.server(2));
        assertThat(group.node(1).readable()).isTrue();
        group.kill(group.server(2));
        group.settle();
        group.rounds(2);
        assertThat(group.source()).isEqualTo(group.server(1));
    }

    @Test
    void aSecondGroupBesideTheMajorityIsNotWrittenTo() {
        group.rounds(3);
        group.kill(group.server(1));
        group.settle();
        group.start(group.server(1));
        group.server(1).side = 1;
        group.bootstrap(group.server(1));
        group.rounds(6);
        assertThat(group.source()).isEqualTo(group.server(2));
        assertThat(group.node(1).state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(group.hasTold(VerdictCode.EXPELLED)).isTrue();
    }

    @Test
    void withoutAnyMemberNothingIsWritten() {
        group.rounds(3);
        group.servers.forEach(server -> {
            group.kill(server);
            group.start(server);
            server.readOnly = false; // as a server that was started by hand
        });
        group.rounds(2);
        assertThat(group.source()).isNull();
        assertThat(group.topology().explanation()).contains("belongs to a majority");
    }

    /** As in a ClusterSet: the primary of the second group is read-only and replicates from the first group's. */
    @Test
    void thePrimaryOfAReplicaClusterIsAReplica() {
        Resolver resolver = new Resolver(FakeServers.settings());
        Endpoint first = new Endpoint("p1", 3306);
        Endpoint second = new Endpoint("r1", 3306);
        NodeId p1 = new NodeId("p1");
        ClusterState state = ClusterState.of(List.of(first, second), 0);
        for (int i = 0; i < 6; i++) {
            Moment now = new Moment(i * 400_000_000L, Instant.EPOCH);
            state = resolver.onAnswer(state, first, alone(p1, first, "clusterA", null), now)
                    .state();
            Channel channel = new Channel(
                    "clusterset_replication", first, p1, true, true, true, Duration.ZERO, Duration.ZERO, "");
            state = resolver.onAnswer(state, second, alone(new NodeId("r1"), second, "clusterB", channel), now)
                    .state();
        }
        assertThat(Objects.requireNonNull(state.topology().sourceNode()).id()).isEqualTo(p1);
        assertThat(state.topology().node(new NodeId("r1")).orElseThrow().role()).isEqualTo(Role.REPLICA);
        assertThat(state.topology().node(new NodeId("r1")).orElseThrow().readable())
                .isTrue();
    }

    /** An account that may not ask for the members: the writable server is the source, the others are its replicas. */
    @Test
    void whatTheAccountMayNotAskIsTakenAsOrdinaryReplication() {
        Resolver resolver = new Resolver(FakeServers.settings());
        Endpoint first = new Endpoint("m1", 3306);
        Endpoint second = new Endpoint("m2", 3306);
        ClusterState state = ClusterState.of(List.of(first, second), 0);
        for (int i = 0; i < 3; i++) {
            Moment now = new Moment(i * 400_000_000L, Instant.EPOCH);
            GroupStatus untold = GroupStatus.untold("g");
            state = resolver.onAnswer(state, first, observation(new NodeId("m1"), first, false, null, untold), now)
                    .state();
            state = resolver.onAnswer(state, second, observation(new NodeId("m2"), second, true, null, untold), now)
                    .state();
        }
        assertThat(state.topology().kind()).isEqualTo(ClusterKind.GROUP_REPLICATION);
        assertThat(state.topology().agreeing()).isEmpty();
        assertThat(Objects.requireNonNull(state.topology().sourceNode()).id()).isEqualTo(new NodeId("m1"));
        assertThat(state.topology().node(new NodeId("m2")).orElseThrow().readable())
                .isTrue();
    }

    private static Observation alone(NodeId id, Endpoint endpoint, String name, @Nullable Channel channel) {
        GroupMember self = new GroupMember(id, endpoint, State.ONLINE, true);
        return observation(
                id, endpoint, channel != null, channel, new GroupStatus(name, name, 1, true, List.of(self), self, 0));
    }

    private static Observation observation(
            NodeId id, Endpoint endpoint, boolean readOnly, @Nullable Channel channel, GroupStatus status) {
        return new Observation(
                id,
                endpoint.toString(),
                Flavor.MYSQL,
                "9.7.0",
                endpoint,
                readOnly,
                false,
                MySqlGtidSet.parse(FakeGroup.NAME + ":1-5"),
                channel == null ? List.of() : List.of(channel),
                List.of(),
                List.of(),
                null,
                0,
                null,
                null,
                status,
                false);
    }
}
