package io.github.understudy.spring.internal.actuate;

import io.github.understudy.Cluster;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.metrics.NodeStatus;
import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Role;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The health of the clusters, from what the monitor knows already: no server is asked, so it never hangs. A lost replica
 * is no reason to be down; a lost source is one only after the time in which a failover usually ends, since requests wait
 * meanwhile.
 */
public final class ClusterHealth {
    private final UnderstudyDataSources dataSources;
    private final HealthProperties properties;

    public ClusterHealth(UnderstudyDataSources dataSources, HealthProperties properties) {
        this.dataSources = dataSources;
        this.properties = properties;
    }

    /** How well it is; the worst comes last. */
    public enum Condition {
        UP,
        OUT_OF_SERVICE,
        DOWN
    }

    /**
     * @param condition the worst of all data sources
     * @param details for each data source
     */
    public record Diagnosis(Condition condition, Map<String, Object> details) {}

    public Diagnosis diagnose() {
        Condition worst = Condition.UP;
        Map<String, Object> details = new LinkedHashMap<>();
        for (Map.Entry<String, UnderstudyDataSource> each : dataSources.all().entrySet()) {
            Cluster cluster = each.getValue().cluster();
            List<NodeStatus> nodes = cluster.nodes();
            Condition condition = condition(cluster, nodes);
            worst = condition.compareTo(worst) > 0 ? condition : worst;
            details.put(each.getKey(), details(cluster, nodes, condition));
        }
        return new Diagnosis(worst, details);
    }

    private Condition condition(Cluster cluster, List<NodeStatus> nodes) {
        if (cluster.withoutSource().compareTo(properties.failoverWindow()) <= 0) {
            return Condition.UP;
        }
        boolean serving = nodes.stream().anyMatch(node -> node.reads().eligible());
        return serving
                ? switch (properties.sourceLost()) {
                    case UP -> Condition.UP;
                    case OUT_OF_SERVICE -> Condition.OUT_OF_SERVICE;
                    case DOWN -> Condition.DOWN;
                }
                : Condition.DOWN;
    }

    private static Map<String, Object> details(Cluster cluster, List<NodeStatus> nodes, Condition condition) {
        Map<String, Object> details = new LinkedHashMap<>();
        Duration without = cluster.withoutSource();
        details.put("status", condition.name());
        details.put(
                "source",
                cluster.topology()
                        .source()
                        .map(node -> node.endpoint().toString())
                        .orElse("none"));
        if (!without.isZero()) {
            details.put("withoutSource", without.toMillis() + " ms: writes wait");
            details.put("explanation", cluster.topology().explanation());
        }
        long replicas =
                nodes.stream().filter(node -> node.node().role() != Role.SOURCE).count();
        long serving = nodes.stream()
                .filter(node ->
                        node.node().role() == Role.REPLICA && node.reads().eligible())
                .count();
        details.put("replicas", serving + "/" + replicas);
        details.put("waiting", cluster.waiting());
        Map<String, String> all = new LinkedHashMap<>();
        nodes.forEach(node -> all.put(node.node().endpoint().toString(), text(node)));
        details.put("nodes", all);
        return details;
    }

    private static String text(NodeStatus status) {
        Node node = status.node();
        String drained = status.drained() ? ", drained" : "";
        String reason = node.reason().isEmpty() ? "" : ": " + node.reason();
        return node.role() + ", " + node.state() + drained + reason;
    }
}
