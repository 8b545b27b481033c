package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.it.shop.Shop;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** What Spring does with a connection, and how it must be taken. */
@ClusterTest(replicas = 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrapsIT {
    private static final String SOURCE = "server-0";
    private static final String REPLICA = "server-1";
    private static final String ANSWERING = "SELECT server FROM answering";

    private ConfigurableApplicationContext application;
    private DataSource dataSource;

    @BeforeAll
    void start(Cluster cluster) {
        Servers.prepare(cluster);
        // A replica that was dead would serve little for a while.
        application = Booted.run(cluster, Shop.class, Without.WEB, "understudy.warm-up=0");
        dataSource = application.getBean(DataSource.class);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void aNewConnectionIsNotReadOnly() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.isReadOnly()).isFalse();
        }
    }

    @Test
    void eachFlipOfTheFlagIsFollowed(Cluster cluster) throws SQLException {
        Servers.awaitWhole(cluster, application);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement(ANSWERING)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            assertThat(server(prepared)).isEqualTo(REPLICA);
            connection.commit();
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
            connection.setAutoCommit(false);
            // The same statement, prepared when the connection was another one.
            assertThat(server(prepared)).isEqualTo(SOURCE);
            connection.commit();
            connection.setAutoCommit(true);
            connection.setReadOnly(true);
            assertThat(server(prepared)).isEqualTo(REPLICA);
        }
    }

    @Test
    void metadataBeforeTheFlagDecidesNothing(Cluster cluster) throws SQLException {
        Servers.awaitWhole(cluster, application);
        try (Connection connection = dataSource.getConnection()) {
            connection.getMetaData().getURL();
            connection.getMetaData().getDatabaseProductName();
            connection.getCatalog();
            connection.isValid(0);
            connection.getWarnings();
            connection.clearWarnings();
            connection.isClosed();
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            assertThat(server(connection)).isEqualTo(REPLICA);
            connection.rollback();
        }
    }

    @Test
    void theFlagNeedsNoServer(Cluster cluster) throws SQLException {
        cluster.nodes().forEach(TestNode::freeze);
        try (Connection connection = dataSource.getConnection()) {
            long start = System.nanoTime();
            connection.setReadOnly(true);
            assertThat(connection.isReadOnly()).isTrue();
            connection.setReadOnly(false);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
        } finally {
            cluster.nodes().forEach(TestNode::thaw);
        }
    }

    @Test
    void cleaningUpAfterADeadReplicaLeavesNothingBehind(Cluster cluster) throws SQLException {
        Servers.awaitWhole(cluster, application);
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            assertThat(server(connection)).isEqualTo(REPLICA);
            cluster.node(1).kill();
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
        }
        Awaitility.await().untilAsserted(() -> {
            try (Connection connection = dataSource.getConnection()) {
                assertThat(connection.isReadOnly()).isFalse();
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(server(connection)).isEqualTo(SOURCE);
            }
        });
    }

    @Test
    void whatASessionHoldsIsThereUntilTheConnectionIsClosed() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET @mine = (SELECT 40 + 2)");
            assertThat(server(connection)).isEqualTo(SOURCE);
            try (ResultSet rows = statement.executeQuery("SELECT @mine, LAST_INSERT_ID()")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
    }

    private static String server(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANSWERING)) {
            return server(statement);
        }
    }

    private static String server(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}
