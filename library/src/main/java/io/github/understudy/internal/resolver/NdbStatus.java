package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import java.util.List;

/**
 * What a server said of itself as an SQL node of an NDB cluster. Its data is on other servers, the data nodes: all SQL
 * nodes see the same, and none is behind.
 *
 * @param cluster the cluster's name for itself ({@code Ndb_system_name}); empty if it does not tell
 * @param node its number in the cluster ({@code Ndb_cluster_node_id}); 0 if it is not connected
 * @param dataNodes how many data nodes the cluster has
 * @param readyDataNodes how many of them it reaches and may use ({@code Ndb_number_of_ready_data_nodes})
 * @param singleUser true if the data nodes let one client in and no other ({@code ndbinfo.nodes})
 * @param members where clients find the cluster's SQL nodes ({@code ndbinfo.processes})
 */
public record NdbStatus(
        String cluster, int node, int dataNodes, int readyDataNodes, boolean singleUser, List<Endpoint> members) {

    public NdbStatus {
        members = List.copyOf(members);
    }

    /** True if it reaches the data. */
    boolean isServing() {
        return node > 0 && readyDataNodes > 0;
    }
}
