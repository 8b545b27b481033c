package io.github.understudy.internal.resolver;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Groups of different names, as in a ClusterSet: one takes writes, and the others, whose primaries are read-only, replicate
 * from it and contest nothing, however many they are. Pure.
 */
final class WritingGroups {
    private final Set<String> names;
    private final Set<String> writing;
    private final List<Member> serving;

    private WritingGroups(List<Member> serving, Set<String> names, Set<String> writing) {
        this.serving = serving;
        this.names = names;
        this.writing = writing;
    }

    /** @param serving members of groups with a majority, of one group or of several */
    static WritingGroups of(List<Member> serving) {
        Set<String> names = serving.stream().map(WritingGroups::name).collect(Collectors.toSet());
        Set<String> writing = serving.stream()
                .filter(GroupElection::mayWrite)
                .map(WritingGroups::name)
                .collect(Collectors.toSet());
        return new WritingGroups(serving, names, writing);
    }

    static String name(Member member) {
        return GroupViews.status(member).name();
    }

    /** True if there are several groups, and none of them takes writes. */
    boolean areNone() {
        return names.size() > 1 && writing.isEmpty();
    }

    /** True if more than one takes writes. */
    boolean areSeveral() {
        return writing.size() > 1;
    }

    /**
     * Those between which is to be decided: of one group that has no primary now, all; of several that take writes the
     * known one, whichever is larger.
     *
     * @param known the name of the group that took the writes last, empty if there was none
     */
    List<Member> contenders(String known) {
        if (writing.contains(known)) {
            return serving.stream().filter(member -> name(member).equals(known)).toList();
        }
        return names.size() == 1
                ? serving
                : serving.stream()
                        .filter(member -> writing.contains(name(member)))
                        .toList();
    }

    /**
     * True if another group's primary became writable after this one was last asked: in a switchover it is read-only by now
     * and will say so.
     */
    boolean areChangingFrom(@Nullable Member incumbent) {
        return areSeveral()
                && incumbent != null
                && serving.contains(incumbent)
                && GroupElection.mayWrite(incumbent)
                && serving.stream()
                        .filter(member ->
                                GroupElection.mayWrite(member) && !name(member).equals(name(incumbent)))
                        .anyMatch(rival -> rival.target().writableSinceNanos()
                                        - incumbent.target().lastSeenNanos()
                                > 0);
    }
}
