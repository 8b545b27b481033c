package io.github.understudy.internal.discovery;

import io.github.understudy.internal.resolver.FlowControl;
import io.github.understudy.internal.resolver.GaleraStatus;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MySqlGtidSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a node of a Galera cluster says of itself. Needs no grant. */
final class GaleraRows {
    /** All of Galera's figures: the server would collect them for one as well. */
    static final String QUESTION = "SHOW GLOBAL STATUS LIKE 'wsrep%'";

    /** A node without its cluster refuses a session that does not want to read what may be old. */
    static final String PREPARATION = "SET SESSION wsrep_sync_wait = 0, wsrep_dirty_reads = ON";

    /** To be appended to the columns of a question that every probe asks. */
    static final String COLUMNS = ", @@global.wsrep_on AS wsrep_on, @@global.wsrep_desync AS wsrep_desync,"
            + " @@global.wsrep_reject_queries AS wsrep_reject_queries, @@global.wsrep_node_name AS wsrep_node_name";

    private static final String NO_HISTORY = "00000000-0000-0000-0000-000000000000";

    private final Row variables;
    private final Map<String, String> status = new HashMap<>();

    /**
     * @param variables the row that has {@link #COLUMNS}
     * @param status the answer to {@link #QUESTION}
     */
    GaleraRows(Row variables, List<Row> status) {
        this.variables = variables;
        status.forEach(row -> this.status.put(
                row.text("variable_name").toLowerCase(Locale.ROOT), row.text("value", "variable_value")));
    }

    static boolean isNode(Row variables) {
        return variables.isOn("wsrep_on");
    }

    GaleraStatus status() {
        boolean primary = text("wsrep_cluster_status").equalsIgnoreCase("Primary");
        String rejects = variables.text("wsrep_reject_queries");
        String maintenance = variables.text("pxc_maint_mode");
        return new GaleraStatus(
                text("wsrep_cluster_state_uuid"),
                primary ? number("wsrep_cluster_conf_id") : -1,
                (int) number("wsrep_cluster_size"),
                (int) number("wsrep_local_index"),
                members(),
                primary,
                text("wsrep_ready").equalsIgnoreCase("ON"),
                (int) number("wsrep_local_state"),
                variables.isOn("wsrep_desync"),
                !rejects.isEmpty() && !rejects.equalsIgnoreCase("NONE"),
                !maintenance.isEmpty() && !maintenance.equalsIgnoreCase("DISABLED"),
                (int) number("wsrep_local_recv_queue"),
                new FlowControl(
                        number("wsrep_flow_control_sent"),
                        number("wsrep_flow_control_recv"),
                        number("wsrep_flow_control_paused_ns"),
                        text("wsrep_flow_control_requested").matches("(?i)true|on")));
    }

    /**
     * Galera numbers its transactions in one row for all nodes, as a set of MySQL's would with one writer. MariaDB's own
     * positions are each node's own affair here.
     */
    @Nullable
    GtidSet committed() {
        long last = number("wsrep_last_committed");
        String history = text("wsrep_cluster_state_uuid");
        return committed(history, last);
    }

    static @Nullable GtidSet committed(String history, long last) {
        boolean known = last > 0 && !history.isEmpty() && !history.equals(NO_HISTORY);
        return known ? MySqlGtidSet.parse(history + ":1-" + last) : null;
    }

    /** A node that announces no address has an empty place in the list. */
    private List<Endpoint> members() {
        return Stream.of(text("wsrep_incoming_addresses").split(","))
                .map(GaleraRows::endpoint)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Endpoint endpoint(String address) {
        int colon = address.lastIndexOf(':');
        boolean portless = colon < 0 || address.endsWith("]");
        String host = portless ? address : address.substring(0, colon);
        try {
            long port = portless ? Endpoint.DEFAULT_PORT : Long.parseLong(address.substring(colon + 1));
            boolean unknown = host.equals("0.0.0.0") || host.equals("AUTO") || port == 0;
            return unknown ? null : ReplicationRows.endpoint(host, port);
        } catch (NumberFormatException notAnAddress) {
            return null;
        }
    }

    private String text(String name) {
        return status.getOrDefault(name, "");
    }

    /** -1 for what is missing, or has no number. */
    private long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException absentOrNoNumber) {
            return -1;
        }
    }
}
