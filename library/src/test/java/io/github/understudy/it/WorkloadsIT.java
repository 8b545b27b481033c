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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
                .set(Setting.WAIT_TIMEOUT, Duration.ofSeconds(15))
                .set(Setting.WARM_UP, Duration.ZERO)
                .set(Setting.GROUPS, reports.address() + "=reporting");
    }

    private static String report(Connected connected) throws SQLException {
        return Route.to("reporting", () -> connected.query(WHO));
    }

    /** A request waits no longer than its statement may. */
    private static void reportWithin(int seconds, Connected connected) throws SQLException {
        try (Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(seconds);
            Route.to("reporting", () -> statement.executeQuery(WHO).close());
        }
    }

    private static String id(TestNode node) {
        return String.valueOf(node.query("SELECT @@server_id"));
    }

    private Connected fallingBackTo(String fallback) {
        return Connected.to(cluster, withReports().property("understudy.group.reporting.fallback", fallback));
    }

    @Test
    void aReportWhoseNodeIsLostFallsBackAsItMay() throws Exception {
        String its = id(reports);
        try (Connected replicas = fallingBackTo("replicas");
                Connected source = fallingBackTo("source");
                Connected none = fallingBackTo("none")) {
            List<Connected> all = List.of(replicas, source, none);
            for (Connected each : all) {
                for (int i = 0; i < 20; i++) {
                    assertThat(report(each)).isEqualTo(its);
                    assertThat(each.query(WHO)).isEqualTo(id(ordinary));
                }
            }
            reports.kill();
            for (Connected each : all) {
                Connected.await().until(() -> each.node(reports).state() == NodeState.DOWN);
                assertThat(each.query(WHO)).isEqualTo(id(ordinary));
            }
            assertThat(report(replicas)).isEqualTo(id(ordinary));
            assertThat(report(source)).isEqualTo(id(cluster.source()));
            assertThatThrownBy(() -> reportWithin(1, none))
                    .isInstanceOf(NoNodeAvailableException.class)
                    .hasMessageContaining("only the group 'reporting' may serve this")
                    .hasMessageContaining("understudy.group.reporting.fallback=none");

            Future<String> waiting = none.inBackground(() -> report(none));
            reports.start();
            for (Connected each : all) {
                Connected.await().until(() -> each.node(reports).readable());
            }
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(its);
            assertThat(report(replicas)).isEqualTo(its);
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
