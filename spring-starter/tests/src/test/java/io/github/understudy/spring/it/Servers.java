package io.github.understudy.spring.it;

import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.topology.Role;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.context.ApplicationContext;

/** The servers' tables, and who is who. */
public final class Servers {
    private static final Duration LONG = Duration.ofSeconds(30);

    private Servers() {}

    /** Makes the application's tables, one of which has another row on each server. */
    public static void prepare(Cluster cluster) {
        TestNode source = cluster.source();
        source.execute("CREATE TABLE IF NOT EXISTS app.note (id BIGINT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(200))");
        source.execute("CREATE TABLE IF NOT EXISTS app.answering (server VARCHAR(20) PRIMARY KEY)");
        cluster.awaitCaughtUp(LONG);
        cluster.nodes().forEach(node -> sign(cluster, node));
    }

    /** What no other server hears of. */
    private static void sign(Cluster cluster, TestNode node) {
        String url = Booted.url(cluster).replace(cluster.node(0).address(), node.address());
        try (Connection connection = DriverManager.getConnection(url, cluster.adminUser(), cluster.adminPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_log_bin = 0");
            boolean strict = cluster.flavor() == ServerFlavor.MYSQL && node != cluster.source();
            if (strict) {
                statement.execute("SET GLOBAL super_read_only = 0");
            }
            statement.execute("DELETE FROM app.answering");
            statement.execute("INSERT INTO app.answering VALUES ('" + name(node) + "')");
            if (strict) {
                statement.execute("SET GLOBAL super_read_only = 1");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(node + ": " + e.getMessage(), e);
        }
    }

    /** What the server's row says. */
    public static String name(TestNode node) {
        return "server-" + node.index();
    }

    /** Waits until each of the application's data sources knows all servers that run. */
    public static void awaitWhole(Cluster cluster, ApplicationContext application) {
        long running = cluster.nodes().stream().filter(TestNode::isRunning).count();
        Awaitility.await()
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> application
                        .getBean(UnderstudyDataSources.class)
                        .all()
                        .values()
                        .forEach(dataSource -> {
                            long replicas = dataSource.topology().nodes().stream()
                                    .filter(node -> node.role() == Role.REPLICA && node.readable())
                                    .count();
                            if (dataSource.topology().sourceNode() == null || replicas != running - 1) {
                                throw new AssertionError(dataSource.topology().describe());
                            }
                        }));
    }
}
