package io.github.understudy.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a replica is behind its source. <em>Unknown</em> is a value of its own: neither fresh nor infinitely old.
 * Immutable.
 */
public final class Lag {
    private static final Lag UNKNOWN = new Lag(null, Duration.ZERO);
    private static final Lag NONE = new Lag(Duration.ZERO, Duration.ZERO);

    private final @Nullable Duration behind;
    private final Duration delay;

    private Lag(@Nullable Duration behind, Duration delay) {
        this.behind = behind;
        this.delay = delay;
    }

    /** The lag can't be told, for example because the node has not been seen together with its source yet. */
    public static Lag unknown() {
        return UNKNOWN;
    }

    /** No lag: all that the source was seen to have has been executed. */
    public static Lag none() {
        return NONE;
    }

    /** @param behind not negative */
    public static Lag of(Duration behind) {
        if (behind.isNegative()) {
            throw new IllegalArgumentException("a lag can't be negative: " + behind);
        }
        return behind.isZero() ? NONE : new Lag(behind, Duration.ZERO);
    }

    /**
     * The same lag of a replica that applies so much later on purpose.
     *
     * @param delay not negative; zero for none
     */
    public Lag delayedBy(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a delay can't be negative: " + delay);
        }
        return delay.equals(this.delay) ? this : new Lag(behind, delay);
    }

    /**
     * How much later the replica applies on purpose ({@code MASTER_DELAY}, {@code SOURCE_DELAY}), or one that it
     * replicates from; zero for most. After each write the lag becomes as much at least, so there is no use in waiting.
     */
    public Duration delay() {
        return delay;
    }

    public boolean isKnown() {
        return behind != null;
    }

    /** True if the lag is known and not above the limit. */
    public boolean isWithin(Duration limit) {
        return behind != null && behind.compareTo(limit) <= 0;
    }

    /**
     * The lag as a duration.
     *
     * @throws IllegalStateException if it is not known
     */
    public Duration behind() {
        if (behind == null) {
            throw new IllegalStateException("the lag is not known");
        }
        return behind;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Lag that && delay.equals(that.delay) && java.util.Objects.equals(behind, that.behind);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(behind, delay);
    }

    @Override
    public String toString() {
        return behind == null ? "unknown" : behind.toMillis() + " ms";
    }
}
