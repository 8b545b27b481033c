package io.github.understudy.internal.resolver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which group took the writes, and which others have taken writes beside it: those are not its successors when it falls
 * silent. Immutable.
 *
 * @param name of the group that the last source belonged to, empty before there was one
 * @param confirmedNanos when a primary of it last said that it takes writes
 * @param others since when groups of other names take writes; kept until the known group takes writes and they don't
 */
record GroupHistory(String name, long confirmedNanos, Map<String, Long> others) {
    static final GroupHistory EMPTY = new GroupHistory("", 0, Map.of());

    /** In a switchover the former primary's last answer as such may be that much later than the new one's first. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** @param serving members of groups with a majority, of one group or of several */
    GroupHistory seen(List<Member> serving, @Nullable Member source) {
        String known = source == null ? name : WritingGroups.name(source);
        if (known.isEmpty()) {
            return this;
        }
        List<Member> writing = serving.stream().filter(GroupElection::mayWrite).toList();
        OptionalLong confirmed = writing.stream()
                .filter(member -> WritingGroups.name(member).equals(known))
                .mapToLong(member -> member.target().lastSeenNanos())
                .max();
        Map<String, Long> next = new HashMap<>(others);
        if (confirmed.isPresent() && confirmed.getAsLong() - confirmedNanos > 0) {
            // Otherwise it may be electing: its next primary is no more of a successor than the last one.
            serving.forEach(member -> next.remove(WritingGroups.name(member), others.get(WritingGroups.name(member))));
        }
        writing.forEach(member -> next.merge(WritingGroups.name(member), since(member), Math::min));
        next.remove(known);
        return new GroupHistory(known, confirmed.orElse(known.equals(name) ? confirmedNanos : 0), Map.copyOf(next));
    }

    private long since(Member member) {
        long first =
                Math.min(member.target().writableSinceNanos(), member.target().lastSeenNanos());
        return Math.min(others.getOrDefault(WritingGroups.name(member), first), first);
    }

    /** Groups that took writes while the known one still did. */
    Set<String> rivals() {
        return others.entrySet().stream()
                .filter(other -> confirmedNanos - other.getValue() > GRACE_NANOS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
