package io.github.understudy.internal.routing;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;

/** What this application itself knows of a node, besides the topology. */
public interface Fitness {

    /** True while connecting to the node has failed so often that it is better left alone. */
    boolean isTripped(Node node);

    /** True while the application has taken the node out of service. */
    boolean isDrained(NodeId node, Endpoint at);

    /** How many connections to the node this application uses now. */
    int load(Node node);

    /** How much of its share a replica gets, from 1 to 100 percent: less for a while after it has come back. */
    int warmth(Node node);
}
