package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.route.Route;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that can't move freely, and reads that no server can answer: they wait, or say why, and never lie. */
@ClusterTest(replicas = 2)
class HeldSessionIT {
    private static final String VALUE = "SELECT v FROM counters";

    private final Cluster cluster;

    HeldSessionIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createCounters() {
        Counters.create(cluster, 1);
    }

    @Test
    void aSavepointHoldsNothing() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.executeUpdate("UPDATE counters SET v = 1");
            statement.execute("SAVEPOINT one");
            statement.executeUpdate("UPDATE counters SET v = 2");
            statement.execute("ROLLBACK TO SAVEPOINT one");
            statement.execute("RELEASE SAVEPOINT one");
            statement.execute("COMMIT");
            cluster.switchover(cluster.replicas().get(0));
            statement.executeUpdate("UPDATE counters SET v = v + 10");
            assertThat(Connected.query(connection, VALUE)).isEqualTo("11");
        }
    }

    @Test
    void aSessionHeldOnAReplicaWaitsForWhatItsThreadWroteElsewhere() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection held = connected.readOnly()) {
            Connected.query(held, "SELECT GET_LOCK('held', 0)");
            cluster.replicas().forEach(TestNode::stopApplier);
            connected.update("UPDATE counters SET v = 7");
            Future<?> later = connected.inBackground(() -> {
                Thread.sleep(700);
                cluster.replicas().forEach(TestNode::startReplication);
                return null;
            });
            assertThat(Connected.query(held, VALUE)).isEqualTo("7");
            later.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aReadThatNoServerCanAnswerFreshlySaysWhy() throws Exception {
        try (Connected connected = Connected.to(
                cluster, Connected.builder(cluster, cluster.jdbcHosts()).set(Setting.WAIT_TIMEOUT, "2s"))) {
            cluster.replicas().forEach(TestNode::stopReceiver);
            connected.update("UPDATE counters SET v = 7");
            cluster.source().kill();
            cluster.replicas().forEach(TestNode::startReplication);
            assertThatThrownBy(() -> connected.query(VALUE))
                    .isInstanceOf(NoNodeAvailableException.class)
                    .message()
                    // by how soon the replicas were found to have lost their source
                    .containsAnyOf("does not have yet what this thread has written or seen", "its lag is not known");
        }
    }

    @Test
    void whatAStatementGaveIsNotAnsweredByAnotherServer() throws Exception {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement first = connection.createStatement();
                Statement second = connection.createStatement()) {
            first.executeUpdate("UPDATE counters SET v = 3");
            assertThat(first.getUpdateCount()).isEqualTo(1);
            cluster.switchover(cluster.replicas().get(0));
            second.executeUpdate("UPDATE counters SET v = 4");
            assertThatThrownBy(first::getUpdateCount)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("is gone");
            first.executeUpdate("UPDATE counters SET v = 5");
            assertThat(first.getUpdateCount()).isEqualTo(1);
        }
    }

    @Test
    void aReadOnlyConnectionThatMayWriteAgainDoes() throws Exception {
        cluster.source().execute("CREATE OR REPLACE VIEW app.plain AS SELECT 1 AS one");
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.readOnly();
                Statement statement = connection.createStatement()) {
            Route.onSource(() -> {
                Connected.query(connection, "SELECT GET_LOCK('mine', 0)");
                assertThatThrownBy(() -> Connected.query(connection, "SELECT " + writing()))
                        .isInstanceOf(SQLException.class);
                connection.setReadOnly(false);
                assertThat(statement.executeUpdate("UPDATE counters SET v = 2")).isEqualTo(1);
            });
            assertThat(Connected.query(connection, VALUE)).isEqualTo("2");
        }
    }

    @Test
    void aReplicaRefusesWritesEvenOfAnAccountThatMayWriteThere() throws Exception {
        String writing = writing();
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.jdbcHosts())
                        .user(cluster.adminUser())
                        .password(cluster.adminPassword()))) {
            for (TestNode replica : cluster.replicas()) {
                // MySQL's replicas are super_read_only as well
                replica.execute("SET GLOBAL read_only = 0");
                replica.execute("SET GLOBAL read_only = 1");
            }
            Route.onReplica(Duration.ofSeconds(9), () -> connected.query("SELECT " + writing));
            assertThat(cluster.source().query("SELECT v FROM app.counters")).isEqualTo("1");
            cluster.awaitCaughtUp(Duration.ofSeconds(20));
            for (TestNode replica : cluster.replicas()) {
                assertThat(replica.query("SELECT v FROM app.counters")).isEqualTo("1");
            }
        }
    }

    @Test
    void whoTurnsTheTrackersOffIsStillSeenByTheWholeInstance() throws Exception {
        try (Connected connected = Connected.to(
                        cluster, Connected.builder(cluster, cluster.jdbcHosts()).set(Setting.CONSISTENCY, "instance"));
                Connection untold = connected.connection();
                Statement statement = untold.createStatement()) {
            statement.execute(
                    cluster.flavor() == ServerFlavor.MYSQL
                            ? "SET SESSION session_track_gtids = OFF"
                            : "SET SESSION session_track_system_variables = ''");
            connected.query(VALUE);
            cluster.replicas().forEach(TestNode::stopApplier);
            statement.executeUpdate("UPDATE counters SET v = 8");
            assertThat(connected.inBackground(() -> connected.query(VALUE)).get(20, TimeUnit.SECONDS))
                    .isEqualTo("8");
            assertThat(connected.dataSource.consistency().at(ConsistencyLevel.SESSION, () -> connected.query(VALUE)))
                    .isEqualTo("8");
        }
    }

    private String writing() {
        TestNode source = cluster.source();
        source.execute("DROP FUNCTION IF EXISTS app.counts_up");
        source.execute("CREATE FUNCTION app.counts_up() RETURNS INT DETERMINISTIC MODIFIES SQL DATA"
                + " BEGIN UPDATE app.counters SET v = v + 1; RETURN 1; END");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
        return "app.counts_up()";
    }
}
