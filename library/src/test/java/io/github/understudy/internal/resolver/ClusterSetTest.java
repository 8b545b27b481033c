package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several groups of which one takes writes, and what InnoDB Cluster's metadata takes out of service. */
class ClusterSetTest extends TwoGroups {
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
}
