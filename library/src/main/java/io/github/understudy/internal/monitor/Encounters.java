package io.github.understudy.internal.monitor;

import io.github.understudy.internal.pool.Addresses;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers at which address the server behind a name was met, for the pools to connect to. Belongs to the monitor thread. */
final class Encounters {
    private final Addresses addresses;
    private final NodePools pools;

    Encounters(Addresses addresses, NodePools pools) {
        this.addresses = addresses;
        this.pools = pools;
    }

    /** To be called when what the server said is known to everybody: until then pools must not connect there. */
    void met(Endpoint endpoint, @Nullable InetAddress at, Topology topology) {
        if (at != null && addresses.meet(endpoint, at)) {
            topology.nodeAt(endpoint).map(Node::id).ifPresent(this::readdress);
        }
    }

    private void readdress(NodeId id) {
        NodePool pool = pools.existing(id);
        if (pool != null) {
            pool.readdress();
        }
    }

    void keepOnly(Set<Endpoint> endpoints) {
        addresses.keepOnly(endpoints);
    }
}
