package io.github.understudy.internal.monitor;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.internal.flight.Flight;
import io.github.understudy.topology.Endpoint;
import org.jspecify.annotations.Nullable;

/** Makes one of the events about the loss of a source and about the next one, with the time between. */
final class SourceChanges {
    private final Flight flight;
    private @Nullable Endpoint former;
    private @Nullable Long lostNanos;

    SourceChanges(Flight flight) {
        this.flight = flight;
    }

    /** Events about the source come from one thread; others do not matter here. */
    void heard(ClusterEvent event, long nowNanos) {
        switch (event.type()) {
            case SOURCE_LOST -> lostNanos = nowNanos;
            case SOURCE_ACCEPTED -> accepted(event, nowNanos);
            default -> {}
        }
    }

    /** The first source is no change. */
    private void accepted(ClusterEvent event, long nowNanos) {
        Endpoint from = former;
        Endpoint to = event.endpoint();
        Long lost = lostNanos;
        if (from != null && to != null) {
            flight.sourceChanged(from.toString(), to.toString(), event.reason(), lost == null ? 0 : nowNanos - lost);
        }
        former = to;
        lostNanos = null;
    }
}
