package io.github.understudy.internal.resolver;

import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.Lag;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the source was seen to have which transactions. A replica's lag is the age of the newest of these positions
 * that it has executed, at the moment of the last look at the source: it needs no clock but ours, no write and no
 * grant, and stands still while the source does. Immutable.
 *
 * @param source whose history this is, null before there was a source
 * @param confirmedNanos when it last answered as the source
 * @param marks the positions, oldest first, each later one containing more; empty where it has no GTIDs
 */
record SourceHistory(@Nullable NodeId source, long confirmedNanos, List<Mark> marks) {
    static final SourceHistory EMPTY = new SourceHistory(null, 0, List.of());
    private static final int MOST_MARKS = 600;
    private static final long LEAST_APART_NANOS = 200_000_000;

    /** @param lastSeen when the source was last seen to have exactly this */
    record Mark(GtidSet gtids, long lastSeen) {}

    /** True if this server was the source, and answered as such at this moment or later. */
    boolean wasSource(NodeId id, long nanos) {
        return id.equals(source) && confirmedNanos - nanos >= 0;
    }

    SourceHistory seen(NodeId now, @Nullable GtidSet gtids, long nanos) {
        if (gtids == null) {
            return new SourceHistory(now, nanos, List.of());
        }
        if (!now.equals(source)) {
            return new SourceHistory(now, nanos, List.of(new Mark(gtids, nanos)));
        }
        List<Mark> next = new ArrayList<>(marks);
        int last = next.size() - 1;
        boolean same = last >= 0 && next.get(last).gtids().equals(gtids);
        boolean close = last > 0 && nanos - next.get(last - 1).lastSeen() < LEAST_APART_NANOS;
        if (same || close) {
            next.remove(last);
        } else if (next.size() >= MOST_MARKS) {
            next = everySecond(next);
        }
        next.add(new Mark(gtids, nanos));
        return new SourceHistory(source, nanos, List.copyOf(next));
    }

    /** The past is kept coarser, but it is kept. */
    private static List<Mark> everySecond(List<Mark> marks) {
        List<Mark> kept = new ArrayList<>();
        for (int i = 0; i < marks.size(); i += 2) {
            kept.add(marks.get(i));
        }
        return kept;
    }

    /**
     * How far a server with these transactions is behind.
     *
     * @param before its lag as it was known before: a position older than all marks is at least as old as they are, and
     *     has not become fresher by itself; where it was not known, nothing can be said
     */
    Lag lag(GtidSet executed, Lag before) {
        if (marks.isEmpty()) {
            return Lag.unknown();
        }
        long latest = marks.get(marks.size() - 1).lastSeen();
        for (int i = marks.size() - 1; i >= 0; i--) {
            if (executed.contains(marks.get(i).gtids())) {
                return Lag.of(Duration.ofNanos(latest - marks.get(i).lastSeen()));
            }
        }
        if (!before.isKnown()) {
            return Lag.unknown();
        }
        Duration least = Duration.ofNanos(latest - marks.get(0).lastSeen());
        return least.compareTo(before.behind()) > 0 ? Lag.of(least) : before;
    }
}
