package io.github.understudy.spring.internal.actuate;

import io.github.understudy.Cluster;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.topology.Endpoint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/** What the endpoint does to the clusters, and what it answers: a sentence for each data source. */
final class Operations {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A request to the actuator should not take longer. */
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(1);

    private final UnderstudyDataSources dataSources;

    Operations(UnderstudyDataSources dataSources) {
        this.dataSources = dataSources;
    }

    Map<String, String> run(
            UnderstudyEndpoint.Operation operation,
            @Nullable String node,
            @Nullable String dataSource,
            @Nullable Duration patience)
            throws InterruptedException {
        Map<String, UnderstudyDataSource> chosen = chosen(dataSource);
        Map<String, String> answers = new LinkedHashMap<>();
        if (operation == UnderstudyEndpoint.Operation.PROBE) {
            chosen.forEach((name, each) -> {
                each.cluster().probe();
                answers.put(name, "all nodes are being probed");
            });
            return answers;
        }
        Endpoint endpoint = endpoint(operation, node);
        for (Map.Entry<String, UnderstudyDataSource> each : chosen.entrySet()) {
            Cluster cluster = each.getValue().cluster();
            if (isKnown(cluster, endpoint)) {
                answers.put(each.getKey(), act(operation, cluster, endpoint, patience));
            }
        }
        if (answers.isEmpty()) {
            throw invalid("No node is at " + endpoint + " in the cluster of " + chosen.keySet() + ". There are: "
                    + chosen.values().stream()
                            .flatMap(each -> each.topology().nodes().stream())
                            .map(each -> each.endpoint().toString())
                            .distinct()
                            .toList());
        }
        return answers;
    }

    private static String act(
            UnderstudyEndpoint.Operation operation, Cluster cluster, Endpoint endpoint, @Nullable Duration patience)
            throws InterruptedException {
        if (operation == UnderstudyEndpoint.Operation.UNDRAIN) {
            cluster.undrain(endpoint);
            return endpoint + " is back in service";
        }
        Duration limit = patience == null ? PATIENCE : patience;
        int inUse = cluster.drain(endpoint, limit.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : limit);
        return inUse == 0
                ? endpoint + " is drained: nothing runs there"
                : endpoint + " gets nothing new; connections still in use there: " + inUse;
    }

    /** A drained node may have left the topology. */
    private static boolean isKnown(Cluster cluster, Endpoint endpoint) {
        return cluster.node(endpoint).isPresent() || cluster.drained().contains(endpoint);
    }

    private Map<String, UnderstudyDataSource> chosen(@Nullable String name) {
        Map<String, UnderstudyDataSource> all = dataSources.all();
        if (name == null) {
            return all;
        }
        UnderstudyDataSource one = all.get(name);
        if (one == null) {
            throw invalid("No data source of Understudy is called '" + name + "'. There are: " + all.keySet());
        }
        return Map.of(name, one);
    }

    private static Endpoint endpoint(UnderstudyEndpoint.Operation operation, @Nullable String node) {
        if (node == null) {
            throw invalid("Which node? POST {\"node\": \"host:port\"} to "
                    + operation.name().toLowerCase(java.util.Locale.ROOT));
        }
        try {
            return Endpoint.parse(node);
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static InvalidEndpointRequestException invalid(String message) {
        return new InvalidEndpointRequestException(message, message);
    }
}
