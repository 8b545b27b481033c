package io.github.understudy.internal.monitor;

import io.github.understudy.metrics.FailoverOutcome;
import io.github.understudy.metrics.Failovers;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long there was no source, and what followed. Told by the monitor thread alone, asked by any. */
final class Handovers {
    private static final int OUTCOMES = FailoverOutcome.values().length;

    /** Says that there is a source. */
    private static final long PRESENT = Long.MIN_VALUE;

    private final List<LongAdder> counts = adders();
    private final List<LongAdder> nanos = adders();
    private volatile long absentSinceNanos;
    private @Nullable NodeId last;

    Handovers(long nowNanos) {
        this.absentSinceNanos = nowNanos;
    }

    private static List<LongAdder> adders() {
        return Stream.generate(LongAdder::new).limit(OUTCOMES).toList();
    }

    /** The source now; null if there is none. */
    void source(@Nullable Node source, long nowNanos) {
        long since = absentSinceNanos;
        if (source == null) {
            absentSinceNanos = since == PRESENT ? nowNanos : since;
            return;
        }
        boolean same = source.id().equals(last);
        if (last != null && (since != PRESENT || !same)) {
            int outcome = (same ? FailoverOutcome.RETURNED : FailoverOutcome.CHANGED).ordinal();
            counts.get(outcome).increment();
            nanos.get(outcome).add(since == PRESENT ? 0 : nowNanos - since);
        }
        last = source.id();
        absentSinceNanos = PRESENT;
    }

    /** How long there has been no source; zero if there is one. */
    Duration withoutSource(long nowNanos) {
        long since = absentSinceNanos;
        return since == PRESENT ? Duration.ZERO : Duration.ofNanos(Math.max(1, nowNanos - since));
    }

    Failovers of(FailoverOutcome outcome) {
        int index = outcome.ordinal();
        return new Failovers(
                outcome,
                counts.get(index).sum(),
                Duration.ofNanos(nanos.get(index).sum()));
    }
}
