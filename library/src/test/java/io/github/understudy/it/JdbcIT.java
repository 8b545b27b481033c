package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.SessionLostException;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application does with a connection works as on a plain one, also after the server behind it has changed. */
@ClusterTest
class JdbcIT {
    private final Cluster cluster;

    JdbcIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void table() throws SQLException {
        try (Connected connected = Connected.to(cluster)) {
            connected.update(
                    "CREATE TABLE IF NOT EXISTS item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100) UNIQUE)");
            connected.update("DELETE FROM item");
        }
    }

    @Test
    void aConnectionNeedsNoServerUntilItsFirstStatement() throws SQLException {
        try (Connected connected = Connected.to(cluster)) {
            cluster.source().kill();
            try (Connection connection = connected.connection()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                assertThat(connection.getMetaData().getURL())
                        .contains("://" + cluster.node(1).address());
                assertThat(connection.getMetaData().getUserName()).isEqualTo(cluster.user());
                assertThat(connection.getCatalog()).isEqualTo(cluster.database());
                assertThat(connection.isReadOnly()).isFalse();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @Test
    void generatedKeysBatchesAndUpdateCountsComeThrough() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO item (name) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (String name : new String[] {"a", "b", "c"}) {
                insert.setString(1, name);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
            insert.setString(1, "d");
            assertThat(insert.executeUpdate()).isEqualTo(1);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getInt(1)).isPositive();
            }
            assertThat(connected.query("SELECT COUNT(*) FROM item")).isEqualTo("4");
        }
    }

    @Test
    void theDriversOwnExceptionPassesUnchanged() throws SQLException {
        try (Connected connected = Connected.to(cluster)) {
            connected.update("INSERT INTO item (name) VALUES ('once')");
            assertThatThrownBy(() -> connected.update("INSERT INTO item (name) VALUES ('once')"))
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class);
            assertThatThrownBy(() -> connected.query("SELECT no_such_column FROM item"))
                    .hasMessageContaining("no_such_column");
        }
    }

    @Test
    void savepointsRollBackAPart() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO item (name) VALUES ('kept')");
            Savepoint savepoint = connection.setSavepoint("here");
            statement.executeUpdate("INSERT INTO item (name) VALUES ('dropped')");
            connection.rollback(savepoint);
            connection.commit();
            assertThat(connected.query("SELECT GROUP_CONCAT(name) FROM item")).isEqualTo("kept");
        }
    }

    @Test
    void callsReturnTheirParameters() throws SQLException {
        try (Connected connected = Connected.to(cluster)) {
            connected.update("DROP PROCEDURE IF EXISTS twice");
            connected.update("CREATE PROCEDURE twice(IN given INT, OUT result INT) SET result = 2 * given");
            try (Connection connection = connected.connection();
                    CallableStatement call = connection.prepareCall("{call twice(?, ?)}")) {
                call.setInt(1, 21);
                call.registerOutParameter(2, Types.INTEGER);
                call.execute();
                assertThat(call.getInt(2)).isEqualTo(42);
            }
        }
    }

    @Test
    void resultsStreamRowByRow() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(Integer.MIN_VALUE);
            int rows = 0;
            try (ResultSet result =
                    statement.executeQuery("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                            + " WHERE i < 900) SELECT i FROM n")) {
                assertThat(result.getStatement()).isSameAs(statement);
                while (result.next()) {
                    rows++;
                }
            }
            assertThat(rows).isEqualTo(900);
            assertThat(statement.getConnection()).isSameAs(connection);
        }
    }

    @Test
    void aPreparedStatementLivesOnAfterASwitchover() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO item (name) VALUES (?)")) {
            insert.setQueryTimeout(20);
            insert.setString(1, "before");
            insert.executeUpdate();
            insert.setString(1, "after");

            cluster.switchover(cluster.replicas().get(0));
            Connected.await().until(() -> connected.isSource(cluster.source()));

            assertThat(insert.executeUpdate()).isEqualTo(1);
            assertThat(insert.getQueryTimeout()).isEqualTo(20);
            assertThat(connected.query("SELECT COUNT(*) FROM item")).isEqualTo("2");
        }
    }

    @Test
    void settingsOfTheConnectionMoveWithIt() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setCatalog("information_schema");
            assertThat(Connected.query(connection, "SELECT DATABASE()")).isEqualTo("information_schema");

            cluster.switchover(cluster.replicas().get(0));
            Connected.await().until(() -> connected.isSource(cluster.source()));

            assertThat(Connected.query(connection, "SELECT DATABASE()")).isEqualTo("information_schema");
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        }
    }

    @Test
    void stateSetBySqlIsNeverLostSilently() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET @mine = 3 + 4");
            assertThat(Connected.query(connection, "SELECT @mine")).isEqualTo("7");

            cluster.switchover(cluster.replicas().get(0));
            Connected.await().until(() -> connected.isSource(cluster.source()));

            assertThatThrownBy(() -> statement.executeQuery("SELECT @mine"))
                    .isInstanceOf(SessionLostException.class)
                    .hasMessageContaining("set state there by SQL");
            assertThatThrownBy(() -> statement.executeQuery("SELECT 1")).hasMessageContaining("close this connection");
        }
    }

    @Test
    void aSettingThatChangesWithinATransactionHoldsAtOnce() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            assertThat(Connected.query(connection, "SELECT DATABASE()")).isEqualTo(cluster.database());
            connection.setCatalog("information_schema");
            assertThat(Connected.query(connection, "SELECT DATABASE()")).isEqualTo("information_schema");
            connection.commit();
        }
    }

    @Test
    void commitAlsoEndsATransactionWhoseOnlyStatementFailed() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connected.update("INSERT INTO item (name) VALUES ('once')");
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO item (name) VALUES ('once')"))
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class);
            connection.commit();

            // The refused insert had locked the row.
            try (Connection other = connected.connection();
                    Statement impatient = other.createStatement()) {
                impatient.execute("SET SESSION innodb_lock_wait_timeout = 1");
                assertThat(impatient.executeUpdate("UPDATE item SET name = 'twice' WHERE name = 'once'"))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void aPartlyFailedBatchIsRolledBackAsAWhole() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO item (name) VALUES (?)")) {
            connection.setAutoCommit(false);
            for (String name : new String[] {"a", "a", "b"}) {
                insert.setString(1, name);
                insert.addBatch();
            }
            assertThatThrownBy(insert::executeBatch).isInstanceOf(SQLException.class);
            connection.rollback();
            insert.setString(1, "kept");
            insert.executeUpdate();
            connection.commit();
            assertThat(connected.query("SELECT GROUP_CONCAT(name) FROM item")).isEqualTo("kept");
        }
    }

    @Test
    void aTransactionOnADeposedButWritableSourceIsLost() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO item (name) VALUES ('old')");
            var old = cluster.source();
            cluster.promote(cluster.replicas().get(0));
            Connected.await().until(() -> connected.isSource(cluster.source()));
            assertThat(old.query("SELECT @@GLOBAL.read_only")).isEqualTo("0");

            assertThatThrownBy(() -> {
                        statement.executeUpdate("INSERT INTO item (name) VALUES ('older')");
                        connection.commit();
                    })
                    .isInstanceOf(TransactionLostException.class);
            assertThat(old.query("SELECT COUNT(*) FROM app.item")).isEqualTo("0");
        }
    }

    @Test
    void aWriteNeverFollowsAReadToAReplica() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("START TRANSACTION READ ONLY");
            Connected.query(connection, "SELECT 1");
            statement.execute("BEGIN");
            statement.executeUpdate("INSERT INTO item (name) VALUES ('x')");
            statement.execute("COMMIT");
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.item")).isEqualTo("1");
        }
    }

    @Test
    void whatAProcedureLeavesInTheSessionIsNotLeftToTheNextUser() throws SQLException {
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.jdbcHosts()).property("understudy.pool.maximumPoolSize", "1"))) {
            connected.update("DROP PROCEDURE IF EXISTS leaves");
            connected.update("CREATE PROCEDURE leaves() CREATE TEMPORARY TABLE left_over SELECT 1 AS v");
            for (int user = 1; user <= 2; user++) {
                try (Connection connection = connected.connection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("CALL leaves()");
                    assertThat(Connected.query(connection, "SELECT v FROM left_over"))
                            .isEqualTo("1");
                }
            }
        }
    }

    @Test
    void nothingIsCertainAfterAProcedureThatCommits() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connected.update("DROP PROCEDURE IF EXISTS commits");
            connected.update("CREATE PROCEDURE commits() COMMIT");
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO item (name) VALUES ('committed')");
            statement.execute("CALL commits()");
            cluster.source().kill();
            assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO item (name) VALUES ('lost')"))
                    .isInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Test
    void twoPreparedStatementsLiveOnAfterASwitchover() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                PreparedStatement one = connection.prepareStatement("INSERT INTO item (name) VALUES (?)");
                PreparedStatement two = connection.prepareStatement("INSERT INTO item (name) VALUES (?)")) {
            cluster.switchover(cluster.replicas().get(0));
            Connected.await().until(() -> connected.isSource(cluster.source()));
            one.setString(1, "one");
            one.executeUpdate();
            two.setString(1, "two");
            two.executeUpdate();
            assertThat(connected.query("SELECT COUNT(*) FROM item")).isEqualTo("2");
            assertThatThrownBy(() -> one.executeUpdate("DELETE FROM item")).hasMessageContaining("its text already");
        }
    }

    @Test
    void aStreamParameterIsSetOnce() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO item (name) VALUES (?)")) {
            insert.setBinaryStream(1, new ByteArrayInputStream("streamed".getBytes(StandardCharsets.UTF_8)));
            insert.executeUpdate();
            assertThat(connected.query("SELECT name FROM item")).isEqualTo("streamed");
        }
    }

    @Test
    void whatIsClosedSaysSo() throws SQLException {
        try (Connected connected = Connected.to(cluster)) {
            Connection connection = connected.connection();
            Statement statement = connection.createStatement();
            connection.close();
            connection.close();
            assertThat(connection.isClosed()).isTrue();
            assertThat(statement.isClosed()).isTrue();
            assertThat(connection.isValid(1)).isFalse();
            assertThatThrownBy(() -> statement.executeQuery("SELECT 1")).isInstanceOf(SQLException.class);
            assertThatThrownBy(connection::createStatement).hasMessageContaining("closed");
            assertThatThrownBy(connection::getAutoCommit).hasMessageContaining("closed");
        }
    }

    @Test
    void readOnlyCantChangeWithinATransaction() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeQuery("SELECT 1").close();
            assertThatThrownBy(() -> connection.setReadOnly(true)).hasMessageContaining("transaction is open");
            connection.commit();
            connection.setReadOnly(true);
            assertThat(connection.isReadOnly()).isTrue();
        }
    }

    @Test
    void anExplicitTransactionBySqlIsOne() throws SQLException {
        try (Connected connected = Connected.to(cluster);
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.executeUpdate("INSERT INTO item (name) VALUES ('x')");
            assertThat(connected.query("SELECT COUNT(*) FROM item")).isEqualTo("0");
            statement.execute("COMMIT");
            assertThat(connected.query("SELECT COUNT(*) FROM item")).isEqualTo("1");
            statement.execute("BEGIN");
            statement.executeUpdate("INSERT INTO item (name) VALUES ('y')");
        }
        try (Connected connected = Connected.to(cluster)) {
            assertThat(connected.query("SELECT COUNT(*) FROM item"))
                    .as("closing rolls back")
                    .isEqualTo("1");
        }
    }
}
