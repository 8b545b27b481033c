package io.github.understudy.spring.internal.actuate;

import io.github.understudy.Cluster;
import io.github.understudy.metrics.FailoverOutcome;
import io.github.understudy.metrics.Failovers;
import io.github.understudy.metrics.WaitOutcome;
import io.github.understudy.metrics.WaitReason;
import io.github.understudy.topology.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One cluster, for the endpoint: texts and numbers alone, so that every version of Jackson writes the same. Times are in
 * milliseconds.
 *
 * @param name the data source's name in logs and metrics
 * @param topology the number of the topology
 * @param explanation why this node is the source, or why there is none
 * @param source where writes go; null if there is no source
 * @param withoutSourceMillis for how long there has been no source; 0 if there is one
 * @param waiting how many requests wait now for a server
 * @param events the newest, newest last
 * @param statements those that the application has waited longest for, the longest first
 */
public record ClusterReport(
        String name,
        long topology,
        String explanation,
        @Nullable String source,
        long withoutSourceMillis,
        int waiting,
        List<NodeReport> nodes,
        List<FailoverReport> failovers,
        List<WaitReport> waits,
        List<EventReport> events,
        List<StatementReport> statements) {

    private static final int EVENTS = 100;
    private static final int STATEMENTS = 20;

    static ClusterReport of(Cluster cluster) {
        Topology topology = cluster.topology();
        return new ClusterReport(
                cluster.name(),
                topology.number(),
                topology.explanation(),
                topology.source().map(node -> node.endpoint().toString()).orElse(null),
                cluster.withoutSource().toMillis(),
                cluster.waiting(),
                cluster.nodes().stream().map(NodeReport::of).toList(),
                Arrays.stream(FailoverOutcome.values())
                        .map(outcome -> FailoverReport.of(cluster.failovers(outcome)))
                        .toList(),
                waits(cluster),
                cluster.recentEvents(EVENTS).stream().map(EventReport::of).toList(),
                cluster.topStatements(STATEMENTS).stream()
                        .map(StatementReport::of)
                        .toList());
    }

    private static List<WaitReport> waits(Cluster cluster) {
        return Arrays.stream(WaitReason.values())
                .flatMap(reason -> Arrays.stream(WaitOutcome.values()).map(outcome -> cluster.waits(reason, outcome)))
                .filter(waits -> waits.count() > 0)
                .map(waits -> new WaitReport(
                        text(waits.reason()),
                        text(waits.outcome()),
                        waits.count(),
                        waits.total().toMillis()))
                .toList();
    }

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Requests that have waited for one reason and ended alike. */
    public record WaitReport(String reason, String outcome, long count, long totalMillis) {}

    /** The changes of source, or its returns. */
    public record FailoverReport(String outcome, long count, long totalMillis) {
        static FailoverReport of(Failovers failovers) {
            return new FailoverReport(
                    text(failovers.outcome()),
                    failovers.count(),
                    failovers.total().toMillis());
        }
    }
}
