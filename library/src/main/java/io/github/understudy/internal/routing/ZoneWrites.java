package io.github.understudy.internal.routing;

import io.github.understudy.topology.Node;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether a source in another zone takes writes from this application: always, never, or only after it has been there
 * for a while, so that a short outage does not send all writes over a slow line. Told by the monitor, read by everybody.
 * Thread-safe.
 */
public final class ZoneWrites {
    /** A source may be anywhere. */
    public static final ZoneWrites ALLOWED = new ZoneWrites("", Duration.ZERO, () -> 0);

    /** As the delay: never. */
    public static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE);

    private final String own;
    private final long delayNanos;
    private final LongSupplier clock;
    private volatile Away away = Away.FROM_THE_START;

    /** @param sinceNanos since when the source is elsewhere; counts only if it was here before */
    private record Away(boolean everHere, boolean now, long sinceNanos) {
        static final Away FROM_THE_START = new Away(false, false, 0);
    }

    /**
     * @param own where the application is; empty if all zones are the same to it
     * @param delay how long a source must be elsewhere before it takes writes; {@link #NEVER}
     */
    public ZoneWrites(String own, Duration delay, LongSupplier clock) {
        this.own = own;
        this.delayNanos = own.isEmpty() ? 0 : delay.toNanos();
        this.clock = clock;
    }

    /** To be called before others see the topology. Belongs to the monitor thread. */
    public void see(Topology next) {
        Node source = next.sourceNode();
        if (delayNanos == 0 || source == null) {
            return; // without a source it is nowhere, and what was counts on
        }
        Away was = away;
        if (next.writers().stream().anyMatch(this::isHere)) {
            away = new Away(true, false, 0);
        } else if (!was.now()) {
            away = new Away(was.everHere(), true, clock.getAsLong());
        }
    }

    private boolean isHere(Node source) {
        return own.equals(source.labels().zone());
    }

    /** True if no zone is refused anything, now or later. */
    boolean isOff() {
        return delayNanos == 0;
    }

    boolean allows(Node source) {
        return delayNanos == 0 || isHere(source) || leftNanos() <= 0;
    }

    /** True if waiting for this source would be in vain. */
    boolean refuses(Node source) {
        return delayNanos == Long.MAX_VALUE && !isHere(source);
    }

    private long leftNanos() {
        Away now = away;
        if (delayNanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        // Where it was elsewhere from the start, nobody waits for its return.
        return now.everHere() && now.now() ? delayNanos - (clock.getAsLong() - now.sinceNanos()) : 0;
    }

    /** Why this source takes no writes, for a person to read; empty if it does. */
    String whyNot(Node source) {
        if (allows(source)) {
            return "";
        }
        String zone = source.labels().zone();
        return "the source " + source.endpoint() + " is in "
                + (zone.isEmpty() ? "no zone" : "the zone '" + zone + "'") + " and this application in '" + own + "': "
                + (refuses(source)
                        ? "it takes no writes from here (understudy.cross-zone-writes=refuse)"
                        : "it takes writes from here only after it has been there for "
                                + text(delayNanos) + ", in " + text(leftNanos())
                                + " (understudy.cross-zone-writes)");
    }

    private static String text(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        return millis < 10_000 ? millis + " ms" : millis / 1000 + " s";
    }
}
