package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The servers behind the probed addresses: addresses of one identity are one server. Immutable. */
final class Members {
    private final Map<NodeId, Member> byId;
    private final Map<Endpoint, Member> byEndpoint = new LinkedHashMap<>();

    private Members(Map<NodeId, Member> byId) {
        this.byId = byId;
        byId.values().forEach(member -> member.endpoints().forEach(it -> byEndpoint.putIfAbsent(it, member)));
    }

    static Members of(Collection<Target> targets, Topology before, ResolverSettings settings) {
        Map<NodeId, List<Target>> groups = new LinkedHashMap<>();
        targets.stream()
                .filter(target -> !target.isRejected())
                .forEach(target -> groups.computeIfAbsent(target.id(), id -> new ArrayList<>())
                        .add(target));
        Map<NodeId, Member> members = new LinkedHashMap<>();
        groups.forEach((id, group) -> {
            Endpoint current = before.node(id).map(Node::endpoint).orElse(null);
            addGroup(id, group, current, settings, members);
        });
        return new Members(members);
    }

    private static void addGroup(
            NodeId id,
            List<Target> group,
            @Nullable Endpoint current,
            ResolverSettings settings,
            Map<NodeId, Member> members) {
        Target chosen = group.stream()
                .min(Comparator.comparing((Target it) -> !answers(it.state(settings.timeoutsToDown())))
                        // The address in use is left only when it is dead: a move costs its connections.
                        .thenComparing(it -> !it.endpoint().equals(current))
                        .thenComparing(it -> it.state(settings.timeoutsToDown()) != NodeState.UP)
                        .thenComparing(it -> !it.seed()))
                .orElseThrow();
        List<Target> impostors =
                group.stream().filter(it -> isAnotherServer(it, chosen)).toList();
        List<Endpoint> endpoints = Stream.concat(
                        Stream.of(chosen.endpoint()),
                        group.stream().filter(it -> !impostors.contains(it)).flatMap(it -> addresses(it, settings)))
                .distinct()
                .toList();
        NodeState state = chosen.state(settings.timeoutsToDown());
        members.put(id, new Member(id, chosen, endpoints, state, ""));
        for (Target impostor : impostors) {
            NodeId own = new NodeId(id + "@" + impostor.endpoint());
            String conflict = "claims the identity " + id + ", which " + chosen.endpoint() + " has: give each server"
                    + " its own server_id and server_uuid";
            members.put(own, new Member(own, impostor, List.of(impostor.endpoint()), NodeState.QUARANTINED, conflict));
        }
    }

    private static boolean answers(NodeState state) {
        return state == NodeState.UP || state == NodeState.SUSPECT;
    }

    /** Both answer now under one identity, but they are two processes. */
    private static boolean isAnotherServer(Target one, Target chosen) {
        return one != chosen
                && one.failure() == null
                && chosen.failure() == null
                && one.observation() != null
                && chosen.observation() != null
                && !one.observation().instance().equals(chosen.observation().instance());
    }

    private static Stream<Endpoint> addresses(Target target, ResolverSettings settings) {
        Observation seen = target.observation();
        Endpoint advertised = seen == null ? null : seen.advertised();
        return advertised == null
                ? Stream.of(target.endpoint())
                : Stream.of(target.endpoint(), settings.mapping().apply(advertised));
    }

    /** True if a node of a Galera cluster is among them. */
    boolean areGalera() {
        return byId.values().stream().map(Member::observation).anyMatch(seen -> seen != null && seen.galera() != null);
    }

    /** True if an SQL node of an NDB cluster is among them. */
    boolean areNdb() {
        return byId.values().stream().map(Member::observation).anyMatch(seen -> seen != null && seen.ndb() != null);
    }

    /** True if a member of a group (Group Replication) is among them, and not only a server that could be one. */
    boolean areGroup() {
        return byId.values().stream()
                .map(Member::observation)
                .anyMatch(seen ->
                        seen != null && seen.group() != null && !seen.group().isOut());
    }

    /** True if the account may not ask the members of the group that are among them. */
    boolean areUntold() {
        return byId.values().stream()
                .map(Member::observation)
                .anyMatch(seen ->
                        seen != null && seen.group() != null && !seen.group().isTold());
    }

    /** True if one of those that answer replicates from another server. */
    boolean isAnyFollowing() {
        return byId.values().stream()
                .anyMatch(it -> it.isReachable() && it.channels().stream().anyMatch(Channel::receiverOn));
    }

    Collection<Member> all() {
        return byId.values();
    }

    @Nullable
    Member member(@Nullable NodeId id) {
        return id == null ? null : byId.get(id);
    }

    /** The server that a channel points to, null if it is not known. */
    @Nullable
    Member sourceOf(Channel channel, ResolverSettings settings) {
        Member named = member(channel.sourceId());
        return named != null ? named : byEndpoint.get(settings.mapping().apply(channel.source()));
    }
}
