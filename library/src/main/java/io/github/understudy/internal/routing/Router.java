package io.github.understudy.internal.routing;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a node: for writes the source, or of several that take writes one as for reads; for reads, of the fit replicas in the nearest zone, the less loaded of two that
 * are drawn at random by weight; where there is none, the source. It reads one immutable topology, allocates nothing and
 * takes no lock.
 */
public final class Router {
    private static final String ANY_GROUP = "*";

    private final Fitness fitness;
    private final IntUnaryOperator random;
    private final RoutingRules rules;

    /** @param random gives a number from 0 to its argument, exclusive */
    public Router(Fitness fitness, IntUnaryOperator random, RoutingRules rules) {
        this.fitness = fitness;
        this.random = random;
        this.rules = rules;
    }

    /**
     * @param filter what a replica must meet besides; the source is not asked
     * @param tried nodes that this request has already failed on; used again only if no other is left
     * @return null if no node is fit
     */
    public @Nullable Node choose(Topology topology, Wish wish, NodeFilter filter, Set<NodeId> tried) {
        Node source = topology.sourceNode();
        if (wish.access() == Access.READ_WRITE) {
            return topology.hasSeveralWriters()
                    ? oneOfSeveral(topology, wish, filter, tried)
                    : source == null || !(wish.underWay() || takesWrites(source)) ? null : source;
        }
        Node replica = nearest(topology, wish, filter, tried, true);
        if (replica != null) {
            return replica;
        }
        boolean mayBeSource = rules.fallback(wish) != GroupFallback.NONE;
        if (mayBeSource && source != null && !tried.contains(source.id()) && isInService(source)) {
            return source;
        }
        // What cold replicas are spared finds no other place.
        replica = nearest(topology, wish, filter, tried, false);
        return replica != null || tried.isEmpty() ? replica : choose(topology, wish, filter, Set.of());
    }

    /** Writes are spread as reads are: the near ones first, by weight, the less loaded of two. */
    private @Nullable Node oneOfSeveral(Topology topology, Wish wish, NodeFilter filter, Set<NodeId> tried) {
        Node writer = ofGroup(topology, wish, filter, tried, "", true);
        writer = writer != null ? writer : ofGroup(topology, wish, filter, tried, "", false);
        // Those that are kept for a group write if no other can.
        writer = writer != null ? writer : ofGroup(topology, wish, filter, tried, ANY_GROUP, false);
        if (writer != null || tried.isEmpty()) {
            Node source = topology.sourceNode();
            return writer == null && wish.underWay() ? source : writer;
        }
        return oneOfSeveral(topology, wish, filter, Set.of());
    }

    private boolean takesWrites(Node source) {
        return isInService(source) && rules.zoneWrites().allows(source);
    }

    /** True if some writer takes writes from this application, as far as its zone is concerned. */
    public boolean isSourceNear(Topology topology) {
        return rules.zoneWrites().isOff() || topology.sourceNode() == null || isAnyAllowed(topology.writers());
    }

    private boolean isAnyAllowed(List<Node> writers) {
        for (int i = 0; i < writers.size(); i++) {
            if (rules.zoneWrites().allows(writers.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Why the source takes no writes from this application, on account of its zone; empty if it does. */
    public String whyNotNear(Topology topology) {
        Node source = topology.sourceNode();
        return source == null || isSourceNear(topology)
                ? ""
                : rules.zoneWrites().whyNot(source);
    }

    /** True if it takes none as long as it is where it is. */
    public boolean isRefused(Topology topology) {
        return !rules.zoneWrites().isOff()
                && topology.sourceNode() != null
                && topology.writers().stream().allMatch(rules.zoneWrites()::refuses);
    }

    /** The group that is asked for goes before ungrouped replicas, and the nearest zone before others. */
    private @Nullable Node nearest(
            Topology topology, Wish wish, NodeFilter filter, Set<NodeId> tried, boolean sparing) {
        Node node = wish.group().isEmpty() ? null : ofGroup(topology, wish, filter, tried, wish.group(), sparing);
        return node != null || rules.fallback(wish) != GroupFallback.REPLICAS
                ? node
                : ofGroup(topology, wish, filter, tried, "", sparing);
    }

    private @Nullable Node ofGroup(
            Topology topology, Wish wish, NodeFilter filter, Set<NodeId> tried, String group, boolean sparing) {
        ZoneRanks ranks = rules.nearness().ranks();
        Node node = null;
        for (int rank = 0; node == null && rank < ranks.count(); rank++) {
            node = draw(topology, wish, filter, tried, group, ranks, rank, sparing);
        }
        return node;
    }

    /** Null if there is none, and for the part of the reads that cold replicas are spared. */
    private @Nullable Node draw(
            Topology topology,
            Wish wish,
            NodeFilter filter,
            Set<NodeId> tried,
            String group,
            ZoneRanks ranks,
            int rank,
            boolean sparing) {
        List<Node> nodes = topology.nodes();
        int total = 0;
        int warmest = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (ranks.of(node) == rank && isFit(topology, node, wish, filter, tried, group)) {
                total += share(node);
                warmest = Math.max(warmest, fitness.warmth(node));
            }
        }
        if (total == 0 || (sparing && warmest < Warmth.WARM && random.applyAsInt(Warmth.WARM) >= warmest)) {
            return null;
        }
        Node one = pick(topology, wish, filter, tried, group, ranks, rank, random.applyAsInt(total));
        Node other = pick(topology, wish, filter, tried, group, ranks, rank, random.applyAsInt(total));
        return one == null || other == null || isLessLoaded(one, other) ? one : other;
    }

    private boolean isLessLoaded(Node one, Node other) {
        return (long) fitness.load(one) * share(other) <= (long) fitness.load(other) * share(one);
    }

    private @Nullable Node pick(
            Topology topology,
            Wish wish,
            NodeFilter filter,
            Set<NodeId> tried,
            String group,
            ZoneRanks ranks,
            int rank,
            int ticket) {
        List<Node> nodes = topology.nodes();
        Node last = null;
        int left = ticket;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (ranks.of(node) == rank && isFit(topology, node, wish, filter, tried, group)) {
                last = node;
                left -= share(node);
                if (left < 0) {
                    return node;
                }
            }
        }
        // A replica became less fit or warmer between counting and picking.
        return last;
    }

    private int share(Node node) {
        return node.labels().weight() * fitness.warmth(node);
    }

    private boolean isFit(Topology topology, Node node, Wish wish, NodeFilter filter, Set<NodeId> tried, String group) {
        return (tried.isEmpty() || !tried.contains(node.id()))
                && !fitness.isTripped(node)
                && isInService(node)
                && mayServe(topology, node, wish, filter, group);
    }

    private boolean mayServe(Topology topology, Node node, Wish wish, NodeFilter filter, String group) {
        if (wish.access() == Access.READ_WRITE) {
            boolean kept = group.isEmpty() && !node.labels().group().isEmpty();
            return !kept
                    && topology.isWriter(node.id())
                    && rules.zoneWrites().allows(node)
                    && filter.accepts(topology, node);
        }
        return (node.role() == Role.REPLICA || isOneOfSeveral(topology, node))
                && node.readable()
                && node.labels().group().equals(group)
                && (wish.maxLag() == null || node.lag().isWithin(wish.maxLag()))
                && filter.accepts(topology, node);
    }

    /** Where several nodes take writes, none is spared reads. */
    private static boolean isOneOfSeveral(Topology topology, Node node) {
        return topology.hasSeveralWriters() && topology.isWriter(node.id());
    }

    private boolean isInService(Node node) {
        return !fitness.isDrained(node.id(), node.endpoint());
    }

    /** True if nothing new may go to this node, though what is under way there may end. */
    public boolean isDrained(NodeId node, Endpoint at) {
        return fitness.isDrained(node, at);
    }

    /** True if work that was bound to this node earlier may go on there. */
    public boolean mayStay(Topology topology, Wish wish, NodeFilter filter, NodeId id) {
        Node source = topology.sourceNode();
        if (source != null && source.id().equals(id) && !topology.hasSeveralWriters()) {
            // Reads that had gone to the source for want of a replica go back when there is one.
            return wish.access() == Access.READ_WRITE
                    || (rules.fallback(wish) != GroupFallback.NONE
                            && !(isAnyFit(topology, wish, filter, wish.group())
                                    || isAnyOtherFit(topology, wish, filter)));
        }
        if (wish.access() == Access.READ_WRITE) {
            return topology.isWriter(id);
        }
        for (Node node : topology.nodes()) {
            if (node.id().equals(id)) {
                String group = node.labels().group();
                boolean asked = group.equals(wish.group())
                        || (group.isEmpty()
                                && rules.fallback(wish) == GroupFallback.REPLICAS
                                && !isAnyFit(topology, wish, filter, wish.group()));
                // That new connections fail does not matter to an open one.
                return asked && mayServe(topology, node, wish, filter, group);
            }
        }
        return false;
    }

    /** True if an ordinary read finds a replica. */
    boolean isAnyReplicaFit(Topology topology) {
        return isAnyFit(topology, Wish.READ, NodeFilter.ANY, "");
    }

    /** True if a replica of a nearer zone than this one's is fit for ordinary reads. */
    boolean isNearerFit(Topology topology, Node than) {
        ZoneRanks ranks = rules.nearness().ranks();
        for (Node node : topology.nodes()) {
            if (ranks.of(node) < ranks.of(than) && isFit(topology, node, Wish.READ, NodeFilter.ANY, Set.of(), "")) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnyOtherFit(Topology topology, Wish wish, NodeFilter filter) {
        return rules.fallback(wish) == GroupFallback.REPLICAS && isAnyFit(topology, wish, filter, "");
    }

    private boolean isAnyFit(Topology topology, Wish wish, NodeFilter filter, String group) {
        for (Node node : topology.nodes()) {
            if (isFit(topology, node, wish, filter, Set.of(), group)) {
                return true;
            }
        }
        return false;
    }

    /** Why no node was chosen: a line for each node. */
    public String explain(Topology topology, Wish wish, NodeFilter filter) {
        String far = wish.access() == Access.READ_WRITE ? whyNotNear(topology) : "";
        String only = rules.fallback(wish) == GroupFallback.NONE
                ? "only the group '" + wish.group() + "' may serve this (understudy.group." + wish.group()
                        + ".fallback=none); "
                : rules.fallback(wish) == GroupFallback.SOURCE
                        ? "only the group '" + wish.group() + "' and the source may serve this; "
                        : "";
        return (far.isEmpty() ? "" : far + "; ") + only + new Explanation(fitness, topology, wish, filter).text();
    }
}
