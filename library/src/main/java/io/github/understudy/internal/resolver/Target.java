package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
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
 * @param writableSinceNanos since when all its answers say that it can be written to; {@link Long#MAX_VALUE} if the
 *     last one does not
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
        String rejection) {

    static Target seed(Endpoint endpoint, long nanos) {
        return new Target(endpoint, true, null, null, null, 0, nanos, Long.MAX_VALUE, "");
    }

    static Target discovered(Endpoint endpoint, @Nullable NodeId expected, long nanos) {
        return new Target(endpoint, false, expected, null, null, 0, nanos, Long.MAX_VALUE, "");
    }

    Target answered(Observation answer, long nanos) {
        long since = answer.readOnly() ? Long.MAX_VALUE : Math.min(writableSinceNanos, nanos);
        return new Target(endpoint, seed, expected, answer, null, 0, nanos, since, "");
    }

    Target failed(ProbeFailure why) {
        return new Target(
                endpoint, seed, expected, observation, why, missed + 1, lastSeenNanos, writableSinceNanos, rejection);
    }

    Target rejected(String why) {
        return new Target(
                endpoint, seed, expected, observation, failure, missed, lastSeenNanos, writableSinceNanos, why);
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
            return observation == null ? NodeState.UNKNOWN : observation.offline() ? NodeState.DOWN : NodeState.UP;
        }
        return switch (failure.kind()) {
            case GONE, NOT_READY, ACCESS_DENIED -> NodeState.DOWN;
            case OVERLOADED -> observation == null ? NodeState.DOWN : NodeState.UP;
            case TIMEOUT, ERROR -> observation == null || missed >= timeoutsToDown ? NodeState.DOWN : NodeState.SUSPECT;
        };
    }
}
