package io.github.understudy.internal.resolver;

import io.github.understudy.topology.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Groups that took writes beside the known one. They are left alone as long as nothing says that the known one was given
 * up for them: its silence does not, nor does an election among its members. Pure.
 */
final class RivalGroups {
    private final String known;
    private final List<Member> rivals;

    private RivalGroups(String known, List<Member> rivals) {
        this.known = known;
        this.rivals = rivals;
    }

    /** @param serving members of groups with a majority whose word counts */
    static RivalGroups of(List<Member> serving, Members members, Managed managed, GroupHistory past) {
        List<Member> own = members.all().stream()
                .filter(member -> isNamed(member, past.name()))
                .toList();
        Set<String> names = own.stream().anyMatch(managed::isInvalidated) ? Set.of() : past.rivals();
        return new RivalGroups(
                past.name(),
                serving.stream()
                        .filter(member -> names.contains(WritingGroups.name(member)))
                        .filter(member ->
                                own.stream().noneMatch(it -> follows(it, WritingGroups.name(member), members)))
                        .toList());
    }

    static boolean isNamed(Member member, String name) {
        Observation seen = member.observation();
        return seen != null && seen.group() != null && seen.group().name().equals(name);
    }

    /** Then it was deposed in favour of that one, whatever was seen when. */
    private static boolean follows(Member former, String rival, Members members) {
        return former.isReachable()
                && former.channels().stream()
                        .filter(Channel::receiverOn)
                        .anyMatch(channel -> members.all().stream()
                                .filter(member -> isNamed(member, rival))
                                .anyMatch(member -> member.id().equals(channel.sourceId())
                                        || member.endpoints().contains(channel.source())));
    }

    /** Those of these that belong to none of them. */
    List<Member> without(List<Member> serving) {
        return serving.stream().filter(member -> !rivals.contains(member)).toList();
    }

    /** The verdict on the others, with nobody of these used. */
    Verdict besides(Verdict verdict) {
        if (rivals.isEmpty()) {
            return verdict;
        }
        Map<NodeId, String> quarantined = new HashMap<>(verdict.quarantined());
        rivals.forEach(member -> quarantined.put(
                member.id(), "its group took writes beside " + known + ", which is the known one: their data differ"));
        String why = verdict.source() != null
                ? verdict.explanation()
                : verdict.explanation() + "; another group took writes beside the known one (" + describe()
                        + ") and is not its successor because of its silence: let the ClusterSet invalidate the known"
                        + " one, or stop it for good and restart the application";
        return new Verdict(verdict.source(), why, quarantined, verdict.settled(), verdict.coWriters());
    }

    private String describe() {
        return rivals.stream()
                .map(member -> member.target().endpoint().toString())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
