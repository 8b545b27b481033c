package io.github.understudy.internal.resolver;

import io.github.understudy.internal.resolver.WriteHistory.Look;
import io.github.understudy.topology.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the server that is to be the source lacks what was acknowledged to this data source, or what the source
 * before it was seen to have.
 *
 * <p>What is missing is lost only when it is missing at two looks in a row between which nothing more could come. A
 * server that was made writable first may still apply what it had received as a replica; and in one answer the
 * transactions are older than the state of replication, so that one look could fall before and after the last of them.
 */
final class LostWrites {
    /** Where the end of applying can't be seen, it is over when nothing has come for this long. */
    static final long STILL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final boolean refuse;

    /** @param refuse true if a server that lacks something is not accepted */
    LostWrites(boolean refuse) {
        this.refuse = refuse;
    }

    /** @param event what to tell, null if there is nothing new */
    record Judgement(
            WriteHistory history, Verdict verdict, @Nullable String event) {}

    /**
     * @param incumbent the last accepted source
     * @param answer what has just been told, null if it was a failure
     */
    Judgement judge(
            WriteHistory history,
            Verdict elected,
            Members members,
            @Nullable NodeId incumbent,
            @Nullable Observation answer,
            long nanos) {
        Member source = elected.source();
        if (source == null || source.observation() == null) {
            return new Judgement(history, elected, null);
        }
        Observation seen = source.observation();
        boolean other = !source.id().equals(history.judged());
        boolean answered = seen == answer;
        WriteHistory now = other ? begin(history, source, members, incumbent) : history;
        if (other || answered) {
            return look(now, elected, source, seen, members, incumbent, answered, nanos);
        }
        boolean refused = refuse && isRefused(now, source, incumbent);
        return new Judgement(now, refused ? refusal(now, elected, source) : elected, null);
    }

    private static WriteHistory begin(
            WriteHistory history, Member source, Members members, @Nullable NodeId incumbent) {
        if (incumbent == null || source.id().equals(incumbent)) {
            return history.judging(source.id(), "", Transactions.NONE);
        }
        Member former = members.member(incumbent);
        Transactions had = history.seen();
        if (former != null) {
            Transactions last = Transactions.finishedOn(former.observation());
            had = had.isEmpty() ? last : had.plus(last);
        }
        // If the former one was judged itself and not yet to the end, what it should have had is still looked for.
        had = had.isEmpty() ? history.expected() : had.plus(history.expected());
        String name = former == null ? "" : former.target().endpoint().toString();
        return history.judging(source.id(), name, had);
    }

    private Judgement look(
            WriteHistory history,
            Verdict elected,
            Member source,
            Observation seen,
            Members members,
            @Nullable NodeId incumbent,
            boolean answered,
            long nanos) {
        Transactions lacking = history.due().lackingOn(seen);
        if (lacking.isEmpty()) {
            WriteHistory whole = history.whole();
            return new Judgement(answered ? answered(whole, source, members, true) : whole, elected, null);
        }
        Transactions still = history.look() == Look.STORED
                ? Transactions.NONE
                : history.missing().common(lacking);
        boolean same = !still.isEmpty() && still.count() == history.missing().count();
        long since = same ? history.sinceNanos() : nanos;
        Look look = !answered ? Look.STORED : isComplete(seen) ? Look.COMPLETE : Look.APPLYING;
        boolean over = look == Look.COMPLETE && history.look() == Look.COMPLETE;
        boolean lost = answered && !still.isEmpty() && (over || nanos - since >= STILL_NANOS);
        WriteHistory next = history.looked(lacking, look, since);
        String event = lost && !still.minus(history.told()).isEmpty()
                ? LostWritesText.event(next, still, source, refuse)
                : null;
        next = lost ? next.told(still) : next;
        if (refuse && isRefused(next, source, incumbent)) {
            next = answered ? answered(next, source, members, false) : next;
            return new Judgement(next, refusal(next, elected, source), event);
        }
        next = lost ? next.looked(still, look, since).givenUp() : next;
        next = answered ? answered(next, source, members, true) : next;
        return new Judgement(next, unsettled(elected, next), event);
    }

    /** Who takes writes already is stopped by what is certain only. */
    private static boolean isRefused(WriteHistory history, Member source, @Nullable NodeId incumbent) {
        return source.id().equals(incumbent)
                ? !history.told().isEmpty()
                : !history.missing().isEmpty();
    }

    private static WriteHistory answered(WriteHistory history, Member source, Members members, boolean accepted) {
        List<Observation> known = members.all().stream()
                .map(Member::observation)
                .filter(Objects::nonNull)
                .filter(seen -> seen.gtids() != null)
                .toList();
        // The source's own word counts, too: what it lacks by now, and was not due when it was judged, is still to be
        // told.
        boolean alone = known.stream().allMatch(seen -> seen == source.observation());
        Acknowledged left = history.missing().isEmpty()
                ? history.acknowledged().neededFor(alone ? List.of() : known)
                : history.acknowledged();
        WriteHistory next = history.acknowledged(left.ripened());
        return accepted ? next.seen(Transactions.finishedOn(source.observation())) : next;
    }

    /** True if what the server had received as a replica, and not applied yet, is gone or was never there. */
    static boolean isComplete(Observation seen) {
        return seen.channels() != null && seen.channels().stream().noneMatch(Channel::applying);
    }

    private static Verdict unsettled(Verdict elected, WriteHistory history) {
        return history.missing().isEmpty()
                ? elected
                : new Verdict(elected.source(), elected.explanation(), elected.quarantined(), false);
    }

    private static Verdict refusal(WriteHistory history, Verdict elected, Member source) {
        String why = LostWritesText.refusal(history, source);
        if (history.told().isEmpty()) {
            return new Verdict(null, why, elected.quarantined(), false);
        }
        Map<NodeId, String> quarantined = new HashMap<>(elected.quarantined());
        quarantined.put(source.id(), LostWritesText.quarantine(history));
        return new Verdict(null, why, quarantined);
    }
}
