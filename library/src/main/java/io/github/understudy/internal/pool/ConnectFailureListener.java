package io.github.understudy.internal.pool;

import io.github.understudy.topology.Endpoint;

/** Is told when a pool could not open a connection: traffic is the first sensor of a failing server. */
@FunctionalInterface
public interface ConnectFailureListener {

    void onConnectFailure(Endpoint endpoint, Exception failure);
}
