package io.github.understudy.it.conformance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/** Statements whose text comes with each run. */
final class StatementScenarios {
    private StatementScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("settings of a statement", StatementScenarios::settings),
                Scenario.of("running statements", StatementScenarios::running),
                Scenario.of("update counts and results", StatementScenarios::counts),
                Scenario.of("the same result twice", StatementScenarios::twice),
                Scenario.of("a second result closes the first", StatementScenarios::secondResult),
                Scenario.of("limits on rows", StatementScenarios::limits),
                Scenario.of("warnings", StatementScenarios::warnings),
                Scenario.of("close on completion", StatementScenarios::closeOnCompletion),
                Scenario.of("illegal arguments for a statement", StatementScenarios::illegal),
                Scenario.of("a blank text", StatementScenarios::blank),
                Scenario.of("several statements in one text", StatementScenarios::several),
                Scenario.of("errors of statements", StatementScenarios::errors));
    }

    private static void settings(Stage stage) throws Exception {
        Statement statement = stage.statement();
        look(statement);
        statement.setFetchDirection(ResultSet.FETCH_FORWARD);
        statement.setFetchSize(10);
        statement.setMaxFieldSize(3);
        statement.setMaxRows(2);
        statement.setQueryTimeout(7);
        statement.setPoolable(true);
        statement.setEscapeProcessing(false);
        statement.setCursorName("cursor");
        look(statement);
        stage.rows(statement.executeQuery("SELECT * FROM item ORDER BY id"));
        look(statement);
        statement.setLargeMaxRows(1);
        look(statement);
        stage.rows(statement.executeQuery("SELECT name FROM item ORDER BY id"));
    }

    private static void look(Statement statement) throws Exception {
        statement.getFetchDirection();
        statement.getFetchSize();
        statement.getMaxFieldSize();
        statement.getMaxRows();
        statement.getLargeMaxRows();
        statement.getQueryTimeout();
        statement.isPoolable();
        statement.getResultSetType();
        statement.getResultSetConcurrency();
        statement.getResultSetHoldability();
        statement.isCloseOnCompletion();
        statement.isClosed();
        statement.getWarnings();
        statement.getUpdateCount();
        statement.getLargeUpdateCount();
        statement.getMoreResults();
        statement.getResultSet();
    }

    private static void running(Stage stage) throws Exception {
        Statement statement = stage.statement();
        stage.rows(statement.executeQuery("SELECT * FROM item ORDER BY id"));
        statement.executeUpdate("INSERT INTO item (name) VALUES ('d')");
        statement.executeLargeUpdate("UPDATE item SET amount = 5");
        statement.executeUpdate("UPDATE item SET amount = 5");
        statement.executeUpdate("DELETE FROM item WHERE id > 100");
        statement.execute("DELETE FROM item WHERE name = 'd'");
        statement.getUpdateCount();
        statement.execute("SELECT name FROM item ORDER BY id");
        stage.rows(statement.getResultSet());
        statement.executeUpdate("CREATE TEMPORARY TABLE short_lived (id INT)");
        statement.executeUpdate("DROP TEMPORARY TABLE short_lived");
        stage.rows(statement.executeQuery("SHOW TABLES LIKE 'ite%'"));
        stage.rows(statement.executeQuery("SELECT {fn CONCAT('a', 'b')}, {d '2024-01-02'}, {t '10:11:12'}"));
        stage.rows(statement.executeQuery("SELECT plus_one(41)"));
        stage.rows(statement.executeQuery("/* a comment */ SELECT 1 -- the end"));
        statement.execute("SET @mine = 3");
        stage.rows(statement.executeQuery("SELECT @mine"));
        stage.rows(statement.executeQuery("WITH one AS (SELECT 1 AS n) SELECT n FROM one"));
        stage.rows(statement.executeQuery("SELECT LAST_INSERT_ID()"));
        statement.execute("DO 1");
        statement.execute("USE app");
    }

    private static void counts(Stage stage) throws Exception {
        Statement statement = stage.statement();
        for (String sql : new String[] {
            "SELECT 1", "UPDATE item SET amount = 77", "SET @a = 1", "DELETE FROM item WHERE id = 3", "SELECT 2"
        }) {
            statement.execute(sql);
            statement.getUpdateCount();
            statement.getLargeUpdateCount();
            statement.getResultSet();
            statement.getUpdateCount();
            statement.getMoreResults();
            statement.getUpdateCount();
            statement.getResultSet();
        }
        ResultSet one = statement.executeQuery("SELECT 1");
        one.getStatement();
        one.next();
        one.getInt(1);
        statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
        one.isClosed();
        statement.executeQuery("SELECT 1");
        statement.getMoreResults(Statement.CLOSE_ALL_RESULTS);
        statement.getMoreResults(17);
    }

    private static void twice(Stage stage) throws Exception {
        Statement statement = stage.statement();
        statement.executeQuery("SELECT 1");
        statement.getResultSet();
        statement.getResultSet().getStatement();
        statement.execute("SELECT 2");
        statement.getResultSet();
        statement.getResultSet();
    }

    private static void secondResult(Stage stage) throws Exception {
        Statement statement = stage.statement();
        ResultSet first = statement.executeQuery("SELECT name FROM item ORDER BY id");
        first.next();
        ResultSet second = statement.executeQuery("SELECT id FROM item ORDER BY id");
        first.isClosed();
        first.next();
        first.getString(1);
        first.getMetaData();
        first.getStatement();
        second.next();
        second.getInt(1);
        statement.executeUpdate("UPDATE item SET amount = 3 WHERE id = 1");
        second.isClosed();
        second.next();
        second.close();
        second.close();
        second.isClosed();
        second.getInt(1);
        second.getStatement();
    }

    private static void limits(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        statement.setMaxRows(1);
        stage.rows(statement.executeQuery("SELECT id FROM item ORDER BY id"));
        stage.query(connection, "SELECT id FROM item ORDER BY id");
        statement.setMaxRows(0);
        stage.rows(statement.executeQuery("SELECT id FROM item ORDER BY id"));
        statement.setLargeMaxRows(2);
        stage.rows(statement.executeQuery("SELECT id FROM item ORDER BY id"));
        statement.close();
        stage.query(connection, "SELECT id FROM item ORDER BY id");
    }

    private static void warnings(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        statement.executeQuery("SELECT CAST('12abc' AS SIGNED)");
        statement.getWarnings();
        connection.getWarnings();
        statement.clearWarnings();
        statement.getWarnings();
        statement.execute("DROP TABLE IF EXISTS not_there, not_there_either");
        statement.getWarnings();
        ResultSet rows = statement.executeQuery("SELECT 1/0, 'x' + 1");
        rows.next();
        rows.getWarnings();
        rows.clearWarnings();
        statement.getWarnings();
        statement.executeQuery("SELECT 1");
        statement.getWarnings();
        connection.getWarnings();
        connection.clearWarnings();
    }

    private static void closeOnCompletion(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        statement.closeOnCompletion();
        statement.isCloseOnCompletion();
        ResultSet rows = statement.executeQuery("SELECT 1");
        statement.isClosed();
        rows.close();
        statement.isClosed();
        statement.executeQuery("SELECT 1");
        Statement other = connection.createStatement();
        ResultSet before = other.executeQuery("SELECT 1");
        other.closeOnCompletion();
        before.close();
        other.isClosed();
        try (Statement third = connection.createStatement()) {
            third.closeOnCompletion();
            third.executeUpdate("UPDATE item SET amount = 4 WHERE id = 1");
            third.isClosed();
        }
    }

    private static void illegal(Stage stage) throws Exception {
        Statement statement = stage.statement();
        statement.executeQuery(null);
        statement.execute(null);
        statement.executeUpdate(null);
        statement.executeQuery("");
        statement.setFetchSize(-1);
        statement.setFetchDirection(17);
        statement.setMaxRows(-1);
        statement.setLargeMaxRows(-1);
        statement.setMaxFieldSize(-1);
        statement.setQueryTimeout(-1);
        statement.executeUpdate("SELECT 1");
        statement.executeQuery("UPDATE item SET amount = 12");
        statement.executeUpdate("UPDATE item SET amount = 13", 17);
        statement.addBatch(null);
        statement.executeBatch();
        stage.rows(statement.executeQuery("SELECT amount FROM item ORDER BY id"));
    }

    private static void blank(Stage stage) throws Exception {
        Statement statement = stage.statement();
        statement.execute(" ");
        statement.executeUpdate("-- only a comment");
    }

    private static void several(Stage stage) throws Exception {
        Statement statement = stage.statement();
        statement.execute("SELECT 1; UPDATE item SET amount = 21 WHERE id = 1; SELECT 'x'");
        stage.rows(statement.getResultSet());
        statement.getMoreResults();
        statement.getUpdateCount();
        statement.getMoreResults();
        stage.rows(statement.getResultSet());
        statement.getMoreResults();
        statement.getUpdateCount();
        statement.execute("SELECT 1; SELECT no_such_column; SELECT 3");
        statement.getMoreResults();
        statement.getUpdateCount();
        statement.getMoreResults();
        stage.rows(statement.executeQuery("SELECT amount FROM item ORDER BY id"));
    }

    private static void errors(Stage stage) throws Exception {
        Statement statement = stage.statement();
        for (String sql : new String[] {
            "SELEC 1",
            "SELECT no_such_column FROM item",
            "SELECT 1 FROM no_such_table",
            "INSERT INTO item (name) VALUES ('a')",
            "INSERT INTO child VALUES (1, 4711)",
            "INSERT INTO item (id, name) VALUES (NULL, 'x', 3)",
            "INSERT INTO item (name, amount) VALUES ('x', 'no number')",
            "INSERT INTO item (name, amount) VALUES ('y', 99999999999)",
            "CALL no_such_procedure()",
            "SELECT no_such_function()",
            "SELECT 1 FROM DUAL WHERE 1 = (SELECT 1 UNION SELECT 2)",
            "SET SESSION no_such_variable = 1",
            "SET GLOBAL max_connections = 7",
            "KILL 0",
            "USE no_such_database",
            "SELECT * FROM mysql.user",
            "ROLLBACK TO SAVEPOINT nowhere",
            "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'mine', MYSQL_ERRNO = 30001"
        }) {
            statement.execute(sql);
            statement.getUpdateCount();
            statement.getResultSet();
        }
        stage.rows(statement.executeQuery("SELECT COUNT(*) FROM item"));
    }
}
