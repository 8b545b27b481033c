package io.github.understudy.spring.internal.actuate;

import io.github.understudy.Cluster;
import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.ClusterListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes each time without a source, from its loss to the next one, as {@value #NAME}: a span where the application
 * traces. Called by one thread after another, the library's for events.
 */
public final class OutageObservation implements ClusterListener {
    /** The observation's name. */
    public static final String NAME = "understudy.outage";

    private final ObservationRegistry registry;
    private final Cluster cluster;
    private @Nullable Observation current;

    public OutageObservation(ObservationRegistry registry, Cluster cluster) {
        this.registry = registry;
        this.cluster = cluster;
    }

    @Override
    public void onEvent(ClusterEvent event) {
        switch (event.type()) {
            case SOURCE_LOST -> begin(event);
            case SOURCE_ACCEPTED -> end(event);
            default -> {
                // Tells nothing of the source.
            }
        }
    }

    private void begin(ClusterEvent event) {
        if (current == null) {
            current = Observation.createNotStarted(NAME, registry)
                    .contextualName("without a source")
                    .lowCardinalityKeyValue("pool", cluster.name())
                    .lowCardinalityKeyValue("code", ClusterReport.text(event.code()))
                    .highCardinalityKeyValue("lost", String.valueOf(event.endpoint()))
                    .highCardinalityKeyValue("reason", event.reason())
                    .start();
        }
    }

    private void end(ClusterEvent event) {
        Observation ended = current;
        if (ended != null) {
            current = null;
            ended.highCardinalityKeyValue("accepted", String.valueOf(event.endpoint()))
                    .stop();
        }
    }
}
