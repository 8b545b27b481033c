package io.github.understudy.internal.monitor;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How long a server usually needs for a probe: a mean and a mean deviation that forget slowly, as TCP keeps them for its
 * retransmissions. Immutable.
 *
 * @param samples how many answers there were
 */
record ResponseTimes(long meanNanos, long deviationNanos, int samples) {
    static final ResponseTimes NONE = new ResponseTimes(0, 0, 0);
    private static final int MEAN_WEIGHT = 8;
    private static final int DEVIATION_WEIGHT = 4;
    private static final int DEVIATIONS = 4;

    ResponseTimes with(long nanos) {
        if (samples == 0) {
            return new ResponseTimes(nanos, nanos / 2, 1);
        }
        long error = nanos - meanNanos;
        return new ResponseTimes(
                meanNanos + error / MEAN_WEIGHT,
                deviationNanos + (Math.abs(error) - deviationNanos) / DEVIATION_WEIGHT,
                samples + 1);
    }

    /**
     * How long to wait for the next answer.
     *
     * @param least what every server is granted
     * @param most what the detection time allows
     */
    Duration limit(Duration least, Duration most) {
        Duration usual = Duration.ofNanos(meanNanos + DEVIATIONS * deviationNanos);
        return usual.compareTo(least) <= 0 ? least : usual.compareTo(most) >= 0 ? most : usual;
    }

    @Override
    public String toString() {
        return samples == 0
                ? "never measured"
                : String.format(Locale.ROOT, "usually %.1f ms ± %.1f ms", millis(meanNanos), millis(deviationNanos));
    }

    private static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
