package io.github.understudy.spring.internal.actuate;

import io.github.understudy.spring.UnderstudyDataSources;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The actuator's endpoint {@code understudy}. What changes something is off until the user says {@code
 * management.endpoint.understudy.access=unrestricted}.
 */
@Endpoint(id = "understudy", defaultAccess = Access.READ_ONLY)
public final class UnderstudyEndpoint {
    private final UnderstudyDataSources dataSources;
    private final Operations operations;

    public UnderstudyEndpoint(UnderstudyDataSources dataSources) {
        this.dataSources = dataSources;
        this.operations = new Operations(dataSources);
    }

    /** The clusters of all data sources, by the names of their beans. */
    @ReadOperation
    public Report report() {
        Map<String, ClusterReport> clusters = new LinkedHashMap<>();
        dataSources.all().forEach((name, dataSource) -> clusters.put(name, ClusterReport.of(dataSource.cluster())));
        return new Report(clusters);
    }

    /** @param dataSources the cluster of each data source */
    public record Report(Map<String, ClusterReport> dataSources) {}

    /**
     * Takes a node out of service, puts it back, or has all nodes probed. The parameters may be left out; Boot 3.5 knows
     * that by Spring's annotation, Boot 4 by JSpecify's.
     *
     * @param operation what to do
     * @param node which node, as {@code host:port}; not for a probe
     * @param dataSource the name of the data source's bean; all that know the node if that is left out
     * @param patience how long to wait for the end of what is under way on a drained node; 5 seconds if that is left out
     */
    @WriteOperation
    @SuppressWarnings("deprecation")
    public Map<String, String> operate(
            @Selector Operation operation,
            @org.springframework.lang.Nullable @Nullable String node,
            @org.springframework.lang.Nullable @Nullable String dataSource,
            @org.springframework.lang.Nullable @Nullable Duration patience)
            throws InterruptedException {
        return operations.run(operation, node, dataSource, patience);
    }

    /** What can be asked for by a POST. */
    public enum Operation {
        /** Sends nothing new to a node. */
        DRAIN,
        /** Puts a drained node back into service. */
        UNDRAIN,
        /** Probes all nodes now. */
        PROBE
    }
}
