package io.github.understudy.internal.resolver;

import io.github.understudy.event.Evidence;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.internal.resolver.Witnesses.Testimony;
import io.github.understudy.topology.NodeState;
import java.time.Instant;

/** What is to be said of servers that do not answer as they should. */
final class Findings {
    private final ResolverSettings settings;
    private final Witnesses witnesses;
    private final Moment now;

    Findings(ResolverSettings settings, Members members, Moment now) {
        this.settings = settings;
        this.witnesses = new Witnesses(members, settings, now.nanos());
        this.now = now;
    }

    Finding of(Member member, NodeState state) {
        ProbeFailure failure = member.target().failure();
        if (failure == null) {
            return withoutFailure(member, state);
        }
        Testimony testimony = witnesses.about(member);
        Evidence evidence = evidence(member.target(), failure, testimony);
        if (testimony.isAlive()) {
            String receivers = String.join(" and ", testimony.receivers());
            String verb = testimony.receivers().size() == 1 ? " still receives" : " still receive";
            return new Finding(
                    VerdictCode.UNREACHABLE_FROM_HERE,
                    failure.message() + "; it is not dead but unreachable from here: " + receivers + verb + " from it",
                    evidence);
        }
        return new Finding(failure.code(), failure.message(), evidence);
    }

    private static Finding withoutFailure(Member member, NodeState state) {
        Observation seen = member.observation();
        if (seen != null && seen.galera() != null && !seen.galera().isServing()) {
            return GaleraFitness.whyAway(seen.galera());
        }
        if (seen != null && seen.ndb() != null && !seen.ndb().isServing()) {
            return NdbElection.whyAway(seen.ndb());
        }
        if (seen != null && seen.cloning()) {
            return Finding.of(
                    VerdictCode.CLONING,
                    "it copies another server's data over its own (CLONE), and restarts when it has all");
        }
        if (seen != null
                && seen.group() != null
                && seen.group().isTold()
                && !seen.group().isServing()) {
            return GroupFitness.whyAway(seen.group());
        }
        if (seen != null && seen.offline()) {
            return Finding.of(VerdictCode.OFFLINE, "offline_mode is on");
        }
        return Finding.of(VerdictCode.NONE, state == NodeState.UNKNOWN ? "not probed yet" : "");
    }

    private Evidence evidence(Target target, ProbeFailure failure, Testimony testimony) {
        Instant lastAnswer =
                target.observation() == null ? null : now.wall().minusNanos(now.nanos() - target.lastSeenNanos());
        String limits = failure.kind() == ProbeFailure.Kind.TIMEOUT
                ? failure.limits() + (failure.limits().isEmpty() ? "" : ", ") + settings.timeoutsToDown()
                        + " in a row make it dead"
                : failure.limits();
        return new Evidence(target.missed(), lastAnswer, limits, testimony.statements());
    }
}
