package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.internal.resolver.ClusterMetadata.Instance;
import io.github.understudy.internal.resolver.GroupStatus.GroupMember;
import io.github.understudy.internal.resolver.GroupStatus.State;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several groups of which one takes writes, and what InnoDB Cluster's metadata takes out of service. */
class ClusterSetTest {
    private final Resolver resolver = new Resolver(FakeCluster.settings());
    private final Group first = new Group("a", 2);
    private final Group second = new Group("b", 5);
    private ClusterState state = ClusterState.of(
            Stream.concat(first.endpoints().stream(), second.endpoints().stream())
                    .toList(),
            0);
    private long nanos;
    private @Nullable ClusterMetadata metadata;

    /** A group whose first member is its primary. */
    private static final class Group {
        final String name;
        final int size;
        boolean writable;
        boolean silent;

        @Nullable
        ClusterMetadata metadata;

        @Nullable
        Endpoint alone;

        @Nullable
        Endpoint expelled;

        Group(String name, int size) {
            this.name = name;
            this.size = size;
        }

        List<Endpoint> endpoints() {
            return IntStream.rangeClosed(1, size)
                    .mapToObj(n -> new Endpoint(name + n, 3306))
                    .toList();
        }

        GroupMember member(Endpoint endpoint) {
            return new GroupMember(id(endpoint), endpoint, State.ONLINE, isPrimary(endpoint));
        }

        boolean isPrimary(Endpoint endpoint) {
            return endpoint.equals(endpoints().get(0));
        }
    }

    private static NodeId id(Endpoint endpoint) {
        return new NodeId(endpoint.host());
    }

    private Observation observe(Group group, Endpoint endpoint) {
        boolean expelled = endpoint.equals(group.expelled); // it lists itself still
        boolean alone = endpoint.equals(group.alone);
        GroupMember self = alone ? new GroupMember(id(endpoint), endpoint, State.ONLINE, true) : group.member(endpoint);
        List<GroupMember> members = alone
                ? List.of(self)
                : group.endpoints().stream()
                        .filter(it -> !it.equals(group.alone) && (expelled || !it.equals(group.expelled)))
                        .map(group::member)
                        .toList();
        return new Observation(
                id(endpoint),
                endpoint.toString(),
                Flavor.MYSQL,
                "9.7.0",
                endpoint,
                !group.writable || !self.primary(),
                false,
                MySqlGtidSet.parse(FakeGroup.NAME + ":1-5"),
                List.of(),
                List.of(),
                List.of(),
                null,
                0,
                null,
                null,
                new GroupStatus(
                        group.name, alone ? "second life" : group.name, expelled ? 1 : 2, true, members, self, 0),
                false,
                group.metadata == null ? metadata : group.metadata);
    }

    private void probe(Group group) {
        for (Endpoint endpoint : group.endpoints()) {
            Moment now = new Moment(nanos += 100_000_000L, Instant.EPOCH);
            ProbeFailure gone = new ProbeFailure(ProbeFailure.Kind.GONE, "gone");
            state = (group.silent
                            ? resolver.onFailure(state, endpoint, gone, now)
                            : resolver.onAnswer(state, endpoint, observe(group, endpoint), now))
                    .state();
        }
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            probe(first);
            probe(second);
        }
    }

    private void die(Group group) {
        group.silent = true;
        probe(group);
    }

    private String source() {
        Node source = state.topology().sourceNode();
        return source == null ? "" : source.id().toString();
    }

    private Node node(String id) {
        return state.topology().node(new NodeId(id)).orElseThrow();
    }

    /** Its members are more, but they are replicas. */
    @Test
    void aLargerReplicaClusterContestsNothing() {
        first.writable = true;
        rounds(6);
        assertThat(source()).isEqualTo("a1");
        assertThat(node("b1").role()).isEqualTo(Role.REPLICA);
        assertThat(node("b5").readable()).isTrue();
    }

    @Test
    void afterASwitchoverTheOtherClustersPrimaryTakesTheWrites() {
        first.writable = true;
        rounds(3);
        first.writable = false;
        second.writable = true;
        probe(second); // the former one is asked again, and nobody is cut off before
        assertThat(source()).isEqualTo("a1");
        assertThat(state.isSettled()).isFalse();
        assertThat(node("b1").state()).isEqualTo(NodeState.UP);
        rounds(1);
        assertThat(source()).isEqualTo("b1");
        assertThat(node("a1").role()).isEqualTo(Role.REPLICA);
        assertThat(node("a1").readable()).isTrue();
    }

    @Test
    void whileNoClusterTakesWritesNothingIsWritten() {
        first.writable = true;
        rounds(3);
        first.writable = false;
        rounds(3);
        assertThat(source()).isEmpty();
        assertThat(state.topology().explanation()).contains("no group of the ClusterSet");
        assertThat(node("b2").readable()).isTrue();
    }

    /** Both take writes for good: the known one stays, whichever is larger, and nobody reads what the other one has. */
    @Test
    void anotherClusterThatTakesWritesBesideTheKnownOneIsLeftAsAWhole() {
        first.writable = true;
        rounds(3);
        second.writable = true;
        rounds(10);
        assertThat(source()).isEqualTo("a1");
        assertThat(second.endpoints()).allMatch(it -> node(it.host()).state() == NodeState.QUARANTINED);
    }

    /** Its election takes a while; what the other one has is not what it had. */
    @Test
    void aClusterThatTookWritesBesideTheKnownOneIsNotItsSuccessor() {
        first.writable = true;
        rounds(3);
        second.writable = true;
        rounds(10);
        first.writable = false;
        rounds(1);
        assertThat(source()).isEmpty();
        assertThat(state.topology().explanation()).contains("not its successor");
        second.writable = false; // as in an election of its own
        rounds(1);
        second.writable = true;
        rounds(10);
        assertThat(source()).isEmpty();
        assertThat(node("b2").state()).isEqualTo(NodeState.QUARANTINED);
        die(first);
        rounds(10);
        assertThat(source()).isEmpty();
        first.silent = false;
        first.writable = true;
        rounds(2);
        assertThat(source()).isEqualTo("a1");
    }

    @Test
    void aRivalThatHasBecomeAReplicaAgainMayBeSwitchedOverTo() {
        first.writable = true;
        rounds(3);
        second.writable = true;
        rounds(10);
        second.writable = false;
        rounds(3);
        assertThat(node("b2").readable()).isTrue();
        first.writable = false;
        second.writable = true;
        rounds(2);
        assertThat(source()).isEqualTo("b1");
    }

    @Test
    void aRivalForWhichTheKnownClusterIsInvalidatedTakesTheWrites() {
        first.writable = true;
        rounds(3);
        second.writable = true;
        rounds(10);
        die(first);
        assertThat(source()).isEmpty();
        metadata = metadata(Map.of("a1", "invalidated", "a2", "invalidated"));
        rounds(6);
        assertThat(source()).isEqualTo("b1");
    }

    @Test
    void ofACompletelyLostClusterWhoIsMadeWritableAfterwardsIsTheSuccessor() {
        first.writable = true;
        rounds(3);
        die(first);
        rounds(3);
        assertThat(source()).isEmpty();
        second.writable = true;
        rounds(2);
        assertThat(source()).isEqualTo("b1");
    }

    private static final long FORCED = 1L << 32;

    /** A forced failover: the lost cluster comes back with its old copy, and takes writes still. */
    private void forceFailover() {
        first.writable = true;
        metadata = metadata(Map.of());
        rounds(6);
        assertThat(source()).isEqualTo("a1");
        die(first);
        second.writable = true;
        second.metadata = invalidating(FORCED);
        rounds(6);
        assertThat(source()).isEqualTo("b1");
        first.silent = false;
        rounds(6);
    }

    @Test
    void afterAForcedFailoverTheNewerViewDecides() {
        forceFailover();
        assertThat(source()).isEqualTo("b1");
        assertThat(node("a1").state()).isEqualTo(NodeState.QUARANTINED);
    }

    @Test
    void aNewerViewHoldsOnWhenItsHoldersAreOutOfReach() {
        forceFailover();
        die(second);
        rounds(10);
        assertThat(source()).isEmpty();
        assertThat(state.topology().explanation()).contains("invalidated");
    }

    private ClusterMetadata invalidating(long view) {
        return new ClusterMetadata(
                view, metadata(Map.of("a1", "invalidated", "a2", "invalidated")).instances());
    }

    /** Neither is known, and the larger one may be the one that was given up. */
    @Test
    void ofTwoClustersThatTakeWritesAtTheStartNoneIsBelievedAndNoneRead() {
        first.writable = true;
        second.writable = true;
        rounds(10);
        assertThat(source()).isEmpty();
        assertThat(state.topology().explanation()).contains("none of them is known to be the right one");
        assertThat(Stream.of(first, second).flatMap(it -> it.endpoints().stream()))
                .allMatch(it -> node(it.host()).state() == NodeState.QUARANTINED);
    }

    /** Another cluster of the ClusterSet, and who is in the metadata alone, have no say in it. */
    @Test
    void ofASecondBootstrapInsideAClusterTheMajorityOfThatClusterIsBelieved() {
        first.writable = false;
        second.writable = true;
        metadata = metadata(Map.of("c1", "", "c2", "", "c3", ""));
        rounds(6);
        assertThat(source()).isEqualTo("b1");
        second.alone = second.endpoints().get(4);
        first.expelled = first.endpoints().get(1);
        rounds(12);
        assertThat(source()).isEqualTo("b1");
        assertThat(node("b5").state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(node("a2").state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(node("b2").readable()).isTrue();
    }

    @Test
    void theStartDoesNotWaitForWhoIsInTheMetadataAlone() {
        first.writable = true;
        metadata = metadata(Map.of("c1", ""));
        rounds(1);
        assertThat(source()).isEqualTo("a1");
    }

    @Test
    void onlyMembersOfTheSourcesOwnGroupAgreeOnItsCommits() {
        first.writable = true;
        rounds(3);
        assertThat(state.topology().agreeing()).containsExactlyInAnyOrder(new NodeId("a1"), new NodeId("a2"));
    }

    @Test
    void anInvalidatedClusterIsNeitherReadNorWrittenTo() {
        first.writable = true;
        second.writable = true;
        metadata = metadata(Map.of("a1", "invalidated", "a2", "invalidated"));
        rounds(6);
        assertThat(source()).isEqualTo("b1");
        assertThat(node("a1").state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(node("a2").reason()).contains("invalidated");
        assertThat(state.codeOf(new NodeId("a2"))).isEqualTo(VerdictCode.EXPELLED);
    }

    @Test
    void aHiddenReaderIsNotReadAndAHiddenPrimaryNotWrittenTo() {
        first.writable = true;
        rounds(3);
        metadata = metadata(Map.of("a1", "hidden", "b2", "hidden", "b3", "cut"));
        rounds(2);
        assertThat(source()).isEmpty();
        assertThat(state.topology().explanation()).contains("_hidden");
        assertThat(node("b2").readable()).isFalse();
        assertThat(node("b2").state()).isEqualTo(NodeState.UP);
        assertThat(node("b3").state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(state.codeOf(new NodeId("b3"))).isEqualTo(VerdictCode.MAINTENANCE);
        assertThat(state.topology().agreeing()).contains(new NodeId("a1")); // what is under way there may end
        metadata = metadata(Map.of());
        rounds(2);
        assertThat(source()).isEqualTo("a1");
        assertThat(node("b3").readable()).isTrue();
    }

    @Test
    void whoIsInTheMetadataAloneIsLookedFor() {
        first.writable = true;
        metadata = metadata(Map.of("c1", ""));
        rounds(2);
        assertThat(state.endpoints()).contains(new Endpoint("c1", 3306));
    }

    /** A server that does not say now has said it before; another one at its address has not. */
    @Test
    void metadataStaysWithTheServerThatToldIt() {
        metadata = metadata(Map.of("a1", "hidden"));
        Observation before = observe(first, first.endpoints().get(0));
        metadata = null;
        Observation same = observe(first, first.endpoints().get(0));
        Observation another = observe(first, first.endpoints().get(1));
        assertThat(same.after(before).metadata()).isEqualTo(before.metadata());
        assertThat(another.after(before).metadata()).isNull();
    }

    private ClusterMetadata metadata(Map<String, String> more) {
        List<Instance> instances = new ArrayList<>();
        Stream.of(first, second)
                .flatMap(group -> group.endpoints().stream())
                .map(Endpoint::host)
                .filter(host -> !more.containsKey(host))
                .forEach(host -> instances.add(instance(host, "")));
        more.forEach((host, what) -> instances.add(instance(host, what)));
        return new ClusterMetadata(1, instances);
    }

    private static Instance instance(String host, String what) {
        return new Instance(
                new NodeId(host),
                new Endpoint(host, 3306),
                what.equals("hidden") || what.equals("cut"),
                what.equals("cut"),
                what.equals("invalidated"));
    }
}
