package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.route.Route;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long reports have a replica of their own, which nobody else uses, and go elsewhere only as they may. */
@ClusterTest
class WorkloadsIT {
    /** By its text a plain read; the view's function tells who answers. */
    private static final String WHO = "SELECT server FROM counted WHERE k = 0";

    private final Cluster cluster;
    private final TestNode ordinary;
    private final TestNode reports;

    WorkloadsIT(Cluster cluster) {
        this.cluster = cluster;
        this.ordinary = cluster.node(1);
        this.reports = cluster.node(2);
    }

    @BeforeEach
    void createView() {
        Counters.create(cluster, 1);
    }

    private UnderstudyBuilder withReports() {
        return Connected.builder(cluster, cluster.jdbcHosts())
                .set(Setting.CONSISTENCY, "eventual")
                .set(Setting.DETECTION_TIME, Duration.ofMillis(600))
                .set(Setting.WAIT_TIMEOUT, Duration.ofSeconds(3))
                .set(Setting.GROUPS, reports.address() + "=reporting");
    }

    private static String report(Connected connected) throws SQLException {
        return Route.to("reporting", () -> connected.query(WHO));
    }

    private static String id(TestNode node) {
        return String.valueOf(node.query("SELECT @@server_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicas", "source", "none"})
    void aReportWhoseNodeIsLostFallsBackAsItMay(String fallback) throws Exception {
        String its = id(reports);
        try (Connected connected =
                Connected.to(cluster, withReports().property("understudy.group.reporting.fallback", fallback))) {
            for (int i = 0; i < 20; i++) {
                assertThat(report(connected)).isEqualTo(its);
                assertThat(connected.query(WHO)).isEqualTo(id(ordinary));
            }
            reports.kill();
            Connected.await().until(() -> connected.node(reports).state() == NodeState.DOWN);
            for (int i = 0; i < 5; i++) {
                switch (fallback) {
                    case "replicas" -> assertThat(report(connected)).isEqualTo(id(ordinary));
                    case "source" -> assertThat(report(connected)).isEqualTo(id(cluster.source()));
                    default -> waitsInVain(connected, i);
                }
                assertThat(connected.query(WHO)).isEqualTo(id(ordinary));
            }
            reports.start();
            Connected.await().until(() -> {
                try {
                    return report(connected).equals(its);
                } catch (NoNodeAvailableException notYet) {
                    return false;
                }
            });
        }
    }

    private static void waitsInVain(Connected connected, int round) {
        if (round == 0) {
            assertThatThrownBy(() -> report(connected))
                    .isInstanceOf(NoNodeAvailableException.class)
                    .hasMessageContaining("only the group 'reporting' may serve this")
                    .hasMessageContaining("understudy.group.reporting.fallback=none");
        }
    }

    @Test
    void theGroupHasALagLimitOfItsOwn() throws Exception {
        try (Connected connected = Connected.to(
                cluster,
                withReports()
                        .set(Setting.MAX_LAG, Duration.ofSeconds(1))
                        .set(Setting.MIN_REPLICAS, "0")
                        .property("understudy.group.reporting.fallback", "none")
                        .property("understudy.group.reporting.max-lag", "1h"))) {
            cluster.replicas().forEach(replica -> cluster.lag(replica, Duration.ofSeconds(6)));
            Connected.await().until(() -> {
                connected.update("UPDATE counters SET v = v + 1 WHERE k = 0");
                return !connected.node(ordinary).readable()
                        && connected.node(reports).lag().behind().compareTo(Duration.ofSeconds(2)) > 0;
            });
            assertThat(report(connected)).isEqualTo(id(reports));
            assertThat(connected.query(WHO)).isEqualTo(id(cluster.source()));
        } finally {
            cluster.replicas().forEach(cluster::unlag);
        }
    }

    @Test
    void theGroupHasPoolsOfItsOwnSize() throws Exception {
        try (Connected connected = Connected.to(
                cluster,
                withReports()
                        .property("understudy.group.reporting.pool.maximum-pool-size", "2")
                        .maximumPoolSize(7))) {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(connected.inBackground(() -> Route.to(
                        "reporting", () -> connected.query("SELECT server, SLEEP(0.5) FROM counted WHERE k = 0"))));
            }
            Connected.await().until(() -> mostOf(connected, reports) == 2 && inUse(connected, reports) == 2);
            assertThat(mostOf(connected, ordinary)).isEqualTo(7);
            for (Future<String> each : running) {
                assertThat(each.get(20, TimeUnit.SECONDS)).isEqualTo(id(reports));
                assertThat(inUse(connected, reports)).isLessThanOrEqualTo(2);
            }
        }
    }

    private static int mostOf(Connected connected, TestNode node) {
        return status(connected, node).pool().most();
    }

    private static int inUse(Connected connected, TestNode node) {
        return status(connected, node).pool().active();
    }

    private static io.github.understudy.metrics.NodeStatus status(Connected connected, TestNode node) {
        return connected.dataSource.cluster().nodes().stream()
                .filter(each -> each.node().endpoint().toString().equals(node.address()))
                .findFirst()
                .orElseThrow();
    }
}
