package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which addresses the answers lead to, and whether the servers there are of this cluster. */
final class Discovered {
    private final ResolverSettings settings;

    Discovered(ResolverSettings settings) {
        this.settings = settings;
    }

    /** Every address that the answer names, but for another cluster's, with the identity that it says is there. */
    Map<Endpoint, @Nullable NodeId> addressesIn(Observation answer, Set<Endpoint> foreign) {
        Map<Endpoint, @Nullable NodeId> found = new LinkedHashMap<>();
        if (answer.channels() != null && answer.channels().size() == 1) {
            answer.channels().stream()
                    .filter(channel -> !foreign.contains(channel.source()))
                    .forEach(channel -> found.put(settings.mapping().apply(channel.source()), channel.sourceId()));
        }
        if (answer.galera() != null) {
            answer.galera()
                    .members()
                    .forEach(member -> found.put(settings.mapping().apply(member), null));
        }
        if (answer.ndb() != null) {
            answer.ndb()
                    .members()
                    .forEach(member -> found.put(settings.mapping().apply(member), null));
        }
        if (answer.group() != null) {
            answer.group().members().stream()
                    .filter(member -> member.endpoint() != null)
                    .forEach(member -> found.put(settings.mapping().apply(member.endpoint()), member.id()));
        }
        answer.replicas().forEach(replica -> found.put(settings.mapping().apply(replica.endpoint()), replica.id()));
        if (answer.metadata() != null) {
            // What the servers say of each other now is newer.
            answer.metadata().instances().stream()
                    .filter(instance -> instance.endpoint() != null)
                    .forEach(instance ->
                            found.putIfAbsent(settings.mapping().apply(instance.endpoint()), instance.id()));
        }
        return found;
    }

    /**
     * Sources of another cluster: of several channels all but the one that leads to a known server. What was one stays
     * one, also when the server follows nobody else any more, after its promotion for example.
     */
    Set<Endpoint> foreignSources(Target target, Observation answer, Supplier<Members> members) {
        List<Channel> channels = answer.channels();
        if (channels == null || (channels.size() < 2 && target.foreign().isEmpty())) {
            return Set.of();
        }
        Members known = members.get();
        Set<Endpoint> unknown = channels.stream()
                .filter(channel -> known.sourceOf(channel, settings) == null)
                .map(Channel::source)
                .collect(Collectors.toSet());
        boolean ownIsKnown = unknown.size() == channels.size() - 1;
        unknown.removeIf(source -> !ownIsKnown && !target.foreign().contains(source));
        return Set.copyOf(unknown);
    }

    boolean isAllowed(Endpoint endpoint) {
        return settings.allowed().test(endpoint);
    }

    /**
     * Why a server at a discovered address is not of this cluster; empty if it is. It must be who it was said to be, or
     * replicate from or to a known server, or share transactions with one.
     */
    String foreign(Target target, Observation answer, Collection<Target> known) {
        if (target.seed()) {
            return "";
        }
        List<Observation> members = known.stream()
                .filter(other -> !other.isRejected() && !other.endpoint().equals(target.endpoint()))
                .map(Target::observation)
                .filter(seen -> seen != null)
                .toList();
        if (isOfAnotherGalera(answer.galera(), members)) {
            return "the server there (" + answer.id() + ") is a node of another Galera cluster";
        }
        if (answer.id().equals(target.expected()) || hasLeftNdb(target, answer)) {
            return "";
        }
        boolean related = members.stream().anyMatch(member -> isRelated(answer, member))
                || (answer.galera() != null
                        && members.stream().anyMatch(member -> isFollowedAt(target.endpoint(), member)));
        return related
                ? ""
                : "the server there (" + answer.id() + ") has no replication and no transactions in common with the"
                        + " cluster";
    }

    private static boolean isRelated(Observation one, Observation other) {
        return one.flavor() == other.flavor()
                && (one.id().equals(other.id())
                        || sharesGalera(one.galera(), other.galera())
                        || sharesNdb(one.ndb(), other.ndb())
                        || sharesGroup(one.group(), other.group())
                        || follows(one, other.id())
                        || follows(other, one.id())
                        || shares(one.gtids(), other.gtids()));
    }

    private static boolean sharesGalera(@Nullable GaleraStatus one, @Nullable GaleraStatus other) {
        return one != null && other != null && one.history().equals(other.history());
    }

    /**
     * A whole cluster may follow another one, or be followed: for a node of it, neither that, nor transactions that both
     * have, nor a name that was given to it says anything.
     */
    private static boolean isOfAnotherGalera(@Nullable GaleraStatus its, List<Observation> members) {
        if (its == null || !its.isServing()) {
            return false; // it does not tell yet whose it is
        }
        List<GaleraStatus> known = members.stream()
                .map(Observation::galera)
                .filter(galera -> galera != null && galera.isServing())
                .toList();
        return !known.isEmpty() && known.stream().noneMatch(galera -> sharesGalera(its, galera));
    }

    /** An SQL node that is not connected does not tell to which cluster it belonged. */
    private static boolean hasLeftNdb(Target target, Observation answer) {
        Observation before = target.observation();
        return answer.ndb() != null
                && answer.ndb().cluster().isEmpty()
                && !target.isRejected()
                && before != null
                && before.id().equals(answer.id());
    }

    private static boolean sharesNdb(@Nullable NdbStatus one, @Nullable NdbStatus other) {
        return one != null
                && other != null
                && !one.cluster().isEmpty()
                && one.cluster().equals(other.cluster());
    }

    private static boolean sharesGroup(@Nullable GroupStatus one, @Nullable GroupStatus other) {
        return one != null && other != null && one.name().equals(other.name());
    }

    /**
     * Nodes of a Galera cluster may share a {@code server_id}: an asynchronous replica's word for the address is all there
     * is. One that is a node itself follows another cluster.
     */
    private boolean isFollowedAt(Endpoint endpoint, Observation replica) {
        return replica.galera() == null
                && replica.channels() != null
                && replica.channels().size() == 1
                && replica.channels().stream()
                        .anyMatch(channel -> channel.receiving()
                                && settings.mapping().apply(channel.source()).equals(endpoint));
    }

    private static boolean follows(Observation replica, NodeId source) {
        return replica.channels() != null
                && replica.channels().size() == 1
                && replica.channels().stream().anyMatch(channel -> source.equals(channel.sourceId()));
    }

    private static boolean shares(@Nullable GtidSet one, @Nullable GtidSet other) {
        // MariaDB's positions only count: any two clusters have a first transaction in domain 0.
        return one instanceof MySqlGtidSet
                && other instanceof MySqlGtidSet
                && !one.isEmpty()
                && !one.subtract(other).equals(one);
    }
}
