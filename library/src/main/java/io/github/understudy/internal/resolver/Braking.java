package io.github.understudy.internal.resolver;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Whether a node slows its Galera cluster down, and whether it is slowed down itself, by its counters in two looks that
 * are a second apart or more. A single burst says nothing: it takes some such seconds in a row to change the judgement,
 * and more to take it back. Immutable.
 *
 * @param base what it had counted at the beginning of the present second
 * @param sinceNanos when that was
 * @param against how many seconds in a row have spoken against the present judgement
 * @param brakes true if it asks for pauses again and again
 * @param asked how often it asked for a pause in the last second, or once if it has not ended the one before
 * @param held true if it is held back for a good part of the time
 * @param share the part of the last second that it was held back for, from 0 to 1
 */
record Braking(FlowControl base, long sinceNanos, int against, boolean brakes, long asked, boolean held, double share) {
    static final Braking NONE = new Braking(FlowControl.UNTOLD, 0, 0, false, 0, false, 0);

    /** So many seconds in a row a node asks for pauses until it is called slow. */
    static final int SECONDS_TO_BRAKE = 3;

    /** So many seconds in a row it must not have asked for any until it is called fit again. */
    static final int SECONDS_TO_RELEASE = 5;

    static final double HELD = 0.25;
    static final double FREE = 0.10;
    private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

    Braking seen(FlowControl now, long nanos) {
        if (!now.isTold()) {
            return NONE;
        }
        if (!base.isTold() || !now.isLaterThan(base)) {
            return new Braking(now, nanos, 0, false, 0, false, 0);
        }
        long elapsed = nanos - sinceNanos;
        if (elapsed < LEAST_NANOS) {
            return this;
        }
        long asks = Math.max(now.sent() - base.sent(), now.asking() ? 1 : 0);
        int opposed = (asks > 0) == brakes ? 0 : against + 1;
        boolean turns = opposed >= (brakes ? SECONDS_TO_RELEASE : SECONDS_TO_BRAKE);
        double part = Math.min(1, (now.pausedNanos() - base.pausedNanos()) / (double) elapsed);
        boolean isHeld = held ? part >= FREE : part >= HELD && share >= HELD;
        return new Braking(now, nanos, turns ? 0 : opposed, brakes != turns, asks, isHeld, part);
    }

    /** What counts, for a person to read. */
    static String limits() {
        return String.format(
                Locale.ROOT,
                "slow after %d s in a row with pauses asked for, fit after %d s without; held back after 2 s with %.0f %% of"
                        + " the time or more, free below %.0f %%",
                SECONDS_TO_BRAKE,
                SECONDS_TO_RELEASE,
                HELD * 100,
                FREE * 100);
    }
}
