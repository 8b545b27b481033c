package io.github.understudy.internal.failover;

import io.github.understudy.metrics.WaitOutcome;
import io.github.understudy.metrics.WaitReason;
import io.github.understudy.metrics.Waits;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How many requests have waited, for what, how long, and how it ended. Thread-safe. */
final class WaitCounts {
    private static final int OUTCOMES = WaitOutcome.values().length;

    private final LongAdder[] counts = adders();
    private final LongAdder[] nanos = adders();

    private static LongAdder[] adders() {
        LongAdder[] adders = new LongAdder[WaitReason.values().length * OUTCOMES];
        for (int i = 0; i < adders.length; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }

    void add(WaitReason reason, WaitOutcome outcome, long waitedNanos) {
        counts[index(reason, outcome)].increment();
        nanos[index(reason, outcome)].add(waitedNanos);
    }

    Waits of(WaitReason reason, WaitOutcome outcome) {
        int index = index(reason, outcome);
        return new Waits(reason, outcome, counts[index].sum(), Duration.ofNanos(nanos[index].sum()));
    }

    private static int index(WaitReason reason, WaitOutcome outcome) {
        return reason.ordinal() * OUTCOMES + outcome.ordinal();
    }
}
