package io.github.understudy.internal.routing;

import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.time.Duration;

/** Why no node takes a request, for a person to read. */
final class Explanation {
    private final Fitness fitness;
    private final Topology topology;
    private final Wish wish;
    private final NodeFilter filter;

    Explanation(Fitness fitness, Topology topology, Wish wish, NodeFilter filter) {
        this.filter = filter;
        this.fitness = fitness;
        this.topology = topology;
        this.wish = wish;
    }

    String text() {
        StringBuilder text = new StringBuilder(topology.explanation());
        for (Node node : topology.nodes()) {
            text.append("\n  ").append(node.endpoint()).append(": ").append(whyNot(node));
        }
        return text.toString();
    }

    private String whyNot(Node node) {
        String reason = node.reason().isEmpty() ? "" : " (" + node.reason() + ")";
        if (node.state() != NodeState.UP) {
            return node.state() + reason;
        }
        if (wish.access() == Access.READ_WRITE && !topology.isWriter(node.id())) {
            return "is not the source but " + node.role() + reason;
        }
        if (!wish.underWay() && fitness.isDrained(node.id(), node.endpoint())) {
            return "drained: the application has taken it out of service (Cluster.drain)";
        }
        String group = node.labels().group();
        if (!group.isEmpty() && !group.equals(wish.group())) {
            return "serves only the group '" + group + "'";
        }
        Duration limit = wish.maxLag();
        if (limit != null && node.role() == Role.REPLICA && !node.lag().isWithin(limit)) {
            return "its lag of " + node.lag() + " is above the " + limit.toMillis() + " ms that were asked for";
        }
        if (fitness.isTripped(node)) {
            return "connecting failed too often, it is left alone for a while";
        }
        return node.role() == Role.REPLICA && !filter.accepts(topology, node)
                ? "does not have yet what this thread has written or seen"
                : node.role() + reason;
    }
}
