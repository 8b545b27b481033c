package io.github.understudy.internal.resolver;

import io.github.understudy.event.EventType;
import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From one probe and what was known before to what is known now. Pure, and so thread-safe. */
public final class Resolver {
    private final ResolverSettings settings;
    private final Discovered discovered;
    private final Election election;
    private final GaleraElection galera;
    private final NdbElection ndb;
    private final GroupElection group;
    private final LostWrites lostWrites;

    public Resolver(ResolverSettings settings) {
        this.settings = settings;
        this.discovered = new Discovered(settings);
        this.election = new Election(settings);
        this.galera = new GaleraElection(settings.writers());
        this.ndb = new NdbElection(settings.writers());
        this.group = new GroupElection(settings.writers());
        this.lostWrites = new LostWrites(settings.refuseLostWrites());
    }

    /** A server has answered. */
    public Resolution onAnswer(ClusterState state, Endpoint endpoint, Observation told, Moment now) {
        Target target = state.targetsByEndpoint().get(endpoint);
        if (target == null) {
            return new Resolution(state, List.of());
        }
        Observation answer = told.after(target.observation());
        Changes changes = new Changes(state.topology().number() + 1, now);
        Map<Endpoint, Target> targets = new LinkedHashMap<>(state.targetsByEndpoint());
        tellLimitations(state, endpoint, answer, changes);
        String foreign = discovered.foreign(target, answer, targets.values());
        Set<Endpoint> others = discovered.foreignSources(
                target, answer, () -> Members.of(targets.values(), state.topology(), settings));
        if (foreign.isEmpty()) {
            tellDiscovery(state, target, answer, changes);
            targets.put(endpoint, target.answered(answer, others, now.nanos()));
            addDiscovered(answer, others, targets, changes, now);
        } else {
            if (!target.isRejected()) {
                changes.add(EventType.NODE_REJECTED, endpoint, foreign);
            }
            targets.put(endpoint, target.answered(answer, others, now.nanos()).rejected(foreign));
        }
        return resolve(state, targets, answer, changes, now);
    }

    /** A probe has failed. */
    public Resolution onFailure(ClusterState state, Endpoint endpoint, ProbeFailure failure, Moment now) {
        Target target = state.targetsByEndpoint().get(endpoint);
        if (target == null) {
            return new Resolution(state, List.of());
        }
        Changes changes = new Changes(state.topology().number() + 1, now);
        Map<Endpoint, Target> targets = new LinkedHashMap<>(state.targetsByEndpoint());
        targets.put(endpoint, target.failed(failure, settings.timeoutsToDown(), now.nanos()));
        forget(targets, changes, now);
        return resolve(state, targets, null, changes, now);
    }

    /** True while a server is not accepted as the source because it lacks transactions. */
    public boolean isRefusingLostWrites(ClusterState state) {
        return settings.refuseLostWrites()
                && state.topology().sourceNode() == null
                && !state.writes().missing().isEmpty();
    }

    /** The application does without the transactions that the next source lacks; until it lacks others. */
    public Resolution acceptLostWrites(ClusterState state, Moment now) {
        Changes changes = new Changes(state.topology().number() + 1, now);
        ClusterState accepting = state.with(state.writes().givenUp());
        return resolve(accepting, state.targetsByEndpoint(), null, changes, now);
    }

    private Resolution resolve(
            ClusterState state,
            Map<Endpoint, Target> targets,
            @Nullable Observation answer,
            Changes changes,
            Moment now) {
        Topology before = state.topology();
        Members members = Members.of(targets.values(), before, settings);
        Managed managed = Managed.of(members, state.incumbent());
        ClusterKind kind = kind(members, before);
        boolean isShared = kind != ClusterKind.REPLICATION && !isUntold(kind, members);
        Verdict elected = elect(kind, members, managed, state, targets);
        // What such a cluster has acknowledged, all its nodes have or will have; another one is not accepted.
        LostWrites.Judgement judgement = isShared
                ? new LostWrites.Judgement(state.writes(), elected, null)
                : lostWrites.judge(state.writes(), elected, members, state.incumbent(), answer, now.nanos());
        Verdict verdict = judgement.verdict();
        Member source = verdict.source();
        Errants.Look errants = isShared
                ? new Errants.Look(state.errants(), Map.of())
                : errants(state.errants(), source, answer, members, now);
        SourceHistory history = history(state.history(), source, answer, now);
        Roles roles = new Roles(settings, members, managed, verdict, before, history, now);
        List<Node> nodes = roles.nodes();
        NodeId incumbent = source == null ? state.incumbent() : source.id();
        List<NodeId> agreeing = Agreement.among(nodes, members, members.member(incumbent));
        Topology after = next(before, nodes, verdict, kind, agreeing);
        Codes codes = new Codes(members, roles.findings(), now);
        changes.between(before, after, state.codes(), codes);
        if (judgement.event() != null && elected.source() != null) {
            changes.add(EventType.WRITES_LOST, elected.source().target().endpoint(), judgement.event());
        }
        errants.events()
                .forEach((member, text) -> changes.add(
                        EventType.ERRANT_TRANSACTIONS, member.target().endpoint(), text));
        return new Resolution(
                new ClusterState(
                        targets,
                        after,
                        incumbent,
                        history,
                        verdict.settled(),
                        judgement.history(),
                        errants.errants(),
                        codes.all(),
                        kind == ClusterKind.GROUP_REPLICATION && isShared
                                ? state.groups().seen(GroupElection.serving(members, managed), source)
                                : state.groups()),
                changes.all());
    }

    private static ClusterKind kind(Members members, Topology before) {
        if (members.areGalera()) {
            return ClusterKind.GALERA;
        }
        if (members.areNdb()) {
            return ClusterKind.NDB;
        }
        // A group that has stopped is one still, until its servers follow each other otherwise.
        boolean stopped = before.kind() == ClusterKind.GROUP_REPLICATION && !members.isAnyFollowing();
        return members.areGroup() || stopped ? ClusterKind.GROUP_REPLICATION : ClusterKind.REPLICATION;
    }

    /** What servers do not tell of their group can't be judged: then the general rules must do. */
    private static boolean isUntold(ClusterKind kind, Members members) {
        return kind == ClusterKind.GROUP_REPLICATION && members.areUntold() && !GroupElection.isTold(members);
    }

    private Verdict elect(
            ClusterKind kind, Members members, Managed managed, ClusterState state, Map<Endpoint, Target> targets) {
        return switch (kind) {
            case GALERA -> galera.decide(members, state.incumbent(), isEveryNodeTried(targets));
            case NDB -> ndb.decide(members, state.incumbent(), isEveryNodeTried(targets));
            case GROUP_REPLICATION ->
                isUntold(kind, members)
                        ? replication(members, state, targets)
                        : group.decide(members, managed, state, isEveryMemberTried(members, managed, targets));
            case REPLICATION -> replication(members, state, targets);
        };
    }

    private Verdict replication(Members members, ClusterState state, Map<Endpoint, Target> targets) {
        return election.decide(members, state.incumbent(), isEverySeedTried(targets), state.history());
    }

    private Errants.Look errants(
            Errants errants, @Nullable Member source, @Nullable Observation answer, Members members, Moment now) {
        return source != null && answer != null && source.observation() == answer
                ? errants.at(source, members, new Upstreams(members, settings), now.nanos())
                : new Errants.Look(errants, Map.of());
    }

    private static boolean isEveryNodeTried(Map<Endpoint, Target> targets) {
        return targets.values().stream().allMatch(Resolver::isTried);
    }

    /** The start does not wait for addresses that only the metadata knows: those may be down for good. */
    private static boolean isEveryMemberTried(Members members, Managed managed, Map<Endpoint, Target> targets) {
        return targets.values().stream()
                .allMatch(target -> isTried(target)
                        || (!target.seed() && managed.names(target.id()) && !GroupElection.isListed(members, target)));
    }

    private static boolean isTried(Target target) {
        return target.isRejected() || target.observation() != null || target.failure() != null;
    }

    private static boolean isEverySeedTried(Map<Endpoint, Target> targets) {
        return targets.values().stream().noneMatch(Target::isUntriedSeed);
    }

    /** An unchanged cluster keeps its topology object, so that whoever holds it sees by identity that all is as it was. */
    private static Topology next(
            Topology before, List<Node> nodes, Verdict verdict, ClusterKind kind, List<NodeId> agreeing) {
        Node source = Roles.source(nodes);
        List<NodeId> beside = verdict.coWriters().stream().map(Member::id).toList();
        List<Node> writers = nodes.stream()
                .filter(node -> node == source || (beside.contains(node.id()) && node.readable()))
                .toList();
        boolean same = before.nodes().equals(nodes)
                && before.explanation().equals(verdict.explanation())
                && before.kind() == kind
                && before.writers().equals(writers)
                && before.agreeing().equals(agreeing);
        return same
                ? before
                : new Topology(before.number() + 1, nodes, source, verdict.explanation(), kind, writers, agreeing);
    }

    private static SourceHistory history(
            SourceHistory history, @Nullable Member source, @Nullable Observation answer, Moment now) {
        if (source == null) {
            return history;
        }
        if (source.observation() == answer) {
            return history.seen(source.id(), source.gtids(), now.nanos());
        }
        // Another server's answer has decided for it; what it said itself is older.
        return source.id().equals(history.source())
                ? history
                : history.seen(source.id(), source.gtids(), source.target().lastSeenNanos());
    }

    private void addDiscovered(
            Observation answer, Set<Endpoint> others, Map<Endpoint, Target> targets, Changes changes, Moment now) {
        discovered.addressesIn(answer, others).forEach((endpoint, id) -> {
            Target known = targets.get(endpoint);
            if (known != null) {
                return;
            }
            Target found = Target.discovered(endpoint, id, now.nanos());
            if (discovered.isAllowed(endpoint)) {
                targets.put(endpoint, found);
            } else {
                String reason = "the address is not among those that discovery may use";
                targets.put(endpoint, found.rejected(reason));
                changes.add(EventType.NODE_REJECTED, endpoint, reason);
            }
        });
    }

    private static void tellDiscovery(ClusterState state, Target target, Observation answer, Changes changes) {
        boolean first = !target.seed() && (target.observation() == null || target.isRejected());
        boolean known = state.targets().stream()
                .anyMatch(
                        it -> it.observation() != null && it.observation().id().equals(answer.id()));
        if (first && !known) {
            changes.add(EventType.NODE_DISCOVERED, target.endpoint(), "found through the servers already known");
        }
    }

    /** Once for the cluster, not for every node: the account is the same on all. */
    private static void tellLimitations(ClusterState state, Endpoint endpoint, Observation answer, Changes changes) {
        boolean told = state.targets().stream()
                .map(Target::observation)
                .anyMatch(seen -> seen != null && seen.limitations().equals(answer.limitations()));
        if (!answer.limitations().isEmpty() && !told) {
            changes.add(EventType.VIEW_LIMITED, endpoint, String.join("; ", answer.limitations()));
        }
    }

    /** Drops discovered addresses that have been silent for long, unless a server that answers still names them. */
    private void forget(Map<Endpoint, Target> targets, Changes changes, Moment now) {
        Set<Endpoint> named = targets.values().stream()
                .filter(it -> it.failure() == null && it.observation() != null)
                .flatMap(it -> discovered.addressesIn(it.observation(), it.foreign()).keySet().stream())
                .collect(Collectors.toSet());
        targets.values().removeIf(it -> {
            boolean old = !it.seed()
                    && it.failure() != null
                    && now.nanos() - it.lastSeenNanos() > settings.forgetNanos()
                    && !named.contains(it.endpoint());
            if (old) {
                changes.add(EventType.NODE_FORGOTTEN, it.endpoint(), "not seen for long, and nobody refers to it");
            }
            return old;
        });
    }
}
