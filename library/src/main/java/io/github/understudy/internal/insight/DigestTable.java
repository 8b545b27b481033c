package io.github.understudy.internal.insight;

import io.github.understudy.insight.StatementStatistics;
import io.github.understudy.internal.sql.Digest;
import io.github.understudy.internal.sql.StatementText;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The tallies by digest, bounded in number. When it is full, what was not run for a while makes room for what is new, and
 * is counted among the others. Thread-safe; a tally that is known already is found without a lock and without a look-up.
 */
final class DigestTable {
    static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(10);
    static final long BETWEEN_SWEEPS_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int most;
    private final ConcurrentMap<String, Tally> tallies = new ConcurrentHashMap<>();
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Tally others;
    private volatile long sweptNanos;

    DigestTable(int most, long nowNanos) {
        this.most = most;
        this.others = noOthers(nowNanos);
        this.sweptNanos = nowNanos - BETWEEN_SWEEPS_NANOS;
    }

    private static Tally noOthers(long nowNanos) {
        return new Tally(StatementStatistics.OTHERS, "other statements", nowNanos);
    }

    /** What counts for statements with this text now. */
    Tally of(StatementText text, long nowNanos) {
        if (text.kept() instanceof Tally known && !known.isRetired()) {
            return known;
        }
        Tally found = ofDigest(Digest.text(text.text()), nowNanos);
        text.keep(found);
        return found;
    }

    private Tally ofDigest(String digest, long nowNanos) {
        Tally known = tallies.get(digest);
        if (known != null) {
            return known;
        }
        return isFull() && !isSweepDue(nowNanos) ? others : newTally(digest, nowNanos);
    }

    private boolean isFull() {
        return tallies.size() >= most;
    }

    private boolean isSweepDue(long nowNanos) {
        return nowNanos - sweptNanos >= BETWEEN_SWEEPS_NANOS;
    }

    private Tally newTally(String digest, long nowNanos) {
        changing.lock();
        try {
            if (isFull() && isSweepDue(nowNanos)) {
                sweptNanos = nowNanos;
                sweep(nowNanos);
            }
            if (isFull()) {
                return tallies.getOrDefault(digest, others);
            }
            return tallies.computeIfAbsent(digest, it -> new Tally(Digest.id(it), it, nowNanos));
        } finally {
            changing.unlock();
        }
    }

    /** The others begin anew as well: some of them may have a place of their own now. */
    private void sweep(long nowNanos) {
        List<Tally> idle = tallies.values().stream()
                .filter(each -> each.isIdleSince(nowNanos - IDLE_NANOS))
                .toList();
        if (!idle.isEmpty()) {
            Tally before = others;
            Tally after = noOthers(nowNanos);
            others = after;
            Stream.concat(Stream.of(before), idle.stream()).forEach(each -> {
                each.retire();
                tallies.remove(each.text(), each);
                after.addAll(each);
            });
        }
    }

    void reset(long nowNanos) {
        changing.lock();
        try {
            tallies.values().forEach(Tally::retire);
            others.retire();
            tallies.clear();
            others = noOthers(nowNanos);
            sweptNanos = nowNanos - BETWEEN_SWEEPS_NANOS;
        } finally {
            changing.unlock();
        }
    }

    /** All that have counted something. */
    Stream<Tally> all() {
        return Stream.concat(tallies.values().stream(), Stream.of(others)).filter(each -> !each.isUnused());
    }
}
