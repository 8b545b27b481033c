package io.github.understudy.it.frameworks;

import io.github.understudy.it.Connected;
import io.github.understudy.testkit.Cluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** What an ordinary application has: a data source, and behind it the empty tables of a shop, made by Flyway. */
final class Shop implements AutoCloseable {
    /** All that a framework is told. */
    final DataSource dataSource;

    private final Cluster cluster;
    private final Connected connected;
    private final Capture capture;

    private Shop(Cluster cluster, String framework) {
        this.cluster = cluster;
        this.connected = Connected.to(cluster);
        this.capture = new Capture(framework);
        this.dataSource = capture.of(connected.dataSource);
    }

    static Shop open(Cluster cluster, String framework) throws SQLException {
        Shop shop = new Shop(cluster, framework);
        try {
            Flyway.configure()
                    .dataSource(shop.connected.dataSource)
                    .locations("classpath:shop/migrations")
                    .load()
                    .migrate();
            shop.empty();
            return shop;
        } catch (SQLException | RuntimeException e) {
            shop.close();
            throw e;
        }
    }

    /** A server without tables. */
    static Shop withoutSchema(Cluster cluster, String framework) {
        return new Shop(cluster, framework);
    }

    private void empty() throws SQLException {
        for (String table : new String[] {"order_line", "orders", "customer", "product"}) {
            update("DELETE FROM " + table);
        }
    }

    int update(String sql) throws SQLException {
        try (Connection connection = connected.dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** What the source itself says, without the library. */
    String onSource(String sql) {
        return cluster.source().query(sql.replace("{}", cluster.database()));
    }

    /** Until every replica can answer for what was committed: a read-only transaction may be answered by any of them. */
    void awaitReplicas() {
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }

    void switchover() {
        cluster.switchover(cluster.replicas().get(0));
        awaitNewSource();
    }

    void killAndPromote() {
        cluster.source().kill();
        cluster.promote(cluster.bestReplica());
        awaitNewSource();
    }

    /** Until the data source has seen it: what holds a session's state (a named lock) can't move in between. */
    private void awaitNewSource() {
        Connected.await().until(() -> connected.isSource(cluster.source()));
    }

    /** Does the same over and over while the source is replaced, first as planned and then by force. */
    Workload throughSwitchoverAndFailover(Callable<?> unit) {
        Workload workload = new Workload(unit);
        try (workload) {
            workload.awaitProgress();
            switchover();
            workload.awaitProgress();
            killAndPromote();
            workload.awaitProgress();
        }
        // Another thread's writes are counted, and a replica may count them.
        awaitReplicas();
        return workload;
    }

    /** The fetch size with which the driver in use reads row by row. */
    static int streaming() {
        return isConnectorJ() ? Integer.MIN_VALUE : 100;
    }

    static boolean isConnectorJ() {
        return System.getProperty("understudy.test.driver", "mysql").equals("mysql");
    }

    @Override
    public void close() {
        capture.close();
        connected.close();
    }
}
