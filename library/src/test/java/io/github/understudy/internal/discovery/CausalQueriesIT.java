package io.github.understudy.internal.discovery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MariaDbGtidPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Positions and waiting, on real servers through both drivers. */
@ClusterTest
class CausalQueriesIT {
    private final Cluster cluster;
    private final Flavor flavor;

    CausalQueriesIT(Cluster cluster) {
        this.cluster = cluster;
        this.flavor = cluster.flavor() == ServerFlavor.MYSQL ? Flavor.MYSQL : Flavor.MARIADB;
    }

    @ParameterizedTest
    @EnumSource
    void aReplicaThatAppliesReachesWhatTheSourceHas(DiscoveryIT.Driver driver) throws SQLException {
        cluster.source().execute("CREATE TABLE IF NOT EXISTS app.awaited (id INT)");
        cluster.source().execute("INSERT INTO app.awaited VALUES (1)");
        GtidSet wanted = position(driver, cluster.source());
        assertThat(reaches(driver, wanted, Duration.ofSeconds(10))).isTrue();
        assertThat(reaches(driver, wanted, Duration.ZERO))
                .as("is there already")
                .isTrue();
        assertThat(reaches(driver, MariaDbGtidPosition.empty(), Duration.ZERO)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theWaitIsOverInTime(DiscoveryIT.Driver driver) throws SQLException {
        cluster.source().execute("CREATE TABLE IF NOT EXISTS app.awaited (id INT)");
        cluster.replicas().get(0).stopApplier();
        cluster.source().execute("INSERT INTO app.awaited VALUES (2)");
        GtidSet wanted = position(driver, cluster.source());
        long start = System.nanoTime();
        assertThat(reaches(driver, wanted, Duration.ofMillis(300))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
        assertThat(reaches(driver, wanted, Duration.ZERO)).isFalse();
        cluster.replicas().get(0).startReplication();
        assertThat(reaches(driver, wanted, Duration.ofSeconds(10))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aPromotedServerHasWhatItHadApplied(DiscoveryIT.Driver driver) throws SQLException {
        cluster.source().execute("CREATE TABLE IF NOT EXISTS app.awaited (id INT)");
        GtidSet before = position(driver, cluster.source());
        TestNode next = cluster.replicas().get(0);
        cluster.switchover(next);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> position(driver, next).contains(before));
    }

    private GtidSet position(DiscoveryIT.Driver driver, TestNode node) throws SQLException {
        try (Connection connection = driver.connect(cluster, node, cluster.user())) {
            return requireNonNull(CausalQueries.position(connection, flavor));
        }
    }

    private boolean reaches(DiscoveryIT.Driver driver, GtidSet wanted, Duration atMost) throws SQLException {
        try (Connection connection = driver.connect(cluster, cluster.replicas().get(0), cluster.user())) {
            return CausalQueries.await(connection, flavor, wanted, atMost);
        }
    }
}
