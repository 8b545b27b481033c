package io.github.understudy.internal.pool;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A pool of two connections to one node of a test cluster. */
final class OpenPool implements AutoCloseable {
    final NodePool pool;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    OpenPool(Cluster cluster, TestNode node, DriverKind kind, Consumer<Properties> options, Consumer<HikariConfig> more)
            throws Exception {
        HikariConfig template = new HikariConfig();
        template.setMaximumPoolSize(2);
        template.setMinimumIdle(0);
        more.accept(template);
        this.pool = new NodePool(
                new NodeId("node"),
                Endpoint.parse(node.address()),
                new PoolSettings("test", template, java.util.Map.of(), Duration.ofSeconds(5)),
                connector(cluster, kind, options, timer, new Addresses(new SystemNames())),
                new FailureClassifier(),
                (endpoint, failure) -> {},
                Runnable::run);
    }

    static Connector connector(
            Cluster cluster,
            DriverKind kind,
            Consumer<Properties> options,
            ScheduledExecutorService timer,
            Addresses addresses)
            throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", cluster.user());
        properties.setProperty("password", cluster.password());
        properties.setProperty("sslMode", kind == DriverKind.CONNECTOR_J ? "DISABLED" : "disable");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        options.accept(properties);
        Driver driver = (Driver)
                Class.forName(kind.className()).getDeclaredConstructor().newInstance();
        return new Connector(driver, kind, cluster.database(), properties, Duration.ofSeconds(10), timer, addresses);
    }

    static OpenPool of(Cluster cluster, DriverKind kind) throws Exception {
        return new OpenPool(cluster, cluster.source(), kind, options -> {}, more -> {});
    }

    /** Opening one may take longer than Hikari's slice. */
    Connection borrow() throws SQLException {
        for (int attempt = 0; ; attempt++) {
            try {
                return pool.borrow();
            } catch (SQLException notYet) {
                if (attempt == 20) {
                    throw notYet;
                }
            }
        }
    }

    SessionTracker tracker(Connection borrowed) {
        SessionTracker tracker = requireNonNull(pool.tracker(borrowed));
        tracker.takeGtid();
        tracker.takeStateChanged();
        return tracker;
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static @Nullable String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    static Map<String, String> variables(Connection connection) throws SQLException {
        Map<String, String> variables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW SESSION VARIABLES")) {
            while (rows.next()) {
                variables.put(rows.getString(1), String.valueOf(rows.getString(2)));
            }
        }
        return variables;
    }

    @Override
    public void close() {
        pool.close();
        timer.shutdownNow();
    }
}
