package io.github.understudy.internal.resolver;

import io.github.understudy.topology.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom the replicas follow: each reachable replica with a connected receiver speaks for the server at the top of its
 * chain, be that one reachable for us or not.
 */
final class Votes {
    private final Map<NodeId, Integer> counts = new HashMap<>();
    private final Map<NodeId, Long> oldest = new HashMap<>();
    private final Map<NodeId, List<Witness>> elsewhere = new HashMap<>();

    private final Upstreams upstreams;

    private Votes(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    static Votes of(Members members, ResolverSettings settings) {
        Votes votes = new Votes(new Upstreams(members, settings));
        for (Member member : members.all()) {
            if (member.isReachable()) {
                votes.count(member, members, settings);
            }
        }
        return votes;
    }

    private void count(Member voter, Members members, ResolverSettings settings) {
        Set<NodeId> visited = new HashSet<>();
        Member at = voter;
        while (visited.add(at.id())) {
            Channel up = connected(at);
            if (up == null) {
                break;
            }
            Member source = members.sourceOf(up, settings);
            if (source == null) {
                unreachable(nameOf(up), null, voter);
                return;
            }
            at = source;
            if (!at.isReachable()) {
                // Whom it followed when it was last seen says nothing about now.
                break;
            }
        }
        if (at == voter) {
            return;
        }
        counts.merge(at.id(), 1, Integer::sum);
        oldest.merge(at.id(), voter.target().lastSeenNanos(), (one, other) -> one - other < 0 ? one : other);
        if (!at.isReachable()) {
            unreachable(at.id(), at, voter);
        }
    }

    private void unreachable(NodeId root, @Nullable Member known, Member voter) {
        // What one has more that follows other clusters as well may be theirs.
        if (!upstreams.isMixed(voter)) {
            elsewhere.computeIfAbsent(root, id -> new ArrayList<>()).add(new Witness(known, voter));
        }
    }

    /** @param root whom the voter follows; null if it is not known */
    private record Witness(@Nullable Member root, Member voter) {}

    private static NodeId nameOf(Channel channel) {
        NodeId id = channel.sourceId();
        return id != null ? id : new NodeId(channel.source().toString());
    }

    private @Nullable Channel connected(Member member) {
        Channel own = upstreams.own(member);
        return own != null && own.receiving() ? own : null;
    }

    int of(Member member) {
        return counts.getOrDefault(member.id(), 0);
    }

    /** True if all who follow it have said so since this moment. */
    boolean areNewerThan(Member followed, long nanos) {
        Long since = oldest.get(followed.id());
        return since == null || since - nanos >= 0;
    }

    /**
     * A replica that is connected to a server we can't reach, and that has transactions the candidate lacks: then the
     * candidate is not what the cluster writes to. Null if there is none.
     */
    @Nullable
    Member contradicting(Member candidate) {
        return contradicting(candidate, voter -> true);
    }

    /** The same, of those that have said so since this moment. */
    @Nullable
    Member contradictingSince(Member candidate, long nanos) {
        return contradicting(candidate, voter -> voter.target().lastSeenNanos() - nanos >= 0);
    }

    private @Nullable Member contradicting(Member candidate, Predicate<Member> heard) {
        for (List<Witness> witnesses : elsewhere.values()) {
            for (Witness each : witnesses) {
                if (heard.test(each.voter)
                        && hasForeignNews(each.voter, candidate)
                        && !isRelayWithoutGtids(each, candidate)) {
                    return each.voter;
                }
            }
        }
        return null;
    }

    /** Without GTIDs there is no telling what has come through it; a relay that hangs must not stop the writes. */
    private boolean isRelayWithoutGtids(Witness witness, Member candidate) {
        boolean counted = candidate.gtids() != null && witness.voter.gtids() != null;
        return !counted && witness.root != null && upstreams.isBelow(witness.root, candidate);
    }

    /** What the candidate itself has written since it was last asked says nothing against it. */
    private static boolean hasForeignNews(Member voter, Member candidate) {
        return candidate.gtids() == null
                || voter.gtids() == null
                || !voter.gtids().subtract(candidate.gtids()).isWrittenBy(candidate.id());
    }
}
