package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One replication connection of a replica to a source.
 *
 * @param name the channel's or connection's name, empty for the default one
 * @param source the address it is configured to follow
 * @param sourceId the identity of the server there, null until it was connected once
 * @param receiving true if the receiver thread is connected to the source
 * @param receiverOn true if the receiver thread is running, be it connected or trying to connect
 * @param applying true if the applier is running
 * @param behind {@code Seconds_Behind_Source}, null if the server gives none
 * @param delay the configured delay, zero for none
 * @param error the last error of receiver or applier, empty if there is none
 * @param received how far the receiver is, in whatever form the server tells it: when it changes, something has arrived
 */
public record Channel(
        String name,
        Endpoint source,
        @Nullable NodeId sourceId,
        boolean receiving,
        boolean receiverOn,
        boolean applying,
        @Nullable Duration behind,
        Duration delay,
        String error,
        String received) {

    /** One that does not tell how far its receiver is. */
    public Channel(
            String name,
            Endpoint source,
            @Nullable NodeId sourceId,
            boolean receiving,
            boolean receiverOn,
            boolean applying,
            @Nullable Duration behind,
            Duration delay,
            String error) {
        this(name, source, sourceId, receiving, receiverOn, applying, behind, delay, error, "");
    }
}
