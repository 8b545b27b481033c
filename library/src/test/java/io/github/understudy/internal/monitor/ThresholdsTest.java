package io.github.understudy.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a server has for a probe, and when its time does not count. */
class ThresholdsTest {
    private static final long MILLI = 1_000_000;
    private static final MonitorSettings SETTINGS = MonitorSettings.of("test", Duration.ofSeconds(2));

    private static ResponseTimes times(int count, long millis) {
        ResponseTimes times = ResponseTimes.NONE;
        for (int i = 0; i < count; i++) {
            times = times.with(millis * MILLI);
        }
        return times;
    }

    private static long limit(ResponseTimes times) {
        return times.limit(SETTINGS.probeTimeout(), SETTINGS.slowestProbe()).toMillis();
    }

    @Test
    void aServerThatWasNeverMeasuredOrIsFastHasTheOrdinaryTime() {
        assertThat(limit(ResponseTimes.NONE)).isEqualTo(700);
        assertThat(limit(times(100, 1))).isEqualTo(700);
    }

    @ParameterizedTest
    @CsvSource({"600, 700", "720, 720", "800, 800", "5000, 900"})
    void aServerThatIsUsuallySlowHasMoreButNotMoreThanTheDetectionTimeAllows(long millis, long limit) {
        assertThat(limit(times(200, millis))).isBetween(limit, limit + 5);
    }

    @Test
    void unsteadyTimesWidenTheLimitMoreThanSteadyOnes() {
        ResponseTimes unsteady = ResponseTimes.NONE;
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            unsteady = unsteady.with((200 + random.nextInt(400)) * MILLI);
        }
        assertThat(limit(unsteady)).isGreaterThan(limit(times(200, 400)));
    }

    @Test
    void itForgetsABadMoment() {
        ResponseTimes times = times(50, 850);
        for (int i = 0; i < 60; i++) {
            times = times.with(2 * MILLI);
        }
        assertThat(limit(times)).isEqualTo(700);
    }

    @ParameterizedTest
    @ValueSource(longs = {300, 1000, 2000, 60_000})
    void twoMissedProbesAreWithinTheDetectionTimeHoweverSlowTheServerIs(long detectionMillis) {
        Duration detection = Duration.ofMillis(detectionMillis);
        MonitorSettings settings = MonitorSettings.of("test", detection);
        for (long usual : new long[] {0, detectionMillis / 3, detectionMillis * 2 / 5, detectionMillis * 10}) {
            Duration limit = times(100, usual).limit(settings.probeTimeout(), settings.slowestProbe());
            Duration shorter = limit.minus(settings.probeTimeout()).multipliedBy(2);
            Duration interval = settings.interval().minus(shorter);
            assertThat(interval).isGreaterThanOrEqualTo(settings.fastInterval());
            assertThat(interval.plus(limit.multipliedBy(2)).plus(settings.fastInterval()))
                    .as("usually %d ms", usual)
                    .isLessThanOrEqualTo(detection);
        }
    }

    @Test
    void aMonitorThatWokeLateItselfDoesNotBlameTheServer() {
        Duration limit = Duration.ofMillis(700);
        assertThat(Oversleep.isOurs(0, 5 * MILLI, limit, 0)).isFalse();
        assertThat(Oversleep.isOurs(0, 174 * MILLI, limit, 0)).isFalse();
        assertThat(Oversleep.isOurs(0, 1500 * MILLI, limit, 0)).isTrue();
        assertThat(Oversleep.isOurs(Long.MAX_VALUE - MILLI, Long.MIN_VALUE + 1500 * MILLI, limit, 0))
                .as("across the end of the clock")
                .isTrue();
        assertThat(Oversleep.isOurs(0, 1500 * MILLI, limit, Oversleep.MOST_IN_A_ROW))
                .as("but a dead server is found in the end")
                .isFalse();
    }
}
