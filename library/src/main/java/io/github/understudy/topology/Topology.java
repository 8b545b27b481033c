package io.github.understudy.topology;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cluster at one moment: every node with its role, and the source that writes go to. Immutable; a new one, with a
 * higher number, replaces it when anything has changed.
 *
 * @param number counts the topologies of one data source, from 0
 * @param nodes all known nodes, in a stable order
 * @param sourceNode the accepted source, null while there is none
 * @param explanation why this node is the source, or why there is none
 * @param kind how the servers keep the same data
 * @param writers the nodes that take writes now: the source alone, or several where the cluster lets several; empty while
 *     there is no source
 * @param agreeing the nodes that agree among themselves on each COMMIT: those of a Galera cluster, or the members of the
 *     group (Group Replication) that has the source, or had it last; not their asynchronous replicas
 */
public record Topology(
        long number,
        List<Node> nodes,
        @Nullable Node sourceNode,
        String explanation,
        ClusterKind kind,
        List<Node> writers,
        List<NodeId> agreeing) {

    /** What is known before the first probe has returned. */
    public static final Topology EMPTY = new Topology(0, List.of(), null, "no server has been probed yet");

    /** Of servers that replicate from one another. */
    public Topology(long number, List<Node> nodes, @Nullable Node sourceNode, String explanation) {
        this(number, nodes, sourceNode, explanation, ClusterKind.REPLICATION);
    }

    /** Of servers of which one at most takes writes. */
    public Topology(long number, List<Node> nodes, @Nullable Node sourceNode, String explanation, ClusterKind kind) {
        this(
                number,
                nodes,
                sourceNode,
                explanation,
                kind,
                sourceNode == null ? List.of() : List.of(sourceNode),
                List.of());
    }

    public Topology {
        nodes = List.copyOf(nodes);
        writers = List.copyOf(writers);
        agreeing = List.copyOf(agreeing);
    }

    /** True if this node takes writes now. */
    public boolean isWriter(NodeId id) {
        for (int i = 0; i < writers.size(); i++) {
            if (writers.get(i).id().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** True if more than one node takes writes. */
    public boolean hasSeveralWriters() {
        return writers.size() > 1;
    }

    /** The node that takes writes now; of several that do, the first. */
    public Optional<Node> source() {
        return Optional.ofNullable(sourceNode);
    }

    /** The node with this identity, if it is known. */
    public Optional<Node> node(NodeId id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** The node that is reached at this address, if there is one. */
    public Optional<Node> nodeAt(Endpoint endpoint) {
        return nodes.stream().filter(node -> node.endpoint().equals(endpoint)).findFirst();
    }

    /** A line for each node, for messages. */
    public String describe() {
        StringBuilder text = new StringBuilder(explanation);
        nodes.forEach(node -> text.append("\n  ").append(node.describe()));
        return text.toString();
    }
}
