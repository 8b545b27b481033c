package io.github.understudy.topology;

import org.jspecify.annotations.Nullable;

/**
 * One server of the cluster at one moment. Immutable.
 *
 * @param id what identifies the server; a node that has never been reached is identified by its address
 * @param endpoint where it is reached
 * @param flavor MySQL or MariaDB; null until it has answered once
 * @param version the server's version as it tells it, empty until it has answered once
 * @param role its part in replication
 * @param state whether it can be worked with
 * @param readable whether it may serve reads now: up, not quarantined, and its lag within the limits
 * @param lag how far it is behind the source
 * @param gtids the transactions it had executed when last asked; null where the server has GTIDs off or never answered
 * @param labels what the configuration says of it
 * @param reason why state, role and {@code readable} are as they are, for a person to read
 */
public record Node(
        NodeId id,
        Endpoint endpoint,
        @Nullable Flavor flavor,
        String version,
        Role role,
        NodeState state,
        boolean readable,
        Lag lag,
        @Nullable GtidSet gtids,
        Labels labels,
        String reason) {

    /** True if the node answers its probes, or did until a moment ago. */
    public boolean isReachable() {
        return state == NodeState.UP || state == NodeState.SUSPECT;
    }

    /** One line for messages: address, role, state, lag, reason. */
    public String describe() {
        String lagText = role == Role.REPLICA ? ", lag " + lag : "";
        return endpoint + " (" + role + ", " + state + lagText + (reason.isEmpty() ? "" : ": " + reason) + ")";
    }
}
