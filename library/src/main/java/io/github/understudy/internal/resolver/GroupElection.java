package io.github.understudy.internal.resolver;

import io.github.understudy.topology.NodeId;
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
    private final WriterChoice choice;

    /** @param rules for groups with several primaries: a single one the group elects itself */
    GroupElection(WriterRules rules) {
        this.choice = new WriterChoice(rules);
    }

    /** True if some member tells of its group, so that it can be decided here. */
    static boolean isTold(Members members) {
        return members.all().stream()
                .map(Member::observation)
                .anyMatch(seen ->
                        seen != null && seen.group() != null && seen.group().isTold());
    }

    /** True if a server takes the one there for a member of its group. */
    static boolean isListed(Members members, Target target) {
        return members.all().stream()
                .map(Member::observation)
                .anyMatch(seen ->
                        seen != null && seen.group() != null && seen.group().lists(target.id()));
    }

    /** @param everyNodeTried false while a server may still answer for the first time */
    Verdict decide(Members members, Managed managed, ClusterState state, boolean everyNodeTried) {
        List<Member> serving = serving(members, managed);
        if (state.incumbent() == null && !everyNodeTried && !serving.isEmpty()) {
            return new Verdict(null, "not every member of the group has been asked yet", Map.of(), false);
        }
        GroupHistory past = state.groups();
        RivalGroups rivals = RivalGroups.of(serving, members, managed, past);
        List<Member> rest = rivals.without(serving);
        return rivals.besides(
                rest.isEmpty()
                        ? new Verdict(null, whyNobody(members, managed), Map.of())
                        : decide(rest, members, managed, members.member(state.incumbent()), past.name()));
    }

    /** @param known the name of the group that took the writes last, empty if there was none */
    private Verdict decide(
            List<Member> serving, Members members, Managed managed, @Nullable Member incumbent, String known) {
        Map<NodeId, String> expelled = expelled(serving, GroupViews.of(serving));
        WritingGroups groups = WritingGroups.of(serving);
        if (groups.areNone()) {
            return new Verdict(null, "no group of the ClusterSet has a primary that takes writes", expelled);
        }
        if (groups.areChangingFrom(incumbent)) {
            String why = "another group of the ClusterSet takes writes now: this one is being asked again";
            return new Verdict(incumbent, why, expelled, false);
        }
        List<Member> contenders = groups.contenders(known);
        GroupViews views = GroupViews.of(contenders);
        if (views.areOneLife()) {
            return choose(views.present(), managed, incumbent, expelled);
        }
        if (views.areSplit()) {
            return ofSplit(views, contenders, expelled, managed, members, incumbent);
        }
        boolean stays = incumbent != null && views.present().contains(incumbent) && mayWrite(incumbent);
        return new Verdict(
                stays ? incumbent : null,
                "servers tell of different lives of the group: being asked again",
                expelled,
                false);
    }

    /** The members of groups with a majority, but for those that their ClusterSet has given up. */
    static List<Member> serving(Members members, Managed managed) {
        return members.all().stream()
                .filter(GroupElection::isServing)
                .filter(member -> !managed.isInvalidated(member))
                .toList();
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

    /** @param expelled those of other groups among them, who contend for nothing */
    private Verdict ofSplit(
            GroupViews views,
            List<Member> contenders,
            Map<NodeId, String> expelled,
            Managed managed,
            Members members,
            @Nullable Member incumbent) {
        long names = contenders.stream().map(WritingGroups::name).distinct().count();
        int known = known(contenders, managed, members);
        // Of groups with different names that all take writes, none proves anything by its size.
        List<Member> chosen = names > 1 ? List.of() : views.majorityOf(known);
        String which = "several groups that all believe to be the whole (" + views.describe() + ")";
        String lacking = names > 1
                ? "none of them is known to be the right one"
                : "none has the majority of the " + known + " known servers";
        Map<NodeId, String> quarantined = new HashMap<>(expelled);
        contenders.stream()
                .filter(member -> !chosen.contains(member))
                .forEach(member -> quarantined.put(
                        member.id(),
                        "belongs to one of " + which
                                + (chosen.isEmpty()
                                        ? ", and " + lacking
                                        : ", and not to the one with the majority of the " + known
                                                + " known servers")));
        return chosen.isEmpty()
                ? new Verdict(
                        null,
                        "writes are refused: there are " + which + ", and " + lacking + "; stop all but one of them",
                        quarantined)
                : choose(chosen, managed, incumbent, quarantined);
    }

    private static boolean isWritable(Member member) {
        Observation seen = member.observation();
        return seen != null && seen.isWritable();
    }

    /** Neither replicas of the group nor other groups have a say in it, nor whoever only the metadata knows. */
    private static int known(List<Member> contenders, Managed managed, Members members) {
        String name = WritingGroups.name(contenders.get(0));
        return (int) members.all().stream()
                .filter(member -> RivalGroups.isNamed(member, name)
                        || contenders.stream()
                                .anyMatch(it -> GroupViews.status(it).lists(member.id()))
                        || (member.observation() == null && !managed.names(member.id())))
                .count();
    }

    private Verdict choose(
            List<Member> present, Managed managed, @Nullable Member incumbent, Map<NodeId, String> quarantined) {
        List<Member> writable = present.stream().filter(GroupElection::mayWrite).toList();
        List<Member> primaries = writable.stream().filter(managed::isInService).toList();
        if (primaries.isEmpty()) {
            String why = writable.isEmpty()
                    ? "no member of the group is a primary that takes writes"
                    : "the primary of the group is hidden (the tag _hidden): make another member the primary";
            return new Verdict(null, why, quarantined);
        }
        boolean known = incumbent != null && primaries.contains(incumbent);
        boolean single =
                primaries.stream().anyMatch(member -> GroupViews.status(member).singlePrimary());
        if (single && writable.size() > 1) {
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
        List<Member> allowed = choice.allowed(primaries);
        if (allowed.isEmpty()) {
            return new Verdict(null, "no primary of the group may take writes (writer-priorities)", quarantined);
        }
        if (incumbent != null && choice.stays(incumbent, allowed)) {
            String why = "it takes the writes of the group already";
            return new Verdict(incumbent, why, quarantined, true, others(allowed, incumbent));
        }
        Member first = choice.first(allowed, member -> 0);
        String why = "the first of the " + allowed.size() + " primaries of the group";
        return new Verdict(first, why, quarantined, true, others(allowed, first));
    }

    /** Who takes writes beside the chosen one; not who tells of other members, and may be of no majority. */
    private List<Member> others(List<Member> primaries, Member chosen) {
        List<Member> sameView = primaries.stream()
                .filter(member -> GroupViews.status(member).sharesViewWith(GroupViews.status(chosen)))
                .toList();
        return choice.others(sameView, chosen);
    }

    /** During an election a primary is read-only, until it has all that was written before. */
    static boolean mayWrite(Member member) {
        return isWritable(member) && GroupViews.status(member).isPrimary();
    }

    private static String whyNobody(Members members, Managed managed) {
        if (members.all().stream().anyMatch(member -> isServing(member) && managed.isInvalidated(member))) {
            return "those that answer belong to a cluster that its ClusterSet has invalidated";
        }
        return members.all().stream().noneMatch(Member::isReachable)
                ? "no member of the group answers and belongs to a majority"
                : "no server that answers is a member of a group with a majority";
    }
}
