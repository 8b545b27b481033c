package io.github.understudy.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

    @ParameterizedTest
    @ValueSource(
            longs = {8_192, 8_193, 10_000, 12_345, 99_999, 1_000_000, 16_777_216, 1_500_000_000L, 137_000_000_000L})
    void tellsATimeAtMostAQuarterTooHigh(long nanos) {
        Histogram histogram = new Histogram();
        histogram.add(nanos);
        assertThat(histogram.percentile(99)).isGreaterThanOrEqualTo(nanos).isLessThanOrEqualTo(nanos / 4 * 5 + 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 8_191, Long.MAX_VALUE, 200_000_000_000L})
    void takesWhatIsShorterOrLonger(long nanos) {
        Histogram histogram = new Histogram();
        histogram.add(nanos);
        assertThat(histogram.percentile(99)).isGreaterThanOrEqualTo(nanos);
        assertThat(histogram.count()).isOne();
    }

    @Test
    void findsThePercentileOfMany() {
        Histogram histogram = new Histogram();
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            histogram.add(1_000_000 + random.nextInt(1_000_000));
        }
        assertThat(histogram.percentile(99)).isBetween(1_990_000L, 2_500_000L);
        assertThat(histogram.percentile(50)).isBetween(1_500_000L, 1_875_000L);
        for (int i = 0; i < 2_000; i++) {
            histogram.add(1_000_000_000);
        }
        assertThat(histogram.percentile(99)).as("1 of 50 took a second").isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void isZeroForNothing() {
        assertThat(new Histogram().percentile(99)).isZero();
    }

    @Test
    void takesOverWhatAnotherHasCounted() {
        Histogram one = new Histogram();
        one.add(20_000);
        Histogram other = new Histogram();
        other.add(5_000_000);
        other.add(5_000_000);
        one.addAll(other);
        assertThat(one.count()).isEqualTo(3);
        assertThat(one.percentile(99)).isGreaterThanOrEqualTo(5_000_000);
    }
}
