package io.github.understudy.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.monitor.Watch.Attempt;
import io.github.understudy.internal.pool.Addresses;
import io.github.understudy.internal.pool.Connector;
import io.github.understudy.internal.pool.DriverKind;
import io.github.understudy.internal.pool.SystemNames;
import io.github.understudy.topology.Endpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of several probes of one address counts. */
class WatchTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Watch watch = new Watch(this::prober, MonitorSettings.of("test", Duration.ofSeconds(2)));

    private Prober prober() {
        try {
            Addresses addresses = new Addresses(new SystemNames());
            Connector connector = new Connector(
                    new com.mysql.cj.jdbc.Driver(),
                    DriverKind.CONNECTOR_J,
                    "",
                    new Properties(),
                    Duration.ofSeconds(1),
                    timer,
                    addresses);
            Prober prober = new Prober(
                    new Endpoint("localhost", 1),
                    connector,
                    addresses,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(2),
                    timer,
                    new FailureClassifier());
            prober.hurry();
            return prober;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    @Test
    void aLateProbeGoesOnBesideTheNextOne() {
        Attempt first = watch.begin(1);
        watch.giveUp();
        Attempt second = watch.begin(2);

        assertThat(second).isNotSameAs(first);
        assertThat(watch.isLate(first)).isTrue();
        assertThat(watch.isCurrent(second, 2)).isTrue();
        assertThat(watch.isAbandoned(first)).isFalse();
    }

    @Test
    void aLateProbeThatAnswersIsTakenBackAndTheNextOneIsAbandoned() {
        Attempt first = watch.begin(1);
        watch.giveUp();
        Attempt second = watch.begin(2);

        watch.adopt(first);

        assertThat(watch.isAbandoned(second)).isTrue();
        assertThat(watch.isAbandoned(first)).isFalse();
        assertThat(watch.begin(3)).isSameAs(first);
    }

    @Test
    void whenTheSecondIsLateTooBothAreBrokenOff() {
        Attempt first = watch.begin(1);
        watch.giveUp();
        Attempt second = watch.begin(2);
        watch.giveUp();

        assertThat(watch.isAbandoned(first)).isTrue();
        assertThat(watch.isAbandoned(second)).isTrue();
        assertThat(watch.isInFlight()).isFalse();
    }

    @Test
    void whoIsUsuallySlowIsAskedTheSooner() {
        assertThat(watch.interval()).isEqualTo(Duration.ofMillis(500));
        for (int i = 0; i < 100; i++) {
            watch.answered(Duration.ofMillis(800).toNanos());
        }
        assertThat(watch.limit()).isBetween(Duration.ofMillis(800), Duration.ofMillis(805));
        assertThat(watch.interval()).isBetween(Duration.ofMillis(285), Duration.ofMillis(300));
    }
}
