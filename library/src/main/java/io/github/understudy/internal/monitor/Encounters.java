package io.github.understudy.internal.monitor;

import io.github.understudy.internal.pool.Addresses;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
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

    /**
     * To be called before others are told who is there: the pool of the server that was there can't reach the new one, and
     * the pool of the new one, which is made when the topology has it, does not reach the old address.
     */
    void met(Endpoint endpoint, NodeId id, @Nullable InetAddress at) {
        if (at != null && addresses.meet(endpoint, id, at)) {
            NodePool pool = pools.existing(id);
            if (pool != null) {
                pool.readdress();
            }
        }
    }

    void keepOnly(Set<Endpoint> endpoints) {
        addresses.keepOnly(endpoints);
    }
}
