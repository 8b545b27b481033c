package io.github.understudy;

import io.github.understudy.event.EventType;
import io.github.understudy.metrics.WaitOutcome;
import io.github.understudy.metrics.WaitReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Micrometer's view of one data source; the meters are listed in the README. They are tagged with the data source's name
 * as {@code pool}. Micrometer must be on the class path; a registry does not keep the data source alive. Thread-safe.
 *
 * <pre>{@code new UnderstudyMetrics(dataSource).bindTo(registry);}</pre>
 */
public final class UnderstudyMetrics implements MeterBinder {
    /** Gauge: requests that wait now for a server that can take them. */
    public static final String WAITING = "understudy.requests.waiting";

    /** Timer: requests that have waited, with the tags {@code reason} and {@code outcome}. */
    public static final String WAITS = "understudy.requests.waits";

    /** Counter: events, with the tag {@code type}. */
    public static final String EVENTS = "understudy.events";

    private final Cluster cluster;

    public UnderstudyMetrics(UnderstudyDataSource dataSource) {
        this.cluster = dataSource.cluster();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Tags tags = Tags.of("pool", cluster.name());
        Gauge.builder(WAITING, cluster, Cluster::waiting)
                .tags(tags)
                .description("Requests that wait now for a server that can take them")
                .register(registry);
        for (EventType type : EventType.values()) {
            FunctionCounter.builder(EVENTS, cluster, it -> it.events(type))
                    .tags(tags.and("type", tag(type)))
                    .description("Decisions about the cluster")
                    .register(registry);
        }
        for (WaitReason reason : WaitReason.values()) {
            for (WaitOutcome outcome : WaitOutcome.values()) {
                bindWaits(registry, tags, reason, outcome);
            }
        }
    }

    private void bindWaits(MeterRegistry registry, Tags tags, WaitReason reason, WaitOutcome outcome) {
        FunctionTimer.builder(
                        WAITS,
                        cluster,
                        it -> it.waits(reason, outcome).count(),
                        it -> it.waits(reason, outcome).total().toNanos(),
                        TimeUnit.NANOSECONDS)
                .tags(tags.and("reason", tag(reason), "outcome", tag(outcome)))
                .description("Requests that have waited for a server that can take them")
                .register(registry);
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
