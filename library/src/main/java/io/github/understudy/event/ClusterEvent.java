package io.github.understudy.event;

import io.github.understudy.topology.Endpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision about the cluster, with its reason. Immutable.
 *
 * @param type what was decided
 * @param code what it was decided upon
 * @param endpoint the node it concerns, null if it concerns the cluster
 * @param reason why, for a person to read
 * @param evidence what that rests on
 * @param topology the number of the topology that it led to
 * @param at when, by this machine's clock
 */
public record ClusterEvent(
        EventType type,
        VerdictCode code,
        @Nullable Endpoint endpoint,
        String reason,
        Evidence evidence,
        long topology,
        Instant at) {

    /** One whose type says it all. */
    public ClusterEvent(EventType type, @Nullable Endpoint endpoint, String reason, long topology, Instant at) {
        this(type, VerdictCode.NONE, endpoint, reason, Evidence.NONE, topology, at);
    }

    @Override
    public String toString() {
        String finer = code == VerdictCode.NONE ? "" : " [" + code + "]";
        String basis = evidence.toString();
        return type + finer + (endpoint == null ? "" : " " + endpoint) + ": " + reason
                + (basis.isEmpty() ? "" : " (" + basis + ")");
    }
}
