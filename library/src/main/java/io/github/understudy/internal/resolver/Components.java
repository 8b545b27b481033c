package io.github.understudy.internal.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The nodes of a Galera cluster by what they say of its membership. Nodes are asked at different moments and learn of a
 * change at different moments: only who sticks to another view, asked again after that, is of another component.
 */
final class Components {
    /** Within this time all nodes of one component have learned of a change. */
    static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final List<List<Member>> groups;
    private final boolean split;

    private Components(List<List<Member>> groups, boolean split) {
        this.groups = groups;
        this.split = split;
    }

    /** @param serving nodes that believe to have the quorum */
    static Components of(List<Member> serving) {
        List<List<Member>> groups = new ArrayList<>();
        for (Member member : serving) {
            groups.stream()
                    .filter(group -> shareView(group.get(0), member))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Member> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(member);
        }
        boolean split = serving.stream()
                .anyMatch(one -> serving.stream().anyMatch(other -> !shareView(one, other) && areApart(one, other)));
        return new Components(groups, split);
    }

    private static boolean shareView(Member one, Member other) {
        return GaleraElection.status(one).sharesViewWith(GaleraElection.status(other));
    }

    /** Each was asked again after the other had shown another view. */
    private static boolean areApart(Member one, Member other) {
        return hasSpokenSince(one, other) && hasSpokenSince(other, one);
    }

    private static boolean hasSpokenSince(Member one, Member other) {
        return one.target().lastSeenNanos() - other.target().viewSinceNanos() > GRACE_NANOS;
    }

    /** True if all tell of the same members. */
    boolean agree() {
        return groups.size() == 1;
    }

    /** True if some contradict each other for good. */
    boolean areSplit() {
        return split;
    }

    List<Member> all() {
        return groups.stream().flatMap(List::stream).toList();
    }

    /** The nodes of the component that has more than half of all known nodes; empty if there is none. */
    List<Member> majorityOf(int known) {
        return groups.stream()
                .filter(group -> 2 * GaleraElection.status(group.get(0)).size() > known)
                .findFirst()
                .orElse(List.of());
    }

    String describe() {
        return groups.stream()
                .map(group -> group.stream()
                                .map(member -> member.target().endpoint().toString())
                                .collect(Collectors.joining(" and "))
                        + " of " + GaleraElection.status(group.get(0)).size())
                .collect(Collectors.joining("; "));
    }
}
