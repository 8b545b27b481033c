package io.github.understudy.it.conformance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;

/** Batches and generated keys. */
final class BatchScenarios {
    private static final String INSERT = "INSERT INTO item (name) VALUES (?)";

    private BatchScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("batches of texts", BatchScenarios::texts),
                Scenario.of("batches of parameters", BatchScenarios::parameters),
                Scenario.of("batches that fail", BatchScenarios::failing),
                Scenario.of("batches in transactions", BatchScenarios::inTransaction),
                Scenario.of("generated keys of statements", BatchScenarios::keysOfStatements),
                Scenario.of("generated keys of prepared statements", BatchScenarios::keysOfPrepared),
                Scenario.of("generated keys of batches", BatchScenarios::keysOfBatches));
    }

    private static void texts(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        statement.executeBatch();
        statement.addBatch("INSERT INTO item (name) VALUES ('x')");
        statement.addBatch("UPDATE item SET amount = 1");
        statement.addBatch("DELETE FROM item WHERE id = 4711");
        statement.executeBatch();
        statement.getUpdateCount();
        statement.getResultSet();
        statement.executeBatch();
        statement.addBatch("INSERT INTO item (name) VALUES ('y')");
        statement.clearBatch();
        statement.executeBatch();
        statement.addBatch("INSERT INTO item (name) VALUES ('z')");
        statement.executeLargeBatch();
        statement.getLargeUpdateCount();
        statement.addBatch("INSERT INTO item (name) VALUES ('between')");
        statement.executeUpdate("UPDATE item SET amount = 2");
        stage.query(connection, "SELECT name, amount FROM item ORDER BY id");
        statement.executeBatch();
        statement.addBatch("SELECT 1");
        statement.executeBatch();
        stage.query(connection, "SELECT name, amount FROM item ORDER BY id");
    }

    private static void parameters(Stage stage) throws Exception {
        Connection connection = stage.connection();
        PreparedStatement insert = connection.prepareStatement(INSERT);
        insert.executeBatch();
        add(insert, "p", "q", "r", "s", "t");
        insert.executeBatch();
        insert.getUpdateCount();
        insert.executeBatch();
        add(insert, "u");
        insert.clearBatch();
        insert.executeBatch();
        add(insert, "v", "w");
        insert.executeLargeBatch();
        add(insert, "left");
        insert.setString(1, "run");
        insert.executeUpdate();
        insert.clearParameters();
        insert.addBatch();
        insert.executeBatch();
        stage.query(connection, "SELECT name FROM item ORDER BY id");
        PreparedStatement update = connection.prepareStatement("UPDATE item SET amount = ? WHERE name = ?");
        for (String name : List.of("p", "q", "nobody", "r", "s")) {
            update.setInt(1, 9);
            update.setString(2, name);
            update.addBatch();
        }
        update.executeBatch();
        PreparedStatement select = connection.prepareStatement("SELECT name FROM item WHERE id = ?");
        select.setInt(1, 1);
        select.addBatch();
        select.executeBatch();
        stage.query(connection, "SELECT name, amount FROM item ORDER BY id");
    }

    private static void add(PreparedStatement insert, String... names) throws Exception {
        for (String name : names) {
            insert.setString(1, name);
            insert.addBatch();
        }
    }

    private static void failing(Stage stage) throws Exception {
        Connection connection = stage.connection();
        PreparedStatement insert = connection.prepareStatement(INSERT);
        add(insert, "p", "p", "q", "a", "r", "s");
        insert.executeBatch();
        insert.getUpdateCount();
        insert.executeBatch();
        stage.query(connection, "SELECT name FROM item ORDER BY name");
        add(insert, "t");
        insert.executeBatch();
        Statement statement = connection.createStatement();
        statement.addBatch("INSERT INTO item (name) VALUES ('u')");
        statement.addBatch("INSERT INTO item (name) VALUES ('a')");
        statement.addBatch("INSERT INTO item (name) VALUES ('v')");
        statement.addBatch("SELEC");
        statement.executeBatch();
        statement.addBatch("INSERT INTO item (name) VALUES ('a')");
        statement.executeLargeBatch();
        statement.executeBatch();
        stage.query(connection, "SELECT name FROM item ORDER BY name");
    }

    private static void inTransaction(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setAutoCommit(false);
        PreparedStatement insert = connection.prepareStatement(INSERT);
        add(insert, "p", "a", "q");
        insert.executeBatch();
        stage.query(connection, "SELECT name FROM item ORDER BY name");
        connection.rollback();
        stage.query(connection, "SELECT name FROM item ORDER BY name");
        add(insert, "r", "s", "t", "u");
        insert.executeBatch();
        connection.commit();
        stage.query(connection, "SELECT name FROM item ORDER BY name");
        connection.rollback();
    }

    private static void keysOfStatements(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        String insert = "INSERT INTO item (amount) VALUES (1)";
        stage.rows(statement.getGeneratedKeys());
        statement.executeUpdate(insert, Statement.RETURN_GENERATED_KEYS);
        stage.rows(statement.getGeneratedKeys());
        statement.executeUpdate(insert, Statement.NO_GENERATED_KEYS);
        stage.rows(statement.getGeneratedKeys());
        statement.executeUpdate(insert, new int[] {1});
        stage.rows(statement.getGeneratedKeys());
        statement.executeUpdate(insert, new String[] {"id"});
        stage.rows(statement.getGeneratedKeys());
        statement.execute(insert, Statement.RETURN_GENERATED_KEYS);
        stage.rows(statement.getGeneratedKeys());
        statement.execute(insert, new int[] {1});
        stage.rows(statement.getGeneratedKeys());
        statement.execute(insert, new String[] {"id"});
        stage.rows(statement.getGeneratedKeys());
        statement.executeLargeUpdate(insert, Statement.RETURN_GENERATED_KEYS);
        stage.rows(statement.getGeneratedKeys());
        statement.executeLargeUpdate(insert, new int[] {1});
        statement.executeLargeUpdate(insert, new String[] {"no_such_column"});
        stage.rows(statement.getGeneratedKeys());
        statement.executeUpdate("INSERT INTO item (amount) VALUES (2), (3), (4)", Statement.RETURN_GENERATED_KEYS);
        stage.rows(statement.getGeneratedKeys());
        statement.executeUpdate("UPDATE item SET amount = 6", Statement.RETURN_GENERATED_KEYS);
        stage.rows(statement.getGeneratedKeys());
        statement.executeUpdate(insert);
        statement.getGeneratedKeys();
        statement.executeUpdate(insert, new int[0]);
        statement.executeUpdate(insert, (String[]) null);
        stage.query(connection, "SELECT COUNT(*), MAX(id) FROM item");
    }

    private static void keysOfPrepared(Stage stage) throws Exception {
        Connection connection = stage.connection();
        PreparedStatement flagged = connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS);
        flagged.setString(1, "p");
        flagged.executeUpdate();
        var keys = flagged.getGeneratedKeys();
        keys.getStatement();
        keys.getMetaData().getColumnLabel(1);
        stage.rows(keys);
        flagged.setString(1, "q");
        flagged.execute();
        stage.rows(flagged.getGeneratedKeys());
        stage.rows(flagged.getGeneratedKeys());
        PreparedStatement indexed = connection.prepareStatement(INSERT, new int[] {1});
        indexed.setString(1, "r");
        indexed.executeLargeUpdate();
        stage.rows(indexed.getGeneratedKeys());
        PreparedStatement named = connection.prepareStatement(INSERT, new String[] {"id"});
        named.setString(1, "s");
        named.executeUpdate();
        stage.rows(named.getGeneratedKeys());
        PreparedStatement without = connection.prepareStatement(INSERT);
        without.setString(1, "t");
        without.executeUpdate();
        without.getGeneratedKeys();
        PreparedStatement select = connection.prepareStatement("SELECT 1", Statement.RETURN_GENERATED_KEYS);
        select.executeQuery();
        stage.rows(select.getGeneratedKeys());
    }

    private static void keysOfBatches(Stage stage) throws Exception {
        Connection connection = stage.connection();
        PreparedStatement insert = connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS);
        add(insert, "p", "q", "r", "s");
        insert.executeBatch();
        stage.rows(insert.getGeneratedKeys());
        add(insert, "t");
        insert.executeBatch();
        stage.rows(insert.getGeneratedKeys());
        insert.setString(1, "u");
        insert.executeUpdate();
        stage.rows(insert.getGeneratedKeys());
        add(insert, "v", "a", "w");
        insert.executeBatch();
        stage.rows(insert.getGeneratedKeys());
        Statement statement = connection.createStatement();
        statement.addBatch("INSERT INTO item (name) VALUES ('x')");
        statement.addBatch("INSERT INTO item (name) VALUES ('y'), ('z')");
        statement.executeBatch();
        stage.rows(statement.getGeneratedKeys());
    }
}
