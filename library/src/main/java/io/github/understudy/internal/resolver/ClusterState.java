package io.github.understudy.internal.resolver;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that the resolver remembers between two probes. Immutable. */
public final class ClusterState {
    private final Map<Endpoint, Target> targets;
    private final Topology topology;
    private final @Nullable NodeId incumbent;
    private final SourceHistory history;
    private final boolean settled;
    private final WriteHistory writes;
    private final Errants errants;
    private final Map<NodeId, VerdictCode> codes;
    private final GroupHistory groups;

    ClusterState(
            Map<Endpoint, Target> targets,
            Topology topology,
            @Nullable NodeId incumbent,
            SourceHistory history,
            boolean settled,
            WriteHistory writes,
            Errants errants,
            Map<NodeId, VerdictCode> codes,
            GroupHistory groups) {
        this.targets = Collections.unmodifiableMap(targets);
        this.topology = topology;
        this.incumbent = incumbent;
        this.history = history;
        this.settled = settled;
        this.writes = writes;
        this.errants = errants;
        this.codes = Map.copyOf(codes);
        this.groups = groups;
    }

    /** Nothing is known but the addresses that the user gave. */
    public static ClusterState of(List<Endpoint> seeds, long nanos) {
        Map<Endpoint, Target> targets = new LinkedHashMap<>();
        seeds.forEach(seed -> targets.put(seed, Target.seed(seed, nanos)));
        return new ClusterState(
                targets,
                Topology.EMPTY,
                null,
                SourceHistory.EMPTY,
                true,
                WriteHistory.EMPTY,
                Errants.NONE,
                Map.of(),
                GroupHistory.EMPTY);
    }

    /**
     * The same, with the seeds that there are now. Who is none any more is like one that was discovered; who never
     * answered is gone.
     */
    public ClusterState seeded(List<Endpoint> seeds, long nanos) {
        Map<Endpoint, Target> next = new LinkedHashMap<>();
        targets.forEach((endpoint, target) -> {
            boolean seed = seeds.contains(endpoint);
            if (seed || !target.seed() || target.observation() != null) {
                next.put(endpoint, seed == target.seed() ? target : target.seeded(seed));
            }
        });
        seeds.forEach(seed -> next.computeIfAbsent(seed, it -> Target.seed(it, nanos)));
        return next.equals(targets)
                ? this
                : new ClusterState(next, topology, incumbent, history, settled, writes, errants, codes, groups);
    }

    /**
     * The same, with what servers have acknowledged to this data source since.
     *
     * @param transactions as the driver has told them
     * @param untold true if there were writes of which the driver tells nothing
     */
    public ClusterState acknowledged(List<GtidSet> transactions, boolean untold) {
        Acknowledged next = writes.acknowledged().plus(Transactions.of(transactions), untold);
        return next == writes.acknowledged() ? this : with(writes.acknowledged(next));
    }

    ClusterState with(WriteHistory next) {
        return new ClusterState(targets, topology, incumbent, history, settled, next, errants, codes, groups);
    }

    public Topology topology() {
        return topology;
    }

    /** False while a decision waits for a server to be asked again. */
    public boolean isSettled() {
        return settled;
    }

    /** The addresses to probe: all but those that discovery may not use. */
    public Set<Endpoint> endpoints() {
        return targets.values().stream()
                .filter(target -> !target.isRejected() || target.observation() != null)
                .map(Target::endpoint)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** True once every seed has answered or failed at least once. */
    public boolean isEverySeedTried() {
        return targets.values().stream().noneMatch(Target::isUntriedSeed);
    }

    /** True if waiting won't help: no seed has answered, and one that could be reached refuses our account. */
    public boolean isHopeless() {
        return isEverySeedTried()
                && targets.values().stream().noneMatch(target -> target.observation() != null)
                && targets.values().stream().anyMatch(Target::isDenied);
    }

    /** True if the server there refuses our account; asking it often could lock the account. */
    public boolean isDenied(Endpoint endpoint) {
        Target target = targets.get(endpoint);
        return target != null && target.isDenied();
    }

    /** For each seed that does not answer, why. */
    public List<String> seedFailures() {
        return targets.values().stream()
                .filter(Target::seed)
                .map(target -> target.endpoint() + ": "
                        + (target.failure() == null
                                ? "no answer yet"
                                : target.failure().message()))
                .toList();
    }

    Collection<Target> targets() {
        return targets.values();
    }

    Map<Endpoint, Target> targetsByEndpoint() {
        return targets;
    }

    /** The last accepted source, also while it is dead. */
    @Nullable
    NodeId incumbent() {
        return incumbent;
    }

    SourceHistory history() {
        return history;
    }

    WriteHistory writes() {
        return writes;
    }

    GroupHistory groups() {
        return groups;
    }

    Errants errants() {
        return errants;
    }

    /** What was last found of a node. */
    public VerdictCode codeOf(NodeId id) {
        return codes.getOrDefault(id, VerdictCode.NONE);
    }

    /** What was last found of each node. */
    Map<NodeId, VerdictCode> codes() {
        return codes;
    }
}
