package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Lag;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom replicas follow within their cluster. Of several channels it is the one that leads to a known server: the others
 * bring what other clusters write, and say nothing about this one.
 */
final class Upstreams {
    private final Members members;
    private final ResolverSettings settings;

    Upstreams(Members members, ResolverSettings settings) {
        this.members = members;
        this.settings = settings;
    }

    /** The channel by which it gets what its cluster writes; null if it has none, or if that can't be told. */
    @Nullable
    Channel own(Member replica) {
        List<Channel> channels = replica.channels();
        if (channels.size() <= 1) {
            return channels.isEmpty() ? null : channels.get(0);
        }
        List<Channel> known = channels.stream()
                .filter(channel -> members.sourceOf(channel, settings) != null)
                .toList();
        return known.size() == 1 ? known.get(0) : null;
    }

    /** True if it may have transactions of another cluster: it follows several servers, or follows one that does. */
    boolean isMixed(Member member) {
        for (Member at : upFrom(member).values()) {
            if (at.channels().size() > 1 || !at.target().foreign().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** How much later it applies than the source, on purpose. */
    Duration delay(Member replica) {
        Duration sum = Duration.ZERO;
        for (Member at : upFrom(replica).values()) {
            Channel own = own(at);
            sum = own == null ? sum : sum.plus(own.delay());
        }
        return sum;
    }

    /** It, and those above it, up to one that follows nobody who is known. */
    private Map<NodeId, Member> upFrom(Member member) {
        Map<NodeId, Member> way = new LinkedHashMap<>();
        Member at = member;
        while (at != null && way.putIfAbsent(at.id(), at) == null) {
            Channel own = own(at);
            at = own == null ? null : members.sourceOf(own, settings);
        }
        return way;
    }

    /**
     * How far it is behind by what the servers themselves say: the sum of the way up to the source, or to a node of a
     * Galera cluster. One that does not answer makes it unknown, since what it has not passed on can't be seen below it.
     *
     * @param source null if there is none
     */
    Lag saidLag(Member replica, @Nullable Member source) {
        Duration sum = Duration.ZERO;
        Set<NodeId> way = new HashSet<>();
        Member at = replica;
        while (way.add(at.id())) {
            Channel own = own(at);
            if (own == null || !own.receiving() || !own.applying() || own.behind() == null) {
                return Lag.unknown();
            }
            sum = sum.plus(own.behind());
            Member up = members.sourceOf(own, settings);
            if (up == null || up == source || isGaleraNode(up)) {
                return Lag.of(sum);
            }
            if (up.state() != NodeState.UP) {
                return Lag.unknown();
            }
            if (up.channels().isEmpty()) {
                return source == null ? Lag.of(sum) : Lag.unknown();
            }
            at = up;
        }
        return Lag.unknown();
    }

    /** The node of a Galera cluster that it replicates from, by whatever relays; null if none is known. */
    @Nullable
    Member galeraNodeAbove(Member replica) {
        return upFrom(replica).values().stream()
                .filter(Upstreams::isGaleraNode)
                .findFirst()
                .orElse(null);
    }

    private static boolean isGaleraNode(Member member) {
        Observation seen = member.observation();
        return seen != null && seen.galera() != null;
    }

    /** True if it is a replica of the other one, by whatever relays, as far as was seen last. */
    boolean isBelow(Member member, Member other) {
        return member != other && upFrom(member).containsKey(other.id());
    }
}
