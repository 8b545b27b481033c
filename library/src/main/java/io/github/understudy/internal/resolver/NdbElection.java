package io.github.understudy.internal.resolver;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.NodeId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who takes the writes of an NDB cluster: all SQL nodes that reach the data. They share it, so they don't collide more
 * than connections of one server do. One of them is called the source, and asked what only one needs to be asked. Pure.
 */
final class NdbElection {
    private final WriterChoice choice;

    NdbElection(WriterRules rules) {
        this.choice = new WriterChoice(new WriterRules(rules.failBack(), true, rules.priority()));
    }

    Verdict decide(Members members, @Nullable NodeId incumbentId, boolean everyNodeTried) {
        Member incumbent = members.member(incumbentId);
        List<Member> fit =
                choice.allowed(members.all().stream().filter(NdbElection::isFit).toList());
        if (fit.isEmpty()) {
            return new Verdict(null, whyNobody(members), Map.of());
        }
        if (incumbentId == null && !everyNodeTried) {
            return new Verdict(null, "not every node of the cluster has been asked yet", Map.of(), false);
        }
        Member first = incumbent != null && fit.contains(incumbent)
                ? incumbent
                : choice.first(fit, member -> status(member).node());
        String why = fit.size() + " SQL nodes of the NDB cluster take writes; this one is asked for all";
        return new Verdict(first, why, Map.of(), true, choice.others(fit, first));
    }

    /** Why nothing can be done there, {@link Finding#WELL} if something can. */
    static Finding whyAway(NdbStatus status) {
        return status.node() <= 0
                ? Finding.of(VerdictCode.NOT_READY, "it is not connected to its NDB cluster")
                : status.readyDataNodes() <= 0
                        ? Finding.of(
                                VerdictCode.NOT_READY,
                                "it reaches none of the " + status.dataNodes() + " data nodes of its NDB cluster")
                        : Finding.WELL;
    }

    private static boolean isFit(Member member) {
        Observation seen = member.observation();
        return seen != null
                && seen.ndb() != null
                && member.isReachable()
                && seen.isWritable()
                && !seen.ndb().singleUser();
    }

    private static NdbStatus status(Member member) {
        Observation seen = member.observation();
        NdbStatus status = seen == null ? null : seen.ndb();
        if (status == null) {
            throw new IllegalStateException(member.id() + " is no SQL node of an NDB cluster");
        }
        return status;
    }

    private static String whyNobody(Members members) {
        boolean alone = members.all().stream()
                .map(Member::observation)
                .anyMatch(
                        seen -> seen != null && seen.ndb() != null && seen.ndb().singleUser());
        return alone
                ? "the NDB cluster is in single-user mode: it lets one client in and no other"
                : "no SQL node of the NDB cluster answers and reaches its data";
    }
}
