package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.UnderstudyMetrics;
import io.github.understudy.event.EventType;
import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.metrics.WaitOutcome;
import io.github.understudy.metrics.WaitReason;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that no server can take for a while. */
@ClusterTest(replicas = 1)
class WaitingIT {
    private static final String WRITE = "INSERT INTO item VALUES (?)";

    private final Cluster cluster;

    WaitingIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTable() {
        TestNode source = cluster.source();
        source.execute("DROP TABLE IF EXISTS app.item");
        source.execute("CREATE TABLE app.item (id INT PRIMARY KEY)");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }

    @Test
    void nobodyWaitsLongerThanTheStatementMay() throws Exception {
        try (UnderstudyDataSource dataSource = dataSource("60s");
                Connection connection = dataSource.getConnection();
                PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setQueryTimeout(1);
            write.setInt(1, 1);
            withoutSource(dataSource);
            long start = System.nanoTime();
            assertThatThrownBy(write::executeUpdate)
                    .isInstanceOf(NoNodeAvailableException.class)
                    .hasMessageContaining("setQueryTimeout(1)")
                    .hasMessageContaining("Nothing was sent");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("far from the data source's own limit")
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(20));
            writable();
            write.setQueryTimeout(0);
            assertThat(write.executeUpdate()).isOne();
        }
    }

    @Test
    void whatIsWaitedForIsCounted() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (UnderstudyDataSource dataSource = dataSource("60s")) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new UnderstudyMetrics(dataSource).bindTo(registry);
            withoutSource(dataSource);
            Future<Integer> writing = threads.submit(() -> write(dataSource, 1));
            Future<Integer> another = threads.submit(() -> write(dataSource, 2));
            Connected.await()
                    .until(() -> registry.get(UnderstudyMetrics.WAITING).gauge().value() == 2);
            writable();
            writing.get(20, TimeUnit.SECONDS);
            another.get(20, TimeUnit.SECONDS);
            assertThat(dataSource.cluster().waits(WaitReason.NO_SOURCE, WaitOutcome.GRANTED))
                    .satisfies(waits -> {
                        assertThat(waits.count()).isEqualTo(2);
                        assertThat(waits.total()).isPositive();
                    });
            assertThat(registry.get(UnderstudyMetrics.WAITS)
                            .tags("pool", "understudy", "reason", "no-source", "outcome", "granted")
                            .functionTimer()
                            .count())
                    .isEqualTo(2);
            assertThat(registry.get(UnderstudyMetrics.EVENTS)
                            .tags("type", "source-lost")
                            .functionCounter()
                            .count())
                    .isEqualTo(dataSource.cluster().events(EventType.SOURCE_LOST))
                    .isPositive();
            everyMeterIsInTheReadme(registry);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void everyMeterIsInTheReadme(SimpleMeterRegistry registry) throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        for (Meter meter : registry.getMeters()) {
            String name = meter.getId().getName();
            assertThat(readme).contains(name.startsWith("hikaricp.") ? "| `hikaricp.*` | " : "| `" + name + "` | ");
        }
        for (WaitReason reason : WaitReason.values()) {
            assertThat(readme).contains("`" + reason.name().toLowerCase().replace('_', '-') + "`");
        }
    }

    private int write(UnderstudyDataSource dataSource, int id) throws Exception {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setInt(1, id);
            return write.executeUpdate();
        }
    }

    private void withoutSource(UnderstudyDataSource dataSource) {
        cluster.demote(cluster.source());
        Connected.await().until(() -> dataSource.topology().sourceNode() == null);
    }

    private void writable() {
        cluster.source().execute("SET GLOBAL read_only = OFF");
    }

    private UnderstudyDataSource dataSource(String waitTimeout) {
        return Connected.builder(cluster, cluster.jdbcHosts())
                .set(Setting.WAIT_TIMEOUT, waitTimeout)
                .build();
    }
}
