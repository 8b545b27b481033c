package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;

/** A server in memory: what a probe would see of it. */
abstract class FakeNode {
    final Endpoint endpoint;
    final NodeId id;
    boolean alive = true;
    boolean reachable = true;

    FakeNode(Endpoint endpoint, NodeId id) {
        this.endpoint = endpoint;
        this.id = id;
    }

    boolean answers() {
        return alive && reachable;
    }

    abstract Observation observe();

    @Override
    public String toString() {
        return endpoint.host();
    }
}
