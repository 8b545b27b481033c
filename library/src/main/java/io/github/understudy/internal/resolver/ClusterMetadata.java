package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server's copy of InnoDB Cluster's metadata says (the schema that MySQL Shell keeps). It is replicated like any
 * other data, so a copy may be old.
 *
 * @param view counts the changes of a ClusterSet, forced ones far above all others; 0 where there is none
 * @param instances of the server's own cluster and of the other ones in its ClusterSet
 */
public record ClusterMetadata(long view, List<Instance> instances) {
    /** The server was asked, and has none that the account may read. */
    public static final ClusterMetadata NONE = new ClusterMetadata(0, List.of());

    public ClusterMetadata {
        instances = List.copyOf(instances);
    }

    /**
     * A server as the metadata knows it.
     *
     * @param endpoint where clients find it, null if that can't be told
     * @param hidden true if its administrator wants no work to go there (the tag {@code _hidden})
     * @param disconnected true if work that is under way there is not to end in peace either
     * @param invalidated true if its whole cluster was given up by its ClusterSet
     */
    public record Instance(
            NodeId id, @Nullable Endpoint endpoint, boolean hidden, boolean disconnected, boolean invalidated) {}
}
