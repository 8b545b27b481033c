package io.github.understudy.internal.pool;

import static io.github.understudy.internal.pool.OpenPool.execute;
import static io.github.understudy.internal.pool.OpenPool.query;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MariaDbGtidPosition;
import io.github.understudy.topology.MySqlGtidSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real servers tell of a session, without being asked. */
@ClusterTest
class SessionTrackerIT {
    private final Cluster cluster;
    private OpenPool pool;
    private Connection connection;
    private SessionTracker tracker;

    SessionTrackerIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void open() throws Exception {
        cluster.source().execute("CREATE TABLE IF NOT EXISTS app.tracked (id INT PRIMARY KEY AUTO_INCREMENT, n INT)");
        pool = OpenPool.of(cluster, DriverKind.CONNECTOR_J);
        connection = pool.borrow();
        tracker = pool.tracker(connection);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void autocommitWritesTellTheirGtid() throws SQLException {
        execute(connection, "INSERT INTO tracked (n) VALUES (1)");
        assertToldOf(1);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO tracked (n) VALUES (?)")) {
            insert.setInt(1, 2);
            insert.executeUpdate();
        }
        assertToldOf(1);
        execute(connection, "UPDATE tracked SET n = n + 1", "DELETE FROM tracked WHERE n = 3");
        assertToldOf(2);
    }

    @Test
    void aCommitTellsItsGtidAndWhatCameBeforeDoesNot() throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "INSERT INTO tracked (n) VALUES (1)", "INSERT INTO tracked (n) VALUES (2)");
        assertThat(tracker.takeGtid()).isNull();
        connection.commit();
        assertToldOf(1);
        execute(connection, "INSERT INTO tracked (n) VALUES (1)");
        connection.rollback();
        assertThat(tracker.takeGtid()).isNull();
    }

    @Test
    void implicitCommitsTellTheirGtid() throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "INSERT INTO tracked (n) VALUES (1)");
        connection.setAutoCommit(true);
        assertToldOf(1);
        execute(connection, "CREATE TABLE IF NOT EXISTS tracked_too (id INT)", "DROP TABLE tracked_too");
        assertToldOf(2);
    }

    @Test
    void batchesTellEveryGtid() throws SQLException {
        try (Statement batch = connection.createStatement()) {
            batch.addBatch("INSERT INTO tracked (n) VALUES (1)");
            batch.addBatch("INSERT INTO tracked (n) VALUES (2)");
            batch.executeBatch();
        }
        assertToldOf(2);
    }

    @Test
    void aProcedureThatWritesTellsItsGtid() throws SQLException {
        execute(
                connection,
                "DROP PROCEDURE IF EXISTS write_it",
                "CREATE PROCEDURE write_it() BEGIN SET @seen = 1; INSERT INTO tracked (n) VALUES (7); END");
        tracker.takeGtid();
        tracker.takeStateChanged();
        try (Statement call = connection.prepareCall("{call write_it()}")) {
            ((PreparedStatement) call).execute();
        }
        assertToldOf(1);
        assertThat(tracker.takeStateChanged()).isTrue();
    }

    @Test
    void readsTellNothing() throws SQLException {
        query(connection, "SELECT COUNT(*) FROM tracked");
        connection.setAutoCommit(false);
        query(connection, "SELECT COUNT(*) FROM tracked");
        connection.commit();
        connection.setAutoCommit(true);
        assertThat(tracker.takeGtid()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET @x = 1",
                "SET SESSION sort_buffer_size = 300000",
                "SET time_zone = '+03:00'",
                "CREATE TEMPORARY TABLE scratch (id INT)",
                "PREPARE later FROM 'SELECT 1'",
                "USE app"
            })
    void tellsThatTheSessionWasChanged(String sql) throws SQLException {
        query(connection, "SELECT COUNT(*) FROM tracked");
        execute(connection, "INSERT INTO tracked (n) VALUES (1)");
        assertThat(tracker.takeStateChanged()).as("after a read and a write").isFalse();
        execute(connection, sql);
        assertThat(tracker.takeStateChanged()).as(sql).isTrue();
        assertThat(tracker.takeStateChanged()).isFalse();
    }

    @Test
    void oldGtidsAreForgottenWhenNobodyAsks() throws SQLException {
        for (int i = 0; i < 50; i++) {
            execute(connection, "INSERT INTO tracked (n) VALUES (1)");
        }
        assertToldOf(50);
        ConnectorJTracker alone = (ConnectorJTracker) tracker;
        for (int i = 1; i <= 10_000; i++) {
            alone.committed("0-1-" + i);
        }
        assertThat(requireNonNull(tracker.takeGtid()))
                .hasSizeLessThan(ConnectorJTracker.MAX_LENGTH + 20)
                .endsWith("0-1-10000");
    }

    @Test
    void closedConnectionsAreForgottenAndThereIsNoTrackerWhereNoneIsWanted() throws Exception {
        pool.pool.sever();
        try (Connection next = pool.borrow()) {
            assertThat(pool.pool.tracker(next)).isNotNull();
        }
        try (OpenPool deaf = new OpenPool(
                        cluster,
                        cluster.source(),
                        DriverKind.CONNECTOR_J,
                        options -> options.setProperty("trackSessionState", "false"),
                        more -> {});
                Connection unheard = deaf.borrow()) {
            assertThat(deaf.pool.tracker(unheard)).isNull();
        }
        try (OpenPool mariaDb = OpenPool.of(cluster, DriverKind.MARIADB);
                Connection unheard = mariaDb.borrow()) {
            assertThat(mariaDb.pool.tracker(unheard)).isNull();
        }
    }

    /** The transactions told are the last that the source has. */
    private void assertToldOf(int transactions) throws SQLException {
        String told = requireNonNull(tracker.takeGtid());
        assertThat(told.split(",")).hasSize(transactions);
        boolean mariaDb = cluster.flavor() == ServerFlavor.MARIADB;
        String all = requireNonNull(
                query(connection, mariaDb ? "SELECT @@global.gtid_binlog_pos" : "SELECT @@global.gtid_executed"));
        GtidSet executed = mariaDb ? MariaDbGtidPosition.parse(all) : MySqlGtidSet.parse(all);
        GtidSet own = mariaDb ? MariaDbGtidPosition.parse(told) : MySqlGtidSet.parse(told);
        assertThat(executed.contains(own)).as("%s in %s", told, all).isTrue();
        if (mariaDb) {
            assertThat(own).isEqualTo(executed);
        } else {
            assertThat(own.count()).isEqualTo(transactions);
        }
    }
}
