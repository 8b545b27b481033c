package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A framework knows that the thread only reads, and does not tell the connection. */
@ClusterTest(replicas = 1)
class ReadOnlyHintIT {
    private static final String READ = "SELECT id FROM hinted";
    private static final String WHERE = "SELECT @@port";

    private final AtomicInteger asked = new AtomicInteger();
    private final Cluster cluster;
    private volatile boolean hint;
    private Connected connected;

    ReadOnlyHintIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() {
        cluster.source().execute("CREATE TABLE IF NOT EXISTS app.hinted (id INT AUTO_INCREMENT PRIMARY KEY)");
        UnderstudyBuilder builder = Connected.builder(cluster, cluster.jdbcHosts())
                .property("understudy.routing", "transaction")
                .readOnlyHint(() -> {
                    asked.incrementAndGet();
                    return hint;
                });
        connected = Connected.to(cluster, builder);
    }

    @AfterEach
    void end() {
        connected.close();
    }

    @Test
    void aTransactionThatBeginsWithAReadGoesToAReplicaAndRefusesWrites() throws SQLException {
        hint = true;
        try (Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            assertThat(server(connection)).isEqualTo(port(1));
            // When it is prepared and when it is run, but not within the transaction.
            assertThat(asked).hasValueLessThanOrEqualTo(2);
            assertThatThrownBy(() -> update(connection))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("begun as a read-only one");
            connection.rollback();
            hint = false;
            assertThat(server(connection)).isEqualTo(port(0));
            update(connection);
            connection.commit();
        }
    }

    @Test
    void oneThatBeginsWithAWriteGoesToTheSource() throws SQLException {
        hint = true;
        try (Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            update(connection);
            assertThat(server(connection)).isEqualTo(port(0));
            connection.commit();
        }
    }

    /** Where the transaction runs that a provable read has begun. */
    private static String server(Connection connection) throws SQLException {
        read(connection);
        return Connected.query(connection, WHERE);
    }

    private static void read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.executeQuery().close();
        }
    }

    private static void update(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO hinted () VALUES ()");
        }
    }

    private String port(int node) {
        return cluster.node(node).query(WHERE);
    }
}
