package io.github.understudy.it;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.route.Route;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A data source on a test cluster, with what it told. */
public final class Connected implements AutoCloseable {
    public final UnderstudyDataSource dataSource;
    private final Cluster cluster;
    private final List<ClusterEvent> events;
    /** Idle ones end soon: HikariCP's thread-locals keep a closed pool for as long as a thread lives that used it. */
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>());

    private Connected(Cluster cluster, UnderstudyDataSource dataSource, List<ClusterEvent> events) {
        this.cluster = cluster;
        this.dataSource = dataSource;
        this.events = events;
    }

    /** Knows the first replica only; finds the others. */
    public static Connected to(Cluster cluster) {
        return to(cluster, builder(cluster, cluster.node(1).address()));
    }

    public static Connected to(Cluster cluster, UnderstudyBuilder builder) {
        List<ClusterEvent> events = new CopyOnWriteArrayList<>();
        Connected connected =
                new Connected(cluster, builder.listener(events::add).build(), events);
        try {
            connected.awaitWholeCluster();
            return connected;
        } catch (RuntimeException e) {
            System.out.println(
                    "not complete: " + connected.dataSource.topology().describe());
            connected.close();
            throw e;
        }
    }

    public static UnderstudyBuilder builder(Cluster cluster, String hosts) {
        return builder(cluster, hosts, System.getProperty("understudy.test.driver", "mysql"));
    }

    /** @param protocol mysql for Connector/J, mariadb for MariaDB Connector/J */
    static UnderstudyBuilder builder(Cluster cluster, String hosts, String protocol) {
        String map = cluster.addressMapping().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
        String options = protocol.equals("mysql")
                ? "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                : "?sslMode=disable&allowPublicKeyRetrieval=true";
        return UnderstudyDataSource.builder()
                .url("jdbc:understudy:" + protocol + "://" + hosts + "/" + cluster.database() + options)
                .user(cluster.user())
                .password(cluster.password())
                .set(Setting.ADDRESS_MAP, map);
    }

    private void awaitWholeCluster() {
        await().until(() -> dataSource.topology().sourceNode() != null
                && dataSource.topology().nodes().stream()
                                .filter(node -> node.role() == Role.REPLICA && node.readable())
                                .count()
                        == cluster.nodes().stream().filter(TestNode::isRunning).count() - 1);
    }

    /** A node that is not found yet is waited for as well. */
    public static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(NoSuchElementException.class);
    }

    Cluster cluster() {
        return cluster;
    }

    Connection connection() throws SQLException {
        return dataSource.getConnection();
    }

    Connection readOnly() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setReadOnly(true);
        return connection;
    }

    int update(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    String query(String sql) throws SQLException {
        try (Connection connection = connection()) {
            return query(connection, sql);
        }
    }

    /** What the source says: other threads may have written. */
    String newest(String sql) throws SQLException {
        return Route.onSource(() -> query(sql));
    }

    static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    <T> Future<T> inBackground(Callable<T> work) {
        return threads.submit(work);
    }

    public boolean isSource(TestNode node) {
        Node source = dataSource.topology().sourceNode();
        return source != null && address(source).equals(node.address());
    }

    Node node(TestNode node) {
        return dataSource.topology().nodes().stream()
                .filter(each -> address(each).equals(node.address()))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        node + " is not in " + dataSource.topology().describe()));
    }

    private static String address(Node node) {
        return node.endpoint().toString();
    }

    List<ClusterEvent> events(EventType type) {
        return events.stream().filter(event -> event.type() == type).toList();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        dataSource.close();
    }
}
