package io.github.understudy.internal.resolver;

import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the writable servers is the source. It follows promotions, it never makes one: the servers (or
 * whoever runs them) decide, this only reads their decision, and refuses writes where it can't.
 */
final class Election {
    private final ResolverSettings settings;

    Election(ResolverSettings settings) {
        this.settings = settings;
    }

    /**
     * @param everySeedTried false while a configured server may still answer for the first time
     * @param history when the known source last answered as such
     */
    Verdict decide(Members members, @Nullable NodeId incumbentId, boolean everySeedTried, SourceHistory history) {
        Member incumbent = members.member(incumbentId);
        List<Member> candidates = candidates(members, incumbent);
        if (candidates.isEmpty()) {
            return new Verdict(null, whyNobody(members, incumbent), Map.of());
        }
        if (incumbentId == null && !everySeedTried) {
            return new Verdict(null, "not every configured server has been asked yet", Map.of(), false);
        }
        Votes votes = Votes.of(members, settings);
        return incumbent != null && candidates.contains(incumbent)
                ? defend(incumbent, candidates, votes, history)
                : choose(members, incumbent, candidates, votes, history);
    }

    /** The source stays one, too, where somebody has promoted it and not made it forget whom it followed. */
    private static List<Member> candidates(Members members, @Nullable Member incumbent) {
        List<Member> strong = members.all().stream()
                .filter(it -> it.isCandidate() || (it == incumbent && it.isWeakCandidate()))
                .toList();
        return strong.isEmpty()
                ? members.all().stream().filter(Member::isWeakCandidate).toList()
                : strong;
    }

    /** The accepted source stays unless more replicas follow another one. */
    private Verdict defend(Member incumbent, List<Member> candidates, Votes votes, SourceHistory history) {
        if (candidates.stream().anyMatch(rival -> rival != incumbent && isNews(rival, incumbent))) {
            return askAgain(incumbent);
        }
        Member rival = mostFollowed(candidates, votes);
        if (rival != null && votes.of(rival) > votes.of(incumbent)) {
            boolean last = rival.target().lastSeenNanos() - incumbent.target().lastSeenNanos() >= 0;
            if (!last || !isSaidNow(votes, rival, candidates)) {
                return askAgain(incumbent);
            }
            return accept(
                    rival,
                    "writable, and " + followers(votes.of(rival)) + " it, while " + followers(votes.of(incumbent))
                            + " the former source " + name(incumbent),
                    candidates);
        }
        Member contradicting = votes.contradicting(incumbent);
        if (contradicting == null) {
            return accept(incumbent, "writable, and follows nobody", candidates);
        }
        return isSaidBefore(incumbent, votes, history)
                ? keep(incumbent, contradicting, candidates)
                : refuse(candidates, contradiction(incumbent, contradicting));
    }

    /** All that speaks against it was said before it became writable; it was accepted since, and confirmed that itself. */
    private static boolean isSaidBefore(Member incumbent, Votes votes, SourceHistory history) {
        long since = incumbent.target().writableSinceNanos();
        return history.wasSource(incumbent.id(), since) && votes.contradictingSince(incumbent, since) == null;
    }

    /** Until the replica is asked again: whom it followed then may be what was replaced. */
    private Verdict keep(Member incumbent, Member replica, List<Member> candidates) {
        String why =
                "writable, and follows nobody; " + name(replica) + " followed another one before, and is asked again";
        return new Verdict(incumbent, why, accept(incumbent, why, candidates).quarantined(), false);
    }

    /** Whom replicas followed before one of them became writable says nothing: they may have been told since. */
    private static boolean isSaidNow(Votes votes, Member followed, List<Member> candidates) {
        return candidates.stream()
                .allMatch(it -> votes.areNewerThan(followed, it.target().writableSinceNanos()));
    }

    /** The one that is to take over must be the one that answered last: what it said before may be over. */
    private static Verdict askAgain(Member incumbent) {
        return new Verdict(incumbent, "writable when last asked; another server has become writable", Map.of(), false);
    }

    /**
     * The rival became writable after the source was last asked. In a switchover the source is read-only by now, and
     * will say so: nobody is cut off before it was asked again.
     */
    private static boolean isNews(Member rival, Member incumbent) {
        return rival.target().writableSinceNanos() - incumbent.target().lastSeenNanos() > 0;
    }

    private Verdict choose(
            Members members, @Nullable Member incumbent, List<Member> candidates, Votes votes, SourceHistory history) {
        if (candidates.size() == 1) {
            return acceptOnly(members, candidates.get(0), incumbent, votes, history);
        }
        Member followed = mostFollowed(candidates, votes);
        if (followed != null && !isSaidNow(votes, followed, candidates)) {
            return new Verdict(null, "the replicas are being asked again whom they follow", Map.of(), false);
        }
        if (followed != null) {
            return accept(followed, "of the writable servers, " + followers(votes.of(followed)) + " it", candidates);
        }
        Member complete = mostComplete(candidates);
        Member ahead = complete == null ? null : aheadOfLeftover(complete, incumbent, members, votes, history);
        if (complete != null && incumbent != null && ahead != null) {
            return refuse(candidates, leftover(complete, incumbent, ahead));
        }
        if (complete != null) {
            return accept(complete, "of the writable servers, it alone has the transactions of all others", candidates);
        }
        return refuse(
                candidates,
                "writes are refused: " + names(candidates) + " are all writable, no replica tells which one is the"
                        + " source, and none has all transactions of the others; make all but one read-only");
    }

    private Verdict acceptOnly(
            Members members, Member candidate, @Nullable Member incumbent, Votes votes, SourceHistory history) {
        Member contradicting = votes.contradicting(candidate);
        if (contradicting != null) {
            return refuse(List.of(candidate), contradiction(candidate, contradicting));
        }
        Member ahead = aheadOfLeftover(candidate, incumbent, members, votes, history);
        if (incumbent != null && ahead != null) {
            return refuse(List.of(candidate), leftover(candidate, incumbent, ahead));
        }
        String former = incumbent == null || incumbent.id().equals(candidate.id())
                ? ""
                : "; the former source " + name(incumbent) + " is " + condition(incumbent);
        return accept(candidate, "the only writable server" + former, List.of(candidate));
    }

    private static String leftover(Member candidate, Member incumbent, Member ahead) {
        return "writes are refused: " + name(candidate) + " was writable before the source " + name(incumbent)
                + " was lost, so nobody has promoted it since, and "
                + (lacks(candidate, ahead)
                        ? "it lacks transactions that " + name(ahead) + " has"
                        : "no replica follows it: what " + name(ahead) + " has taken since can't be known")
                + "; if it is to take the writes all the same, make it read-only for a few seconds, and then writable again";
    }

    /**
     * It was writable already while the known source was one: then it is a leftover and not a promoted replica, unless
     * that source itself follows it now, by relays or not. Another replica's word does not count: one that was away does not know yet whom
     * it should follow.
     */
    private boolean isLeftover(Member candidate, Member incumbent, Members members, SourceHistory history) {
        if (incumbent.id().equals(candidate.id())) {
            return false;
        }
        long since = candidate.target().writableSinceNanos();
        return incumbent.isReachable()
                ? !follows(incumbent, candidate, members) && history.wasSource(incumbent.id(), since)
                : wasWritable(incumbent, since, history);
    }

    /** A source that has said since that it is a replica, or read-only, was one no longer than it said so before. */
    private static boolean wasWritable(Member incumbent, long nanos, SourceHistory history) {
        Target last = incumbent.target();
        boolean still = last.writableSinceNanos() != Long.MAX_VALUE && last.lastSeenNanos() - nanos >= 0;
        return still || history.wasSource(incumbent.id(), nanos);
    }

    /** It was writable before the known source was, which is silent, and took writes when it was last asked. */
    private static boolean wasReplacedBy(Member candidate, Member incumbent) {
        long since = incumbent.target().writableSinceNanos();
        return !incumbent.isReachable()
                && since != Long.MAX_VALUE
                && candidate.target().writableSinceNanos() - since < 0;
    }

    /** By relays as well, if each was asked after the one below it: what it said before may be over. */
    private boolean follows(Member replica, Member source, Members members) {
        Set<NodeId> way = new HashSet<>();
        Member at = replica;
        while (at != null && at != source && way.add(at.id())) {
            Member below = at;
            at = below.channels().stream()
                    .filter(Channel::receiverOn)
                    .map(channel -> members.sourceOf(channel, settings))
                    .filter(up -> up == source || (up != null && isSeenAfter(up, below)))
                    .findFirst()
                    .orElse(null);
        }
        return at == source;
    }

    private static boolean isSeenAfter(Member one, Member other) {
        return one.isReachable()
                && one.target().lastSeenNanos() - other.target().lastSeenNanos() >= 0;
    }

    /**
     * Who has what the candidate lacks, or may have, if that is a leftover; null if there is nobody. A source that does not
     * answer may have taken writes since it was last asked, of others or on connections that still work.
     */
    private @Nullable Member aheadOfLeftover(
            Member candidate, @Nullable Member incumbent, Members members, Votes votes, SourceHistory history) {
        if (incumbent == null || !isLeftover(candidate, incumbent, members, history)) {
            return null;
        }
        if (votes.of(candidate) == 0 && wasReplacedBy(candidate, incumbent)) {
            return incumbent;
        }
        return members.all().stream()
                .filter(other -> other == incumbent || other.isReachable())
                .filter(other -> other != candidate && lacks(candidate, other))
                .findFirst()
                .orElse(null);
    }

    private static boolean lacks(Member one, Member other) {
        Observation seen = one.observation();
        return seen == null
                || seen.gtids() == null
                || (other.gtids() != null && !seen.gtids().contains(other.gtids()))
                // A MariaDB position tells how many there were; who wrote them, the servers tell besides.
                || !Transactions.executedBy(other.observation()).lackingOn(seen).isEmpty();
    }

    private static String contradiction(Member candidate, Member replica) {
        return "writes are refused: " + name(candidate) + " is writable, but the replica " + name(replica)
                + " receives from a source that can't be reached from here, and has transactions that "
                + name(candidate) + " lacks";
    }

    private static String condition(Member former) {
        if (!former.isReachable()) {
            return "not reachable";
        }
        return former.channels().isEmpty() ? "read-only" : "a replica now";
    }

    private Verdict accept(Member source, String why, List<Member> candidates) {
        Map<NodeId, String> quarantined = new HashMap<>();
        for (Member other : candidates) {
            if (other != source) {
                quarantined.put(
                        other.id(),
                        "writable, but " + name(source) + " is the source: make it read-only and"
                                + " let it follow the source");
            }
        }
        return new Verdict(source, why, quarantined);
    }

    private static Verdict refuse(List<Member> candidates, String why) {
        Map<NodeId, String> quarantined = new HashMap<>();
        candidates.forEach(each -> quarantined.put(each.id(), "writable, but nothing proves that it is the source"));
        return new Verdict(null, why, quarantined);
    }

    private static @Nullable Member mostFollowed(List<Member> candidates, Votes votes) {
        Member best = null;
        boolean tie = false;
        for (Member each : candidates) {
            int lead = votes.of(each) - (best == null ? 0 : votes.of(best));
            tie = lead == 0 || (tie && lead < 0);
            best = lead > 0 ? each : best;
        }
        return tie ? null : best;
    }

    private static @Nullable Member mostComplete(List<Member> candidates) {
        Member found = null;
        for (Member each : candidates) {
            boolean ahead =
                    candidates.stream().allMatch(other -> other == each || isAhead(each.gtids(), other.gtids()));
            found = ahead ? each : found;
        }
        return found;
    }

    private static boolean isAhead(@Nullable GtidSet one, @Nullable GtidSet other) {
        // A MariaDB position tells how many transactions there were, not whose: it proves nothing about two writers.
        return one instanceof MySqlGtidSet
                && other instanceof MySqlGtidSet
                && one.contains(other)
                && !other.contains(one);
    }

    private String whyNobody(Members members, @Nullable Member incumbent) {
        if (members.all().stream().noneMatch(Member::isReachable)) {
            return "no server answers";
        }
        String former =
                incumbent == null ? "" : "; the former source " + name(incumbent) + " is " + condition(incumbent);
        return "no server is writable" + former + severalSources(members);
    }

    /** Nothing tells which of several sources is of this cluster, so none of them is looked for. */
    private String severalSources(Members members) {
        Upstreams upstreams = new Upstreams(members, settings);
        return members.all().stream()
                .filter(member -> member.channels().size() > 1 && upstreams.own(member) == null)
                .findFirst()
                .map(member -> "; " + name(member) + " follows several servers, none or more than one of which is known"
                        + " here: name the source in the URL")
                .orElse("");
    }

    private static String followers(int count) {
        return count == 1 ? "1 replica follows" : count == 0 ? "no replica follows" : count + " replicas follow";
    }

    private static String name(Member member) {
        return member.target().endpoint().toString();
    }

    private static String names(List<Member> members) {
        return String.join(" and ", members.stream().map(Election::name).toList());
    }
}
