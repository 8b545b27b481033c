package io.github.understudy.internal.insight;

import io.github.understudy.insight.StatementStatistics;
import io.github.understudy.topology.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What is counted for statements of one form. Lock-free; who reads may see a statement that is counted in half. */
final class Tally {
    private final String id;
    private final String text;
    private final Histogram times = new Histogram();
    private final LongAdder errors = new LongAdder();
    private final LongAdder total = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final NodeCounts nodes = new NodeCounts();
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong lastNanos;
    private final AtomicLong warnedNanos;
    private volatile boolean retired;

    Tally(String id, String text, long nowNanos) {
        this.id = id;
        this.text = text;
        this.lastNanos = new AtomicLong(nowNanos);
        this.warnedNanos = new AtomicLong(nowNanos - SlowStatements.PAUSE_NANOS);
    }

    String id() {
        return id;
    }

    String text() {
        return text;
    }

    void add(@Nullable Endpoint node, long nowNanos, long totalNanos, long waitingNanos, long itsRows) {
        times.add(totalNanos);
        total.add(totalNanos);
        if (waitingNanos > 0) {
            waiting.add(waitingNanos);
        }
        addRows(itsRows);
        if (node != null) {
            nodes.add(node);
        }
        raise(longest, totalNanos);
        lastNanos.lazySet(nowNanos);
    }

    void addError() {
        errors.increment();
    }

    void addRows(long more) {
        if (more > 0) {
            rows.add(more);
        }
    }

    /** What another one has counted belongs here from now on. */
    void addAll(Tally other) {
        times.addAll(other.times);
        total.add(other.total.sum());
        waiting.add(other.waiting.sum());
        rows.add(other.rows.sum());
        errors.add(other.errors.sum());
        nodes.addAll(other.nodes);
        raise(longest, other.longest.get());
        lastNanos.set(Math.max(lastNanos.get(), other.lastNanos.get()));
    }

    private static void raise(AtomicLong highest, long value) {
        long known = highest.get();
        while (value > known && !highest.compareAndSet(known, value)) {
            known = highest.get();
        }
    }

    /** True if another one counts for this form now. */
    boolean isRetired() {
        return retired;
    }

    void retire() {
        retired = true;
    }

    boolean isIdleSince(long nanos) {
        return lastNanos.get() - nanos < 0;
    }

    /** True if nothing was told of it for this long; then it counts as told. */
    boolean mayWarn(long nowNanos, long pauseNanos) {
        long before = warnedNanos.get();
        return nowNanos - before >= pauseNanos && warnedNanos.compareAndSet(before, nowNanos);
    }

    boolean isUnused() {
        return total.sum() == 0;
    }

    StatementStatistics statistics(long nowNanos, Instant now) {
        long most = longest.get();
        return new StatementStatistics(
                id,
                text,
                times.count(),
                errors.sum(),
                Duration.ofNanos(total.sum()),
                Duration.ofNanos(Math.min(most, times.percentile(99))),
                Duration.ofNanos(most),
                Duration.ofNanos(waiting.sum()),
                rows.sum(),
                nodes.all(),
                nodes.last(),
                now.minusNanos(nowNanos - lastNanos.get()));
    }
}
