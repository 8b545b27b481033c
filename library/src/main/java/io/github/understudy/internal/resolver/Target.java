package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address that is probed, and what came of it.
 *
 * @param endpoint the address
 * @param seed true if the user configured it, false if it was discovered
 * @param expected whom the server that told of this address said to be there, null if it did not say
 * @param observation the last answer, null if it never answered
 * @param failure why the last probe failed, null if it did not
 * @param missed how many probes in a row went unanswered
 * @param lastSeenNanos when it last answered or, before that, when it became known
 * @param writableSinceNanos since when all its answers say that it can be written to and follows nobody;
 *     {@link Long#MAX_VALUE} if the last one does not
 * @param viewSinceNanos since when its answers tell of the same members of a Galera cluster
 * @param failingSinceNanos when the first of the probes that failed in a row had failed; of no meaning without a failure
 * @param receipts what it has received as a replica
 * @param stability how often it went down
 * @param braking whether it slows a Galera cluster down, or is slowed down there
 * @param restarted true if its last answer came from another run of the server than the one before
 * @param foreign sources of another cluster that it follows besides, or has followed besides and follows still
 * @param rejection why it is not used although it answers; empty if it is used
 */
record Target(
        Endpoint endpoint,
        boolean seed,
        @Nullable NodeId expected,
        @Nullable Observation observation,
        @Nullable ProbeFailure failure,
        int missed,
        long lastSeenNanos,
        long writableSinceNanos,
        long viewSinceNanos,
        long failingSinceNanos,
        Receipts receipts,
        Stability stability,
        Braking braking,
        boolean restarted,
        Set<Endpoint> foreign,
        String rejection) {

    static Target seed(Endpoint endpoint, long nanos) {
        return untried(endpoint, true, null, nanos);
    }

    static Target discovered(Endpoint endpoint, @Nullable NodeId expected, long nanos) {
        return untried(endpoint, false, expected, nanos);
    }

    private static Target untried(Endpoint endpoint, boolean seed, @Nullable NodeId expected, long nanos) {
        return new Target(
                endpoint,
                seed,
                expected,
                null,
                null,
                0,
                nanos,
                Long.MAX_VALUE,
                nanos,
                nanos,
                Receipts.NONE,
                Stability.UNTRIED,
                Braking.NONE,
                false,
                Set.of(),
                "");
    }

    /** @param others sources of another cluster that it follows */
    Target answered(Observation answer, Set<Endpoint> others, long nanos) {
        List<Channel> channels = ofThisCluster(answer, others);
        // A replica need not be read-only; it is promoted when it stops following.
        boolean replica = answer.readOnly() || channels.stream().anyMatch(Channel::receiverOn);
        long since = replica ? Long.MAX_VALUE : Math.min(writableSinceNanos, nanos);
        return new Target(
                endpoint,
                seed,
                expected,
                answer,
                null,
                0,
                nanos,
                since,
                observation != null && observation.sharesViewWith(answer) ? viewSinceNanos : nanos,
                nanos,
                receipts.seen(channels, nanos),
                stability.returned(nanos),
                answer.galera() == null
                        ? Braking.NONE
                        : braking.seen(answer.galera().flow(), nanos),
                observation != null && answer.isOfLaterRunThan(observation),
                others,
                "");
    }

    Target failed(ProbeFailure why, int timeoutsToDown, long nanos) {
        boolean alive = why.isSignOfLife();
        int inARow = alive ? 0 : missed + 1;
        boolean falls = observation != null && stateAfter(why, inARow, timeoutsToDown) == NodeState.DOWN;
        return new Target(
                endpoint,
                seed,
                expected,
                observation,
                why,
                inARow,
                lastSeenNanos,
                writableSinceNanos,
                viewSinceNanos,
                failure == null || alive || failure.isSignOfLife() ? nanos : failingSinceNanos,
                receipts,
                falls ? stability.fell(nanos) : stability,
                Braking.NONE,
                restarted,
                foreign,
                rejection);
    }

    /** The user names it, or does not any more. */
    Target seeded(boolean now) {
        return new Target(
                endpoint,
                now,
                expected,
                observation,
                failure,
                missed,
                lastSeenNanos,
                writableSinceNanos,
                viewSinceNanos,
                failingSinceNanos,
                receipts,
                stability,
                braking,
                restarted,
                foreign,
                now ? "" : rejection);
    }

    Target rejected(String why) {
        return new Target(
                endpoint,
                seed,
                expected,
                observation,
                failure,
                missed,
                lastSeenNanos,
                writableSinceNanos,
                viewSinceNanos,
                failingSinceNanos,
                receipts,
                stability,
                braking,
                restarted,
                foreign,
                why);
    }

    private static List<Channel> ofThisCluster(Observation answer, Set<Endpoint> others) {
        List<Channel> all = answer.channels() == null ? List.of() : answer.channels();
        return others.isEmpty()
                ? all
                : all.stream()
                        .filter(channel -> !others.contains(channel.source()))
                        .toList();
    }

    /** The channels that do not lead to another cluster, as far as that is known. */
    List<Channel> channels() {
        return observation == null ? List.of() : ofThisCluster(observation, foreign);
    }

    boolean isDenied() {
        return failure != null && failure.kind() == ProbeFailure.Kind.ACCESS_DENIED;
    }

    boolean isUntriedSeed() {
        return seed && observation == null && failure == null;
    }

    boolean isRejected() {
        return !rejection.isEmpty();
    }

    /** The identity it has shown, else the one it is said to have, else one made of the address. */
    NodeId id() {
        if (observation != null) {
            return observation.id();
        }
        return expected != null ? expected : new NodeId(endpoint.toString());
    }

    NodeState state(int timeoutsToDown) {
        if (failure == null) {
            return observation == null ? NodeState.UNKNOWN : observation.isAway() ? NodeState.DOWN : NodeState.UP;
        }
        return stateAfter(failure, missed, timeoutsToDown);
    }

    private NodeState stateAfter(ProbeFailure why, int inARow, int timeoutsToDown) {
        return switch (why.kind()) {
            case GONE, NOT_READY, ACCESS_DENIED -> NodeState.DOWN;
            // Alive, but what it said of itself before it went down need not be true any more.
            case OVERLOADED ->
                observation == null || observation.isAway() || stability.down() ? NodeState.DOWN : NodeState.UP;
            case TIMEOUT, ERROR ->
                observation == null || stability.down() || inARow >= timeoutsToDown
                        ? NodeState.DOWN
                        : NodeState.SUSPECT;
        };
    }
}
