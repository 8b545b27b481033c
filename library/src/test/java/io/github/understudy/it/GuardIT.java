package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.route.Route;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session is made read-only where it must not write, even for privileged accounts; and nowhere else, nor for longer. */
@ClusterTest(replicas = 2)
class GuardIT {
    private static final String VALUE = "SELECT v FROM counters WHERE k = 0";

    private final Cluster cluster;

    GuardIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createFunctions() {
        Counters.create(cluster, 3);
        StoredRoutines.create(cluster);
    }

    @Test
    void aConnectionToTheSourceWritesOnAfterAQueryForReplicasRanThere() throws Exception {
        try (Connected connected = Connected.to(cluster, sourceAlone());
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE counters SET v = 1 WHERE k = 0");
            Route.onReplica(Duration.ofSeconds(5), () -> Connected.query(connection, "SELECT app.remembers(1)"));
            assertThat(statement.executeUpdate("UPDATE counters SET v = 2 WHERE k = 0"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aQueryForReplicasMayWriteWhereThereIsOnlyTheSource() throws Exception {
        try (Connected connected = Connected.to(cluster, sourceAlone())) {
            Route.onReplica(Duration.ofSeconds(5), () -> connected.query("SELECT app.counts_up()"));
        }
        assertThat(cluster.source().query("SELECT v FROM app.counters WHERE k = 0"))
                .isEqualTo("1");
    }

    @Test
    void aConnectionClosedWhileItsQueryForReplicasWasReadIsWritableForTheNext() throws Exception {
        cluster.replicas().forEach(TestNode::shutdown);
        UnderstudyBuilder small = Connected.builder(cluster, cluster.source().address(), "mysql")
                .property("understudy.pool.maximumPoolSize", "1");
        try (Connected connected = Connected.to(cluster, small)) {
            Route.onReplica(Duration.ofSeconds(5), () -> closeWhileReading(connected.connection()));
            assertThat(connected.update("UPDATE counters SET v = 2 WHERE k = 0"))
                    .isEqualTo(1);
        }
    }

    private static void closeWhileReading(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        // With Connector/J: rows stay on the way, so that nothing can be told to the server at the close.
        statement.setFetchSize(Integer.MIN_VALUE);
        ResultSet rows = statement.executeQuery("SELECT app.remembers(k) FROM counters");
        rows.next();
        connection.close();
    }

    @Test
    void aConnectionThatWasReadOnlyMeanwhileIsGuardedAnew() throws Exception {
        onlyReadOnly();
        try (Connected connected = Connected.to(cluster, privileged("mysql"));
                Connection connection = connected.connection()) {
            onReplica(connection, "SELECT app.this_server()");
            connection.setReadOnly(true);
            Connected.query(connection, VALUE);
            connection.setReadOnly(false);
            Connected.query(connection, VALUE);
            onReplica(connection, "SELECT app.counts_up()");
        }
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
        assertEverywhere("1");
    }

    @Test
    void everyStatementOfAReadOnlyTransactionIsGuarded() throws Exception {
        onlyReadOnly();
        try (Connected connected = Connected.to(cluster, privileged("mariadb"));
                Connection connection = connected.readOnly()) {
            connection.setAutoCommit(false);
            Connected.query(connection, VALUE);
            assertThatThrownBy(() -> Connected.query(connection, "SELECT app.counts_up()"))
                    .isInstanceOf(SQLException.class);
            connection.rollback();
        }
        assertEverywhere("0");
    }

    private static void onReplica(Connection connection, String sql) throws SQLException {
        Route.onReplica(Duration.ofSeconds(9), () -> Connected.query(connection, sql));
    }

    private UnderstudyBuilder sourceAlone() {
        cluster.replicas().forEach(TestNode::shutdown);
        return Connected.builder(cluster, cluster.source().address());
    }

    /** With an account that may write in spite of {@code read_only}. */
    private UnderstudyBuilder privileged(String protocol) {
        return Connected.builder(cluster, cluster.jdbcHosts(), protocol)
                .user(cluster.adminUser())
                .password(cluster.adminPassword());
    }

    /** MySQL's replicas are {@code super_read_only} as well. */
    private void onlyReadOnly() {
        for (TestNode replica : cluster.replicas()) {
            replica.execute("SET GLOBAL read_only = 0");
            replica.execute("SET GLOBAL read_only = 1");
        }
    }

    private void assertEverywhere(String value) {
        for (TestNode node : cluster.nodes()) {
            assertThat(node.query("SELECT v FROM app.counters WHERE k = 0"))
                    .as(node.toString())
                    .isEqualTo(value);
        }
    }
}
