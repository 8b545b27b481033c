package io.github.understudy.internal.routing;

/** How a replica that has come back is given its share of the reads little by little, so that its caches can fill. */
public final class Warmth {
    private static final int COLD = 5;

    /** All of its share. */
    public static final int WARM = 100;

    private Warmth() {}

    /**
     * @param sinceNanos how long it has been back
     * @param warmUpNanos how long it takes; 0 for no time
     * @return percent of its share
     */
    public static int percent(long sinceNanos, long warmUpNanos) {
        if (sinceNanos >= warmUpNanos) {
            return WARM;
        }
        return (int) (COLD + (WARM - COLD) * Math.max(0, sinceNanos) / warmUpNanos);
    }
}
