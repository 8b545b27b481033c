package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that other servers have executed and the source has not: errant ones. A server may be asked a moment after
 * the source, so what it has more is suspected only, and is errant if the source's next answer, asked for after that,
 * does not have it either. Immutable.
 *
 * @param source whose answer the suspicion comes from, null if there is none
 * @param address where it was reached: over another address answers may overtake each other
 * @param suspected what servers had more than the source's last answer
 * @param told what was told of each server
 */
record Errants(
        @Nullable NodeId source,
        @Nullable Endpoint address,
        Map<NodeId, Transactions> suspected,
        Map<NodeId, Told> told) {
    static final Errants NONE = new Errants(null, null, Map.of(), Map.of());

    /** A second server that is written to has more each time: that is told now and then. */
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    record Told(Transactions transactions, long nanos) {}

    /** @param events what is new, by server */
    record Look(Errants errants, Map<Member, String> events) {}

    /** The accepted source has answered. */
    Look at(Member accepted, Members members, Upstreams upstreams, long nanos) {
        Observation answer = accepted.observation();
        if (answer == null || !LostWrites.isComplete(answer)) {
            return new Look(new Errants(null, null, Map.of(), told), Map.of());
        }
        Map<Member, String> events = new LinkedHashMap<>();
        Map<NodeId, Told> nextTold = new HashMap<>(told);
        Endpoint at = accepted.target().endpoint();
        if (accepted.id().equals(source) && at.equals(address)) {
            confirm(accepted, answer, members, nanos, events, nextTold);
        }
        promoted(accepted, nextTold, events);
        return new Look(
                new Errants(accepted.id(), at, suspects(accepted, answer, members, upstreams), nextTold), events);
    }

    private void confirm(
            Member accepted,
            Observation answer,
            Members members,
            long nanos,
            Map<Member, String> events,
            Map<NodeId, Told> nextTold) {
        suspected.forEach((id, suspects) -> {
            Member member = members.member(id);
            Transactions errant = suspects.lackingOn(answer);
            Told before = told.get(id);
            if (member == null || errant.isEmpty()) {
                return;
            }
            boolean news = before == null
                    || (!errant.minus(before.transactions).isEmpty() && nanos - before.nanos >= PAUSE_NANOS);
            if (news) {
                nextTold.put(id, new Told(errant, nanos));
                events.put(member, ErrantsText.found(member, accepted, errant));
            }
        });
    }

    /** What only this server had belongs to the cluster's history from now on. */
    private void promoted(Member accepted, Map<NodeId, Told> nextTold, Map<Member, String> events) {
        Told own = accepted.id().equals(source) ? null : nextTold.remove(accepted.id());
        if (own != null) {
            events.put(accepted, ErrantsText.promoted(own.transactions));
        }
    }

    private static Map<NodeId, Transactions> suspects(
            Member accepted, Observation answer, Members members, Upstreams upstreams) {
        Map<NodeId, Transactions> suspects = new HashMap<>();
        for (Member member : members.all()) {
            if (member != accepted && member.isReachable()) {
                Transactions executed = Transactions.executedBy(member.observation());
                // What others wrote may come from another cluster that it follows, too.
                Transactions more =
                        (upstreams.isMixed(member) ? executed.writtenBy(member.id()) : executed).lackingOn(answer);
                if (!more.isEmpty()) {
                    suspects.put(member.id(), more);
                }
            }
        }
        return suspects;
    }
}
