package io.github.understudy.internal.insight;

import io.github.understudy.internal.flight.Flight;
import io.github.understudy.topology.Endpoint;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of statements that took long: each to the flight recorder, and of each form one a minute to the log. */
final class SlowStatements {
    static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Logger LOG = LoggerFactory.getLogger("io.github.understudy.statements");

    private final String name;
    private final long limitNanos;
    private final Flight flight;

    /** @param limitNanos from when on a statement is slow; 0 for never */
    SlowStatements(String name, long limitNanos, Flight flight) {
        this.name = name;
        this.limitNanos = limitNanos == 0 ? Long.MAX_VALUE : limitNanos;
        this.flight = flight;
    }

    boolean is(long totalNanos) {
        return totalNanos >= limitNanos;
    }

    void tell(Tally tally, @Nullable Endpoint node, long nowNanos, long totalNanos, long waitingNanos) {
        String where = node == null ? "no server" : node.toString();
        flight.slow(tally.id(), tally.text(), where, waitingNanos, totalNanos - waitingNanos);
        if (tally.mayWarn(nowNanos, PAUSE_NANOS)) {
            LOG.warn(
                    "{}: a statement took {} ms, of which it waited {} ms for a server or a connection; on {}, digest {}: {}",
                    name,
                    TimeUnit.NANOSECONDS.toMillis(totalNanos),
                    TimeUnit.NANOSECONDS.toMillis(waitingNanos),
                    where,
                    tally.id(),
                    tally.text());
        }
    }
}
