package io.github.understudy.samples.failover;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.topology.Endpoint;

/** The servers under the names that people read: A, B, C. */
final class Cast {
    /** The testkit counts {@code server_id} from 1 and adds this when a node gets a new identity. */
    private static final int IDS_PER_LIFE = 100;

    private final Cluster cluster;

    Cast(Cluster cluster) {
        this.cluster = cluster;
    }

    static String name(int node) {
        return node < 0 ? "none" : String.valueOf((char) ('A' + node));
    }

    static String name(TestNode node) {
        return name(node.index());
    }

    int size() {
        return cluster.nodes().size();
    }

    TestNode node(int index) {
        return cluster.node(index);
    }

    /** The node with that {@code server_id}, -1 if there is none. */
    int withServerId(int serverId) {
        int index = (serverId - 1) % IDS_PER_LIFE;
        return serverId > 0 && index < size() ? index : -1;
    }

    /** The node at that address, -1 if there is none. */
    int at(Endpoint endpoint) {
        return cluster.nodes().stream()
                .filter(node -> node.port() == endpoint.port())
                .mapToInt(TestNode::index)
                .findFirst()
                .orElse(-1);
    }

    /** The node that was made source last. */
    int source() {
        return cluster.source().index();
    }
}
