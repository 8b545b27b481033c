package io.github.understudy.internal.resolver;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.internal.resolver.ClusterMetadata.Instance;
import io.github.understudy.topology.NodeId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom InnoDB Cluster's metadata takes out of service. It makes nobody the source: that is what the servers say of
 * themselves now. Pure.
 */
final class Managed {
    private static final String HIDDEN =
            "its administrator has hidden it (the tag _hidden in InnoDB Cluster's metadata)";
    private static final String INVALIDATED = "its cluster is invalidated: its ClusterSet has gone on without it";

    private final Map<NodeId, Instance> instances;

    private Managed(Map<NodeId, Instance> instances) {
        this.instances = instances;
    }

    /**
     * What was said by a server that can't be reached any more holds on: a newer view is newer whoever has it.
     *
     * @param incumbent whose copy counts where copies can't be told apart by age: changes are made there
     */
    static Managed of(Members members, @Nullable NodeId incumbent) {
        Map<NodeId, Instance> instances = new HashMap<>();
        newest(members, incumbent)
                .ifPresent(metadata -> metadata.instances().forEach(each -> instances.put(each.id(), each)));
        return new Managed(instances);
    }

    private static Optional<ClusterMetadata> newest(Members members, @Nullable NodeId incumbent) {
        return members.all().stream()
                .filter(member -> !metadata(member).instances().isEmpty())
                .max(Comparator.comparingLong(
                                (Member member) -> metadata(member).view())
                        .thenComparing(Member::isReachable)
                        .thenComparing(member -> member.id().equals(incumbent))
                        .thenComparing(member -> member.id().toString()))
                .map(Managed::metadata);
    }

    private static ClusterMetadata metadata(Member member) {
        Observation seen = member.observation();
        return seen == null || seen.metadata() == null ? ClusterMetadata.NONE : seen.metadata();
    }

    /** True of a server that the metadata names; it may be down for good, or of another cluster of the ClusterSet. */
    boolean names(NodeId id) {
        return instances.containsKey(id);
    }

    /** Why nothing new goes there, {@link Finding#WELL} if something may. */
    Finding whyLeft(NodeId id) {
        Instance instance = instances.get(id);
        if (instance == null || !(instance.invalidated() || instance.hidden())) {
            return Finding.WELL;
        }
        return instance.invalidated()
                ? Finding.of(VerdictCode.EXPELLED, INVALIDATED)
                : Finding.of(VerdictCode.MAINTENANCE, HIDDEN);
    }

    /** True if new work may go there. */
    boolean isInService(Member member) {
        return whyLeft(member.id()) == Finding.WELL;
    }

    /** True if not even what is under way there may end. */
    boolean isCutOff(NodeId id) {
        Instance instance = instances.get(id);
        return instance != null && (instance.invalidated() || (instance.hidden() && instance.disconnected()));
    }

    /** True if its cluster belongs to its ClusterSet no more, so that its word does not count. */
    boolean isInvalidated(Member member) {
        Instance instance = instances.get(member.id());
        return instance != null && instance.invalidated();
    }
}
