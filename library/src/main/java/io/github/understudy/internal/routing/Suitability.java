package io.github.understudy.internal.routing;

import io.github.understudy.metrics.Eligibility;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;

/** Whether a node takes ordinary requests, for a person to read: the {@link Router}'s rules, asked for one node. */
public final class Suitability {
    private final Router router;
    private final Fitness fitness;

    public Suitability(Router router, Fitness fitness) {
        this.router = router;
        this.fitness = fitness;
    }

    /** @param confirmed whether the source has confirmed its role lately */
    public Eligibility forWrites(Topology topology, Node node, boolean confirmed) {
        if (!isSource(topology, node)) {
            return Eligibility.no(
                    node.role() == Role.REPLICA ? "it is a replica" : "it is not the source" + because(node));
        }
        if (isDrained(node)) {
            return drained();
        }
        String far = router.whyNotNear(topology);
        if (!far.isEmpty()) {
            return Eligibility.no(far);
        }
        return confirmed
                ? Eligibility.yes(
                        topology.hasSeveralWriters()
                                ? "it is one of " + topology.writers().size() + " nodes that take writes"
                                : "it is the source")
                : Eligibility.no("it has not confirmed its role for too long, or something speaks against it");
    }

    public Eligibility forReads(Topology topology, Node node) {
        if (isDrained(node)) {
            return drained();
        }
        if (isSource(topology, node) && !topology.hasSeveralWriters()) {
            return router.isAnyReplicaFit(topology)
                    ? Eligibility.no("replicas serve the reads; it serves those that must see the newest state")
                    : Eligibility.yes("no replica is fit, so it serves the reads");
        }
        if ((node.role() != Role.REPLICA && !isSource(topology, node)) || !node.readable()) {
            String what = node.state() == NodeState.UP ? "it is not fit" : "it is " + text(node.state());
            return Eligibility.no(what + because(node));
        }
        if (fitness.isTripped(node)) {
            return Eligibility.no("connecting failed too often, it is left alone for a while");
        }
        String group = node.labels().group();
        if (!group.isEmpty()) {
            return Eligibility.no("it serves only the group '" + group + "'");
        }
        if (router.isNearerFit(topology, node)) {
            return Eligibility.no("replicas of a nearer zone serve the reads");
        }
        int warmth = fitness.warmth(node);
        return Eligibility.yes(
                warmth < Warmth.WARM
                        ? "it warms up: " + warmth + " % of its share"
                        : isSource(topology, node)
                                ? "it is one of several nodes that read and write"
                                : "it is a replica within the limits");
    }

    private static boolean isSource(Topology topology, Node node) {
        return topology.isWriter(node.id());
    }

    private boolean isDrained(Node node) {
        return fitness.isDrained(node.id(), node.endpoint());
    }

    private static Eligibility drained() {
        return Eligibility.no("drained: the application has taken it out of service");
    }

    private static String text(NodeState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String because(Node node) {
        return node.reason().isEmpty() ? "" : ": " + node.reason();
    }
}
