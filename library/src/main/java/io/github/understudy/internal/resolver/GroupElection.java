package io.github.understudy.internal.resolver;

import io.github.understudy.topology.NodeId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who takes the writes of a group (Group Replication). A group elects its primary itself; what is decided here is whose
 * word counts. Of several primaries one takes the writes, so that transactions do not collide: all data sources come to
 * the same one without talking to each other.
 */
final class GroupElection {
    private final boolean failBack;

    /** @param failBack true if the first of several primaries takes the writes back when it is fit again */
    GroupElection(boolean failBack) {
        this.failBack = failBack;
    }

    /** True if some member tells of its group, so that it can be decided here. */
    static boolean isTold(Members members) {
        return members.all().stream()
                .map(Member::observation)
                .anyMatch(seen ->
                        seen != null && seen.group() != null && seen.group().isTold());
    }

    /** @param everyNodeTried false while a server may still answer for the first time */
    Verdict decide(Members members, @Nullable NodeId incumbentId, boolean everyNodeTried) {
        Member incumbent = members.member(incumbentId);
        List<Member> serving =
                members.all().stream().filter(GroupElection::isServing).toList();
        if (serving.isEmpty()) {
            return new Verdict(null, whyNobody(members), Map.of());
        }
        if (incumbentId == null && !everyNodeTried) {
            return new Verdict(null, "not every member of the group has been asked yet", Map.of(), false);
        }
        GroupViews views = GroupViews.of(serving);
        Map<NodeId, String> expelled = expelled(serving, views);
        if (views.areOneLife()) {
            return choose(views.present(), incumbent, expelled);
        }
        if (views.areSplit()) {
            return ofSplit(views, members, incumbent);
        }
        boolean stays = incumbent != null && views.present().contains(incumbent) && mayWrite(incumbent);
        return new Verdict(
                stays ? incumbent : null,
                "servers tell of different lives of the group: being asked again",
                expelled,
                false);
    }

    private static boolean isServing(Member member) {
        Observation seen = member.observation();
        return seen != null
                && seen.group() != null
                && member.isReachable()
                && seen.group().isServing();
    }

    private static Map<NodeId, String> expelled(List<Member> serving, GroupViews views) {
        Map<NodeId, String> expelled = new HashMap<>();
        List<Member> present = views.present();
        serving.stream()
                .filter(member -> !present.contains(member))
                .forEach(member -> expelled.put(
                        member.id(),
                        "takes itself for a member, but its group has expelled it and goes on without it"));
        return expelled;
    }

    private Verdict ofSplit(GroupViews views, Members members, @Nullable Member incumbent) {
        int known = known(members);
        List<Member> major = views.majorityOf(known);
        // Groups of different names, as in a ClusterSet: nobody can have the majority of both. The known one stays.
        List<Member> believed = major.isEmpty() && incumbent != null ? views.lifeOf(incumbent) : major;
        boolean named = views.present().stream()
                        .map(member -> GroupViews.status(member).name())
                        .distinct()
                        .count()
                > 1;
        List<Member> chosen = major.isEmpty() && !named ? List.of() : believed;
        Map<NodeId, String> quarantined = new HashMap<>();
        members.all().stream()
                .filter(GroupElection::isServing)
                .filter(member -> !chosen.contains(member) && !isReplicaGroup(member))
                .forEach(member -> quarantined.put(
                        member.id(),
                        "belongs to one of several groups that all believe to be the whole (" + views.describe()
                                + "), and not to the one with the majority of the " + known + " known servers"));
        if (chosen.isEmpty()) {
            List<Member> writable =
                    views.present().stream().filter(GroupElection::mayWrite).toList();
            boolean alone = named && writable.size() == 1;
            return alone
                    ? new Verdict(writable.get(0), "the only primary that takes writes", Map.of())
                    : new Verdict(
                            null,
                            "writes are refused: there are several groups that all believe to be the whole ("
                                    + views.describe() + "), and none has the majority of the " + known
                                    + " known servers; stop all but one of them",
                            quarantined);
        }
        return choose(chosen, incumbent, quarantined);
    }

    /** A group whose primary is read-only, as in a ClusterSet, contests nothing. */
    private static boolean isReplicaGroup(Member member) {
        Observation seen = member.observation();
        return seen != null && !seen.isWritable();
    }

    /** Replicas of the group have no say in it. */
    private static int known(Members members) {
        return (int) members.all().stream()
                .map(Member::observation)
                .filter(seen -> seen == null || seen.group() != null)
                .count();
    }

    private Verdict choose(List<Member> present, @Nullable Member incumbent, Map<NodeId, String> quarantined) {
        List<Member> primaries =
                present.stream().filter(GroupElection::mayWrite).toList();
        if (primaries.isEmpty()) {
            return new Verdict(null, "no member of the group is a primary that takes writes", quarantined);
        }
        boolean known = incumbent != null && primaries.contains(incumbent);
        boolean single =
                primaries.stream().anyMatch(member -> GroupViews.status(member).singlePrimary());
        if (single && primaries.size() > 1) {
            // They were asked at different moments, before and after an election.
            return new Verdict(
                    known ? incumbent : null,
                    "the members are being asked again who the primary is",
                    quarantined,
                    false);
        }
        if (single) {
            return new Verdict(primaries.get(0), "the primary of its group", quarantined);
        }
        if (known && !failBack) {
            return new Verdict(incumbent, "it takes the writes of the group already", quarantined);
        }
        Member first = primaries.stream()
                .min(Comparator.comparing(member -> member.id().toString()))
                .orElseThrow();
        return new Verdict(first, "the first of the " + primaries.size() + " primaries of the group", quarantined);
    }

    /** During an election a primary is read-only, until it has all that was written before. */
    private static boolean mayWrite(Member member) {
        Observation seen = member.observation();
        return seen != null && GroupViews.status(member).isPrimary() && seen.isWritable();
    }

    private static String whyNobody(Members members) {
        return members.all().stream().noneMatch(Member::isReachable)
                ? "no member of the group answers and belongs to a majority"
                : "no server that answers is a member of a group with a majority";
    }
}
