package io.github.understudy.event;

import io.github.understudy.topology.Endpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision about the cluster, with its reason. Immutable.
 *
 * @param type what was decided
 * @param endpoint the node it concerns, null if it concerns the cluster
 * @param reason why, for a person to read
 * @param topology the number of the topology that it led to
 * @param at when, by this machine's clock
 */
public record ClusterEvent(EventType type, @Nullable Endpoint endpoint, String reason, long topology, Instant at) {

    @Override
    public String toString() {
        return type + (endpoint == null ? "" : " " + endpoint) + ": " + reason;
    }
}
