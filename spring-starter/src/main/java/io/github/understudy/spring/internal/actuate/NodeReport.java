package io.github.understudy.spring.internal.actuate;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.metrics.Borrowings;
import io.github.understudy.metrics.NodeStatus;
import io.github.understudy.metrics.PoolUsage;
import io.github.understudy.metrics.Traffic;
import io.github.understudy.topology.Labels;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Role;
import org.jspecify.annotations.Nullable;

/**
 * One node, for the endpoint. What is null is not known, or not said.
 *
 * @param reason why state, role and eligibility are as they are; null if all is well
 * @param lagMillis how far a replica is behind
 * @param responseMillis how long the node usually needs to answer a probe
 */
public record NodeReport(
        String address,
        String id,
        @Nullable String server,
        String role,
        String state,
        @Nullable String code,
        @Nullable String reason,
        @Nullable Double lagMillis,
        @Nullable Double responseMillis,
        EligibilityReport reads,
        EligibilityReport writes,
        boolean drained,
        String breaker,
        PoolUsage pool,
        TrafficReport traffic,
        @Nullable String zone,
        @Nullable String group,
        int weight) {

    static NodeReport of(NodeStatus status) {
        Node node = status.node();
        Labels labels = node.labels();
        return new NodeReport(
                node.endpoint().toString(),
                node.id().toString(),
                node.flavor() == null ? null : ClusterReport.text(node.flavor()) + " " + node.version(),
                ClusterReport.text(node.role()),
                ClusterReport.text(node.state()),
                status.code() == VerdictCode.NONE ? null : status.code().name(),
                orNull(node.reason()),
                node.role() == Role.REPLICA && node.lag().isKnown()
                        ? StatementReport.millis(node.lag().behind())
                        : null,
                status.responseTime() == null ? null : StatementReport.millis(status.responseTime()),
                new EligibilityReport(status.reads().eligible(), status.reads().reason()),
                new EligibilityReport(
                        status.writes().eligible(), status.writes().reason()),
                status.drained(),
                ClusterReport.text(status.breaker()),
                status.pool(),
                TrafficReport.of(status.traffic()),
                orNull(labels.zone()),
                orNull(labels.group()),
                labels.weight());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Whether the node takes requests of a kind now, and why, or why not. */
    public record EligibilityReport(boolean eligible, String reason) {}

    /** What has gone to the node: statements, and attempts to take a connection. */
    public record TrafficReport(long reads, long writes, long connections, long failedConnections) {
        static TrafficReport of(Traffic traffic) {
            Borrowings source = traffic.asSource();
            Borrowings replica = traffic.asReplica();
            return new TrafficReport(
                    traffic.reads(),
                    traffic.writes(),
                    source.acquired() + replica.acquired(),
                    source.failed() + replica.failed());
        }
    }
}
