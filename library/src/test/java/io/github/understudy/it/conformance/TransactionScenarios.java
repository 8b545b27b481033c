package io.github.understudy.it.conformance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/** Transactions by JDBC and by SQL. */
final class TransactionScenarios {
    private static final String ITEMS = "SELECT id, name, amount FROM item ORDER BY id";

    private TransactionScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("commit and rollback", TransactionScenarios::ends),
                Scenario.of("autocommit is switched in a transaction", TransactionScenarios::switched),
                Scenario.of("calls that need a transaction", TransactionScenarios::withoutTransaction),
                Scenario.of("commit and rollback with autocommit", TransactionScenarios::needless),
                Scenario.of("autocommit is switched by SQL", TransactionScenarios::switchedBySql),
                Scenario.of("savepoints", TransactionScenarios::savepoints),
                Scenario.of("transactions by SQL", TransactionScenarios::bySql),
                Scenario.of("read-only transactions by SQL", TransactionScenarios::readOnlyBySql),
                Scenario.of("read-only connections", TransactionScenarios::readOnly),
                Scenario.of("read-only is switched in a transaction", TransactionScenarios::readOnlyWithin),
                Scenario.of("a write is prepared on a read-only connection", TransactionScenarios::preparedReadOnly),
                Scenario.of("DDL is prepared in a read-only transaction", TransactionScenarios::preparedDdl),
                Scenario.of("settings within a transaction", TransactionScenarios::settingsWithin),
                Scenario.slow("two connections", TransactionScenarios::isolated),
                Scenario.of("an error within a transaction", TransactionScenarios::errorWithin));
    }

    private static void ends(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        statement.executeUpdate("INSERT INTO item (id, name) VALUES (10, 'ten')");
        connection.rollback();
        stage.query(connection, ITEMS);
        statement.executeUpdate("INSERT INTO item (id, name) VALUES (11, 'eleven')");
        connection.commit();
        connection.commit();
        connection.rollback();
        stage.query(connection, ITEMS);
        connection.commit();
        statement.executeUpdate("INSERT INTO item (id, name) VALUES (12, 'twelve')");
        connection.close();
        connection.isClosed();
        Connection other = stage.connection();
        other.getAutoCommit();
        stage.query(other, "SELECT name FROM item WHERE id < 12 ORDER BY id");
    }

    private static void switched(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        statement.executeUpdate("UPDATE item SET amount = 1 WHERE id = 1");
        connection.setAutoCommit(true);
        stage.query(connection, ITEMS);
    }

    private static void switchedBySql(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        statement.execute("SET autocommit = 0");
        connection.getAutoCommit();
        statement.executeUpdate("UPDATE item SET amount = 2 WHERE id = 1");
        connection.rollback();
        statement.execute("SET autocommit = 1");
        connection.getAutoCommit();
        stage.query(connection, ITEMS);
    }

    private static void withoutTransaction(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setSavepoint();
        Savepoint savepoint = connection.setSavepoint("named");
        if (savepoint != null) {
            savepoint.getSavepointName();
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
        }
        stage.query(connection, "SELECT 1");
    }

    private static void needless(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.commit();
        connection.rollback();
        stage.query(connection, "SELECT 1");
        connection.commit();
        connection.rollback();
        Statement statement = connection.createStatement();
        statement.execute("BEGIN");
        statement.executeUpdate("UPDATE item SET amount = 5 WHERE id = 1");
        connection.commit();
        connection.rollback();
        statement.execute("ROLLBACK");
        stage.query(connection, ITEMS);
    }

    private static void savepoints(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        statement.executeUpdate("UPDATE item SET amount = 100 WHERE id = 1");
        Savepoint named = connection.setSavepoint("it's a `name`");
        Savepoint simple = connection.setSavepoint("simple");
        simple.getSavepointName();
        simple.getSavepointId();
        Savepoint unnamed = connection.setSavepoint();
        unnamed.getSavepointId();
        statement.executeUpdate("UPDATE item SET amount = 200 WHERE id = 1");
        connection.rollback(simple);
        stage.query(connection, ITEMS);
        connection.rollback(unnamed);
        connection.releaseSavepoint(simple);
        connection.releaseSavepoint(simple);
        connection.rollback(simple);
        connection.setSavepoint("");
        connection.setSavepoint(null);
        connection.commit();
        connection.rollback(simple);
        stage.query(connection, ITEMS);
        connection.rollback();
        if (named != null) {
            named.getSavepointName();
        }
        Savepoint first = connection.setSavepoint("first");
        statement.executeUpdate("UPDATE item SET amount = 300 WHERE id = 1");
        connection.rollback(first);
        connection.commit();
        stage.query(connection, ITEMS);
        connection.commit();
    }

    private static void bySql(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        statement.execute("START TRANSACTION");
        statement.executeUpdate("UPDATE item SET amount = 1 WHERE id = 1");
        connection.getAutoCommit();
        statement.execute("ROLLBACK");
        stage.query(connection, ITEMS);
        statement.execute("BEGIN");
        statement.executeUpdate("UPDATE item SET amount = 2 WHERE id = 1");
        statement.execute("SAVEPOINT here");
        statement.executeUpdate("UPDATE item SET amount = 3 WHERE id = 1");
        statement.execute("ROLLBACK TO SAVEPOINT here");
        statement.execute("RELEASE SAVEPOINT here");
        statement.execute("COMMIT AND CHAIN");
        statement.executeUpdate("UPDATE item SET amount = 4 WHERE id = 1");
        statement.execute("ROLLBACK AND NO CHAIN");
        stage.query(connection, ITEMS);
        statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
        stage.query(connection, ITEMS);
        statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
        stage.query(connection, ITEMS);
        connection.setAutoCommit(true);
        statement.execute("COMMIT");
    }

    private static void readOnlyBySql(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        statement.execute("START TRANSACTION READ ONLY");
        stage.query(connection, ITEMS);
        statement.executeUpdate("UPDATE item SET amount = 1 WHERE id = 1");
        stage.query(connection, ITEMS);
        statement.executeUpdate("INSERT INTO item (name) VALUES ('x')");
        stage.query(connection, "SELECT COUNT(*) FROM item");
        statement.execute("COMMIT");
        statement.executeUpdate("UPDATE item SET amount = 1 WHERE id = 1");
        stage.query(connection, ITEMS);
        statement.execute("SET TRANSACTION READ ONLY");
        connection.setAutoCommit(false);
        stage.query(connection, ITEMS);
        statement.executeUpdate("UPDATE item SET amount = 7 WHERE id = 1");
        connection.rollback();
        statement.executeUpdate("UPDATE item SET amount = 8 WHERE id = 1");
        connection.commit();
        stage.query(connection, ITEMS);
        connection.commit();
    }

    private static void readOnly(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setReadOnly(true);
        Statement statement = connection.createStatement();
        stage.query(connection, ITEMS);
        statement.executeUpdate("UPDATE item SET amount = 1 WHERE id = 1");
        statement.execute("INSERT INTO item (name) VALUES ('x')");
        statement.executeUpdate("DELETE FROM item WHERE id = 4711");
        statement.addBatch("UPDATE item SET amount = 1 WHERE id = 1");
        statement.executeBatch();
        stage.query(connection, "SELECT COUNT(*) FROM item WHERE id < 4");
        connection.setAutoCommit(false);
        stage.query(connection, "SELECT COUNT(*) FROM item WHERE id < 4");
        connection.commit();
        connection.setReadOnly(false);
        statement.executeUpdate("UPDATE item SET amount = 31 WHERE id = 1");
        connection.rollback();
        connection.setReadOnly(true);
        connection.isReadOnly();
        stage.query(connection, "SELECT COUNT(*) FROM item WHERE id < 4");
        connection.rollback();
    }

    private static void readOnlyWithin(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setAutoCommit(false);
        stage.query(connection, "SELECT COUNT(*) FROM item");
        connection.setReadOnly(true);
        connection.rollback();
        connection.isReadOnly();
    }

    private static void preparedReadOnly(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setReadOnly(true);
        PreparedStatement update = connection.prepareStatement("UPDATE item SET amount = ? WHERE id = 1");
        update.setInt(1, 1);
        update.executeUpdate();
        update.addBatch();
        update.executeBatch();
        connection.setReadOnly(false);
        update.executeUpdate();
        stage.query(connection, ITEMS);
    }

    private static void preparedDdl(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        statement.execute("START TRANSACTION READ ONLY");
        stage.query(connection, ITEMS);
        stage.statement().executeUpdate("UPDATE item SET amount = 77 WHERE id = 1");
        connection.prepareStatement("CREATE TABLE IF NOT EXISTS made_by_ddl (id INT)");
        stage.query(connection, ITEMS);
        statement.execute("COMMIT");
    }

    private static void settingsWithin(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setAutoCommit(false);
        stage.query(connection, ITEMS);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.getTransactionIsolation();
        stage.query(connection, "SELECT DATABASE()");
        connection.setCatalog("information_schema");
        stage.query(connection, "SELECT DATABASE()");
        connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        connection.setNetworkTimeout(Runnable::run, 30_000);
        connection.getNetworkTimeout();
        connection.rollback();
        stage.query(connection, "SELECT DATABASE()");
        connection.getTransactionIsolation();
    }

    private static void isolated(Stage stage) throws Exception {
        Connection writer = stage.connection();
        Connection reader = stage.connection();
        writer.setAutoCommit(false);
        reader.setAutoCommit(false);
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Statement write = writer.createStatement();
        write.executeUpdate("UPDATE item SET amount = 1 WHERE id = 1");
        stage.query(reader, ITEMS);
        writer.commit();
        stage.query(reader, ITEMS);
        reader.commit();
        write.executeUpdate("UPDATE item SET amount = 2 WHERE id = 1");
        stage.query(writer, ITEMS);
        Statement impatient = reader.createStatement();
        impatient.execute("SET SESSION innodb_lock_wait_timeout = 1");
        impatient.executeUpdate("UPDATE item SET amount = 3 WHERE id = 1");
        reader.rollback();
        writer.rollback();
        stage.query(writer, ITEMS);
    }

    private static void errorWithin(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        statement.executeUpdate("UPDATE item SET amount = 55 WHERE id = 1");
        statement.executeUpdate("INSERT INTO item (name) VALUES ('a')");
        stage.query(connection, ITEMS);
        statement.executeUpdate("SELEC");
        connection.commit();
        stage.query(connection, ITEMS);
        statement.executeUpdate("INSERT INTO item (name) VALUES ('a')");
        connection.rollback();
        stage.query(connection, ITEMS);
        statement.executeUpdate("CREATE TABLE IF NOT EXISTS made_by_ddl (id INT)");
        statement.executeUpdate("DROP TABLE made_by_ddl");
        connection.rollback();
    }
}
