package io.github.understudy.internal.resolver;

import io.github.understudy.topology.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who takes the writes of a Galera cluster. All nodes could; one at a time does, so that transactions do not collide. All
 * data sources come to the same node without talking to each other: the first in the order of the cluster itself.
 */
final class GaleraElection {
    private final WriterChoice choice;

    GaleraElection(WriterRules rules) {
        this.choice = new WriterChoice(rules);
    }

    /** @param everyNodeTried false while a node of the cluster may still answer for the first time */
    Verdict decide(Members members, @Nullable NodeId incumbentId, boolean everyNodeTried) {
        Member incumbent = members.member(incumbentId);
        List<Member> serving =
                members.all().stream().filter(GaleraElection::isServing).toList();
        if (serving.isEmpty()) {
            return new Verdict(null, whyNobody(members), Map.of());
        }
        if (incumbentId == null && !everyNodeTried) {
            return new Verdict(null, "not every node of the cluster has been asked yet", Map.of(), false);
        }
        Components components = Components.of(serving);
        if (components.areSplit()) {
            return ofSplit(components, members, incumbent);
        }
        if (!components.agree() && incumbent != null && serving.contains(incumbent) && isFit(incumbent)) {
            // Who would be written to beside it may be of another side.
            return new Verdict(incumbent, "its cluster's membership is changing", Map.of(), false);
        }
        if (!components.agree() && incumbentId == null) {
            // It may be a split that was not seen long enough to be called one, and nobody was the writer before.
            return new Verdict(null, "the membership of the Galera cluster is changing", Map.of(), false);
        }
        return choose(serving, incumbent, Map.of(), components.agree());
    }

    private static boolean isServing(Member member) {
        Observation seen = member.observation();
        return seen != null
                && seen.galera() != null
                && member.isReachable()
                && seen.galera().isServing();
    }

    /** Each side believes that it is the whole: only the one with the majority of all that are known is believed. */
    private Verdict ofSplit(Components components, Members members, @Nullable Member incumbent) {
        int known = known(members);
        List<Member> major = components.majorityOf(known);
        Map<NodeId, String> quarantined = new HashMap<>();
        String sides = components.describe();
        components.all().stream()
                .filter(member -> !major.contains(member))
                .forEach(member -> quarantined.put(
                        member.id(),
                        "belongs to one of several clusters that all believe to be the whole (" + sides
                                + "), and not to the one with the majority of the " + known + " known nodes"));
        if (major.isEmpty()) {
            String why = "writes are refused: the Galera cluster has split into several that all believe to be the"
                    + " whole (" + sides + "), and none has the majority of the " + known
                    + " known nodes; shut down all but one of them";
            return new Verdict(null, why, quarantined);
        }
        return choose(major, incumbent, quarantined, true);
    }

    /** Replicas of the cluster have no say in it. */
    private static int known(Members members) {
        return (int) members.all().stream()
                .map(Member::observation)
                .filter(seen -> seen == null || seen.galera() != null)
                .count();
    }

    private Verdict choose(
            List<Member> serving, @Nullable Member incumbent, Map<NodeId, String> quarantined, boolean settled) {
        List<Member> allowed = choice.allowed(serving);
        List<Member> fit = allowed.stream().filter(GaleraElection::isFit).toList();
        if (fit.isEmpty()) {
            // A node that gives its data to the only other one is better than none.
            fit = allowed.stream().filter(GaleraElection::isOpen).toList();
        }
        if (fit.isEmpty()) {
            return new Verdict(null, "no node of the Galera cluster takes writes", quarantined);
        }
        if (incumbent != null && choice.stays(incumbent, fit)) {
            String why = "it takes the writes of the Galera cluster already";
            return new Verdict(incumbent, why, quarantined, settled, others(fit, incumbent));
        }
        Member first = choice.first(fit, GaleraElection::index);
        String why = "the first of the " + fit.size() + " fit nodes of the Galera cluster";
        return new Verdict(first, why, quarantined, settled, others(fit, first));
    }

    /** Who tells of other members may be of another side. */
    private List<Member> others(List<Member> fit, Member chosen) {
        List<Member> sameView = fit.stream()
                .filter(member -> status(member).sharesViewWith(status(chosen)))
                .toList();
        return choice.others(sameView, chosen);
    }

    private static boolean isFit(Member member) {
        return mayWrite(member) && GaleraFitness.whyLeft(status(member)) == Finding.WELL;
    }

    private static boolean isOpen(Member member) {
        return mayWrite(member)
                && !status(member).rejecting()
                && !status(member).maintained();
    }

    private static boolean mayWrite(Member member) {
        Observation seen = member.observation();
        return seen != null && seen.isWritable();
    }

    private static int index(Member member) {
        return status(member).index();
    }

    static GaleraStatus status(Member member) {
        Observation seen = member.observation();
        GaleraStatus status = seen == null ? null : seen.galera();
        if (status == null) {
            throw new IllegalStateException(member.id() + " is no node of a Galera cluster");
        }
        return status;
    }

    private static String whyNobody(Members members) {
        return members.all().stream().noneMatch(Member::isReachable)
                ? "no node of the Galera cluster answers, or belongs to a majority"
                : "no node of the Galera cluster belongs to a majority and is ready: "
                        + members.all().stream()
                                .map(member -> member.target().endpoint().toString())
                                .collect(Collectors.joining(", "));
    }
}
