package io.github.understudy.internal.consistency;

import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.Lag;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a node was seen to have executed.
 *
 * @param executed null where GTIDs are off
 * @param lag how far it was behind the source
 * @param asOfNanos all that it had executed before this moment is in it
 */
public record Position(@Nullable GtidSet executed, Lag lag, long asOfNanos) {
    /** {@code Seconds_Behind_Source} is whole seconds, cut off. */
    private static final long COARSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Without GTIDs: true if the node surely had, by its lag, all that the source had at this moment. */
    boolean hasAllBefore(long nanos) {
        return lag.isKnown() && asOfNanos - lag.behind().toNanos() - COARSE_NANOS - nanos >= 0;
    }
}
