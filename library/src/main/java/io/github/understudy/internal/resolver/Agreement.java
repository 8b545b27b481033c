package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes agree among themselves on each COMMIT: what is committed on one of them, all of them have or will have. An
 * asynchronous replica of theirs, another group, and a server that may not be asked what it is, do not.
 */
final class Agreement {
    private Agreement() {}

    /** @param source the present source, or the last one */
    static List<NodeId> among(List<Node> nodes, Members members, @Nullable Member source) {
        Observation its = source == null ? null : source.observation();
        return its == null
                ? List.of()
                : nodes.stream()
                        .filter(Node::isReachable)
                        .map(Node::id)
                        .filter(id -> agrees(members.member(id), its))
                        .toList();
    }

    private static boolean agrees(@Nullable Member member, Observation source) {
        Observation seen = member == null ? null : member.observation();
        if (seen == null) {
            return false;
        }
        if (seen.galera() != null && source.galera() != null) {
            return seen.galera().isServing()
                    && seen.galera().history().equals(source.galera().history());
        }
        return seen.group() != null
                && source.group() != null
                && seen.group().isServing()
                && seen.group().name().equals(source.group().name());
    }
}
