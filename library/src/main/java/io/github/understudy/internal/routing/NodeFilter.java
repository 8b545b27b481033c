package io.github.understudy.internal.routing;

import io.github.understudy.topology.Node;
import io.github.understudy.topology.Topology;

/** Decides about a replica, besides what makes it fit for everybody. */
@FunctionalInterface
public interface NodeFilter {
    NodeFilter ANY = (topology, node) -> true;

    boolean accepts(Topology topology, Node node);
}
