package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.consistency.Consistency;
import io.github.understudy.consistency.ConsistencySession;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a thread tells of its own writes, and work that is apart from its thread. */
@ClusterTest(replicas = 1)
class ConsistencySessionIT {
    private final Cluster cluster;

    ConsistencySessionIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private Connected connect(String driver) throws SQLException {
        Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.jdbcHosts(), driver)
                        .set(Setting.MAX_LAG, Duration.ofMinutes(10))
                        .set(Setting.TOKEN_KEY, "a secret"));
        connected.update("CREATE TABLE IF NOT EXISTS apart (id INT AUTO_INCREMENT PRIMARY KEY)");
        return connected;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void whatIsCommittedCounts(String driver) throws SQLException {
        try (Connected connected = connect(driver);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            Consistency consistency = connected.dataSource.consistency();
            long before = consistency.writes();

            connected.newest("SELECT COUNT(*) FROM apart");
            connection.setAutoCommit(false);
            statement.executeQuery("SELECT COUNT(*) FROM apart").close();
            connection.commit();
            assertThat(consistency.writes()).as("reads").isEqualTo(before);

            statement.executeUpdate("INSERT INTO apart VALUES ()");
            assertThat(consistency.writes()).as("not committed yet").isEqualTo(before);
            connection.rollback();
            assertThat(consistency.writes()).as("rolled back").isEqualTo(before);

            statement.executeUpdate("INSERT INTO apart VALUES ()");
            connection.commit();
            long committed = consistency.writes();
            assertThat(committed).isGreaterThan(before);

            connection.setAutoCommit(true);
            statement.executeUpdate("INSERT INTO apart VALUES ()");
            assertThat(consistency.writes()).isGreaterThan(committed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aSessionSeesAndLeavesBehindOnlyItsOwn(String driver) throws SQLException {
        String count = "SELECT COUNT(*) FROM apart";
        try (Connected connected = connect(driver)) {
            Consistency consistency = connected.dataSource.consistency();
            cluster.awaitCaughtUp(Duration.ofSeconds(40));
            connected.update("DELETE FROM apart");
            cluster.awaitCaughtUp(Duration.ofSeconds(40));
            cluster.replicas().get(0).stopApplier();
            connected.update("INSERT INTO apart VALUES ()");

            ConsistencySession session = apart(connected);
            String token;
            try (ConsistencySession.Scope scope = session.enter()) {
                assertThat(consistency.writes()).isZero();
                connected.update("INSERT INTO apart VALUES ()");
                assertThat(connected.query(count)).as("its own").isEqualTo("2");
                token = consistency.token();
            }
            assertThat(connected.query(count)).isEqualTo("2");
            try (ConsistencySession.Scope scope = apart(connected).enter()) {
                String seen = consistency.with(token, () -> connected.query(count));
                assertThat(seen).isEqualTo("2");
            }
            try (ConsistencySession.Scope scope = session.enter()) {
                assertThat(consistency.writes()).as("entered again").isPositive();
                String tiny = consistency.token(50);
                assertThat(tiny).hasSizeLessThanOrEqualTo(50);
                assertThat(consistency.token()).hasSizeGreaterThan(tiny.length());
            }
        }
    }

    /**
     * A session that has read from the replica, which lacks what its thread has written. Where the replica does not serve
     * just now, as on a busy machine, the source does, which is right and proves nothing: then the next session tries.
     */
    private ConsistencySession apart(Connected connected) {
        String source = cluster.source().query("SELECT @@server_id") + " ";
        AtomicReference<ConsistencySession> apart = new AtomicReference<>();
        Connected.await().pollInSameThread().until(() -> {
            apart.set(connected.dataSource.consistency().newSession());
            try (ConsistencySession.Scope scope = apart.get().enter();
                    Connection connection = connected.readOnly()) {
                String seen = Connected.query(connection, "SELECT CONCAT(@@server_id, ' ', COUNT(*)) FROM apart");
                assertThat(seen.startsWith(source) || seen.endsWith(" 0"))
                        .as("the thread's writes: " + seen)
                        .isTrue();
                return !seen.startsWith(source);
            }
        });
        return apart.get();
    }
}
