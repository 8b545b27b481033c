package io.github.understudy.internal.discovery;

import io.github.understudy.internal.resolver.NdbStatus;
import io.github.understudy.topology.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what an SQL node of an NDB cluster says of itself. */
final class NdbRows {
    /** Needs no grant. A server that is built for NDB and not connected has zeros and empty texts. */
    static final String QUESTION = "SHOW GLOBAL STATUS WHERE variable_name IN ('Ndb_cluster_node_id',"
            + " 'Ndb_number_of_data_nodes', 'Ndb_number_of_ready_data_nodes', 'Ndb_system_name')";

    static final String DATA_NODES = "SELECT node_id, status FROM ndbinfo.nodes";
    static final String PROCESSES = "SELECT node_id, service_URI FROM ndbinfo.processes WHERE process_name = 'mysqld'";
    static final String ACCOUNT = "SELECT CURRENT_USER() AS account";
    private static final String SCHEME = "mysql://";

    private final Map<String, String> status = new HashMap<>();

    NdbRows(List<Row> status) {
        status.forEach(row -> this.status.put(
                row.text("variable_name").toLowerCase(Locale.ROOT), row.text("value", "variable_value")));
    }

    /** False where the storage engine is not there or switched off. */
    boolean isSqlNode() {
        return status.containsKey("ndb_cluster_node_id");
    }

    boolean isConnected() {
        return number("ndb_cluster_node_id") > 0 && number("ndb_number_of_ready_data_nodes") > 0;
    }

    /**
     * @param dataNodes the answer to {@link #DATA_NODES}, empty if there was none
     * @param processes the answer to {@link #PROCESSES}, empty if there was none
     */
    NdbStatus status(List<Row> dataNodes, List<Row> processes) {
        return new NdbStatus(
                status.getOrDefault("ndb_system_name", ""),
                number("ndb_cluster_node_id"),
                number("ndb_number_of_data_nodes"),
                number("ndb_number_of_ready_data_nodes"),
                dataNodes.stream().anyMatch(row -> row.text("status").equalsIgnoreCase("SINGLEUSER")),
                processes.stream()
                        .map(row -> endpoint(row.text("service_uri")))
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** {@code mysql://host:port}, with a path or a question behind it perhaps. */
    private static @Nullable Endpoint endpoint(String uri) {
        if (!uri.startsWith(SCHEME)) {
            return null;
        }
        String address = uri.substring(SCHEME.length()).replaceFirst("[/?].*", "");
        int colon = address.lastIndexOf(':');
        boolean portless = colon < 0 || address.endsWith("]");
        String host = portless ? address : address.substring(0, colon);
        try {
            long port = portless ? Endpoint.DEFAULT_PORT : Long.parseLong(address.substring(colon + 1));
            return ReplicationRows.endpoint(host.replaceAll("^\\[|\\]$", ""), port);
        } catch (NumberFormatException notAnAddress) {
            return null;
        }
    }

    /** 0 for what is missing, or has no number. */
    private int number(String name) {
        try {
            return Integer.parseInt(status.getOrDefault(name, ""));
        } catch (NumberFormatException absentOrNoNumber) {
            return 0;
        }
    }
}
