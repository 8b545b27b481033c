package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import java.util.List;

/**
 * What a server said of itself as a node of a Galera cluster. A component is the set of nodes that reach each other; it
 * may change data if it has the quorum.
 *
 * @param history identifies the cluster's data ({@code wsrep_cluster_state_uuid})
 * @param component counts the changes of membership ({@code wsrep_cluster_conf_id}); -1 without the quorum
 * @param size how many nodes the component has
 * @param index the node's place among them, from 0; not the same after a restart
 * @param members where clients find the component's nodes
 * @param primary true if the component has the quorum
 * @param ready true if the node takes statements
 * @param state {@code wsrep_local_state}: 2 is donor or desynced, 3 catching up, 4 synced
 * @param desynced true if somebody has taken it out of the cluster's pace ({@code wsrep_desync})
 * @param rejecting true if it refuses statements ({@code wsrep_reject_queries})
 * @param maintained true if somebody has put it into maintenance ({@code pxc_maint_mode}) or shuts it down
 * @param queue how many transactions wait there to be applied ({@code wsrep_local_recv_queue})
 * @param flow what it has counted of its flow control
 */
public record GaleraStatus(
        String history,
        long component,
        int size,
        int index,
        List<Endpoint> members,
        boolean primary,
        boolean ready,
        int state,
        boolean desynced,
        boolean rejecting,
        boolean maintained,
        int queue,
        FlowControl flow) {
    private static final int SYNCED = 4;

    public GaleraStatus {
        members = List.copyOf(members);
    }

    /** True if it can work at all. */
    boolean isServing() {
        return primary && ready;
    }

    /** True if it keeps pace with the others. */
    boolean isSynced() {
        return state == SYNCED && !desynced;
    }

    /** True if both tell of the same members. */
    boolean sharesViewWith(GaleraStatus other) {
        return history.equals(other.history)
                && component == other.component
                && size == other.size
                && members.equals(other.members);
    }
}
