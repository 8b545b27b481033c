package io.github.understudy.internal.monitor;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The probing of one address. A probe that is late is not broken off at once: a second one is made over a connection of
 * its own, and whichever answers first counts. So neither a server that is slow for a moment nor a connection that died
 * alone is taken for a dead server. Belongs to the monitor thread.
 */
final class Watch {
    private final Supplier<Prober> probers;
    private final MonitorSettings settings;
    private Attempt current;
    private @Nullable Attempt late;
    private ResponseTimes times = ResponseTimes.NONE;
    private Shortest shortest = Shortest.NONE;
    private boolean everStarted;

    Watch(Supplier<Prober> probers, MonitorSettings settings) {
        this.probers = probers;
        this.settings = settings;
        this.current = new Attempt(probers.get());
    }

    /** One prober at work. */
    static final class Attempt {
        final Prober prober;
        boolean inFlight;
        long startedNanos;
        int oversleeps;

        private Attempt(Prober prober) {
            this.prober = prober;
        }
    }

    Attempt begin(long now) {
        everStarted = true;
        current.inFlight = true;
        current.startedNanos = now;
        current.oversleeps = 0;
        return current;
    }

    boolean isInFlight() {
        return current.inFlight;
    }

    boolean wasStarted() {
        return everStarted;
    }

    long startedNanos() {
        return current.startedNanos;
    }

    boolean isCurrent(Attempt attempt, long startedNanos) {
        return attempt == current && attempt.inFlight && attempt.startedNanos == startedNanos;
    }

    boolean isLate(Attempt attempt) {
        return attempt == late;
    }

    boolean isAbandoned(Attempt attempt) {
        return attempt != current && attempt != late;
    }

    /** How long the server has before a probe counts as missed. */
    Duration limit() {
        return current.prober.isHopeless()
                ? current.prober.patientLimit()
                : times.limit(settings.probeTimeout(), settings.slowestProbe());
    }

    /** The pause after which it is asked again while all is well: shorter for who needs longer for an answer. */
    Duration interval() {
        Duration longer = limit().minus(settings.probeTimeout());
        if (current.prober.isHopeless() || longer.isNegative()) {
            return settings.interval();
        }
        Duration left = settings.interval().minus(longer.multipliedBy(2));
        return left.compareTo(settings.fastInterval()) < 0 ? settings.fastInterval() : left;
    }

    /** What a probe is measured by. */
    String limits() {
        return "a probe may take " + limit().toMillis() + " ms, " + times;
    }

    /** The present probe counts as missed. The first such one goes on beside the next; more are broken off. */
    void giveUp() {
        Attempt overdue = current;
        current = new Attempt(probers.get());
        current.startedNanos = overdue.startedNanos;
        if (late == null && !overdue.prober.isHopeless()) {
            late = overdue;
            current.prober.hurry();
        } else {
            overdue.prober.close();
            dropLate();
        }
    }

    /** The late probe has answered after all: its connection is as good as ever. */
    void adopt(Attempt answered) {
        current.prober.close();
        current = answered;
        late = null;
    }

    /** What the late probe may yet say is of no interest any more. */
    void dropLate() {
        if (late != null) {
            late.prober.close();
            late = null;
        }
    }

    /** @return how long an answer usually takes, if that is known */
    Optional<Duration> answered(long nanos) {
        if (nanos >= 0) {
            times = times.with(nanos);
            shortest = shortest.with(nanos);
        }
        return times.samples() == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(times.meanNanos()));
    }

    /** The time to the server and back; null if it was never measured. */
    static @Nullable Duration roundTrip(@Nullable Watch watch) {
        return watch != null && watch.shortest.isKnown() ? Duration.ofNanos(watch.shortest.nanos()) : null;
    }

    void close() {
        dropLate();
        current.prober.close();
    }
}
