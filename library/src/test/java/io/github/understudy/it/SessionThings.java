package io.github.understudy.it;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/** What an application can set in a session, how, and how to see that it is there. */
public final class SessionThings {
    private SessionThings() {}

    /** Sets a thing; what it returns is given to {@link Look}. */
    public interface Set {
        Object on(Connection connection) throws SQLException;
    }

    /** Looks whether it is there. */
    public interface Look {
        String on(Connection connection, Object context) throws SQLException;
    }

    /** @param onReplica true if it makes sense on a read-only connection */
    public record Thing(String name, Set set, Look look, String expected, boolean onReplica) {}

    public static void prepare(Cluster cluster) {
        TestNode source = cluster.source();
        source.execute("CREATE DATABASE IF NOT EXISTS other");
        source.execute("DROP TABLE IF EXISTS app.things");
        source.execute("CREATE TABLE app.things (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(20))");
        source.execute("INSERT INTO app.things (id, v) VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        source.execute("CREATE TABLE IF NOT EXISTS app.locked (id INT)");
        source.execute("DROP PROCEDURE IF EXISTS app.leaves_variable");
        source.execute("CREATE PROCEDURE app.leaves_variable() SET @left = 'here'");
        source.execute("DROP PROCEDURE IF EXISTS app.leaves_table");
        source.execute("CREATE PROCEDURE app.leaves_table() CREATE TEMPORARY TABLE left_table SELECT 'here' AS v");
        source.execute("GRANT ALL ON other.* TO '" + cluster.user() + "'@'%'");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }

    public static List<Thing> all(ServerFlavor flavor) {
        List<Thing> things = new ArrayList<>();
        throughJdbc(things, flavor);
        settings(things, isolation(flavor));
        traces(things);
        transactions(things);
        return things;
    }

    private static void throughJdbc(List<Thing> things, ServerFlavor flavor) {
        things.add(new Thing(
                "setAutoCommit(false)",
                c -> {
                    c.setAutoCommit(false);
                    return "";
                },
                (c, x) -> c.getAutoCommit() + ask(c, "SELECT @@autocommit"),
                "false0",
                true));
        String isolation = isolation(flavor);
        things.add(new Thing(
                "setTransactionIsolation(READ_COMMITTED)",
                c -> {
                    c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                    return run(c, "SELECT 1");
                },
                (c, x) -> c.getTransactionIsolation() + ask(c, "SELECT " + isolation),
                "2READ-COMMITTED",
                true));
        things.add(new Thing(
                "setCatalog",
                c -> {
                    c.setCatalog("other");
                    return run(c, "SELECT 1");
                },
                (c, x) -> c.getCatalog() + ask(c, "SELECT DATABASE()"),
                "otherother",
                true));
        things.add(new Thing(
                "setNetworkTimeout",
                c -> {
                    c.setNetworkTimeout(Runnable::run, 12_345);
                    return run(c, "SELECT 1");
                },
                (c, x) -> ask(c, "SELECT 1") + c.getNetworkTimeout(),
                "112345",
                true));
        things.add(new Thing(
                "setReadOnly(true)",
                c -> {
                    c.setReadOnly(true);
                    return run(c, "SELECT 1");
                },
                (c, x) -> ask(c, "SELECT 1") + c.isReadOnly(),
                "1true",
                true));
        things.add(new Thing(
                "setHoldability",
                c -> {
                    c.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
                    return run(c, "SELECT 1");
                },
                (c, x) -> ask(c, "SELECT 1") + c.getHoldability(),
                "1" + ResultSet.HOLD_CURSORS_OVER_COMMIT,
                true));
        things.add(new Thing(
                "setClientInfo",
                c -> {
                    Properties info = new Properties();
                    info.setProperty("ApplicationName", "things");
                    c.setClientInfo(info);
                    return run(c, "SELECT 1");
                },
                (c, x) -> ask(c, "SELECT 1"),
                "1",
                true));
        things.add(new Thing(
                "a prepared statement with parameters and fetch size",
                c -> {
                    PreparedStatement statement = c.prepareStatement("SELECT v FROM things WHERE id = ?");
                    statement.setInt(1, 2);
                    statement.setFetchSize(7);
                    statement.executeQuery().close();
                    return statement;
                },
                (c, x) -> {
                    PreparedStatement statement = (PreparedStatement) x;
                    try (ResultSet rows = statement.executeQuery()) {
                        rows.next();
                        return rows.getString(1) + statement.getFetchSize();
                    }
                },
                "b7",
                true));
    }

    private static String isolation(ServerFlavor flavor) {
        return flavor == ServerFlavor.MYSQL ? "@@transaction_isolation" : "@@tx_isolation";
    }

    private static void settings(List<Thing> things, String isolation) {
        things.add(sql("SET time_zone", "SET time_zone = '+03:00'", "SELECT @@time_zone", "+03:00", true));
        things.add(sql(
                "SET @@session.", "SET @@session.lock_wait_timeout = 77", "SELECT @@lock_wait_timeout", "77", true));
        things.add(sql(
                "SET two at once",
                "SET @x = 'x', SESSION max_join_size = 12345",
                "SELECT CONCAT(@x, @@max_join_size)",
                "x12345",
                true));
        things.add(sql(
                "SET NAMES",
                "SET NAMES utf8mb4 COLLATE utf8mb4_bin",
                "SELECT @@collation_connection",
                "utf8mb4_bin",
                true));
        things.add(
                sql("SET sql_mode", "SET SESSION sql_mode = 'ANSI_QUOTES'", "SELECT @@sql_mode", "ANSI_QUOTES", true));
        things.add(sql("SET @constant", "SET @x = 'kept'", "SELECT @x", "kept", true));
        things.add(sql("SET @computed", "SET @x = CONCAT('k', 'ept')", "SELECT @x", "kept", true));
        things.add(sql("SELECT … INTO @x", "SELECT v FROM things WHERE id = 1 INTO @x", "SELECT @x", "a", true));
        things.add(sql("SELECT @x := …", "SELECT @x := 'kept'", "SELECT @x", "kept", true));
        things.add(sql("USE", "USE other", "SELECT DATABASE()", "other", true));
        things.add(sql(
                "SET SESSION TRANSACTION",
                "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SELECT " + isolation,
                "SERIALIZABLE",
                true));
        things.add(sql(
                "temporary table",
                "CREATE TEMPORARY TABLE mine SELECT 'kept' AS v",
                "SELECT v FROM mine",
                "kept",
                false));
        things.add(new Thing(
                "named lock",
                c -> {
                    // A name of its own: a lost session's lock may be held for a while.
                    String lock = "'thing " + UUID.randomUUID() + "'";
                    run(c, "SELECT GET_LOCK(" + lock + ", 0)");
                    return lock;
                },
                (c, lock) -> ask(c, "SELECT IS_USED_LOCK(" + lock + ") = CONNECTION_ID()"),
                "1",
                false));
        things.add(sql("PREPARE", "PREPARE p FROM 'SELECT ''kept'''", "EXECUTE p", "kept", true));
        things.add(sql("LOCK TABLES", "LOCK TABLES locked READ", "SELECT COUNT(*) FROM locked", "0", false));
        things.add(sql("a variable left by a procedure", "CALL leaves_variable()", "SELECT @left", "here", false));
        things.add(sql(
                "a temporary table left by a procedure",
                "CALL leaves_table()",
                "SELECT v FROM left_table",
                "here",
                false));
        things.add(new Thing(
                "prepareCall of that procedure",
                c -> c.prepareCall("{call leaves_variable()}").execute(),
                (c, x) -> ask(c, "SELECT @left"),
                "here",
                false));
    }

    private static void traces(List<Thing> things) {
        things.add(sql(
                "LAST_INSERT_ID()",
                "INSERT INTO things (id, v) VALUES (NULL, 'd')",
                "SELECT LAST_INSERT_ID() > 0",
                "1",
                false));
        things.add(sql(
                "INSERT with LAST_INSERT_ID()",
                "INSERT INTO things (v) VALUES ('e')",
                "SELECT LAST_INSERT_ID() > 3",
                "1",
                false));
        things.add(sql("ROW_COUNT()", "INSERT INTO things (v) VALUES ('f'), ('g')", "SELECT ROW_COUNT()", "2", false));
        things.add(sql(
                "FOUND_ROWS()",
                "SELECT SQL_CALC_FOUND_ROWS v FROM things WHERE id <= 3 LIMIT 1",
                "SELECT FOUND_ROWS()",
                "3",
                true));
        things.add(sql("SHOW WARNINGS", "SELECT CAST('x' AS SIGNED)", "SHOW WARNINGS", "Warning", true));
        things.add(new Thing(
                "a result that is being read",
                c -> c.createStatement().executeQuery("SELECT v FROM things WHERE id <= 3 ORDER BY id"),
                (c, x) -> {
                    StringBuilder text = new StringBuilder();
                    try (ResultSet rows = (ResultSet) x) {
                        while (rows.next()) {
                            text.append(rows.getString(1));
                        }
                    }
                    return text.toString();
                },
                "abc",
                true));
    }

    private static void transactions(List<Thing> things) {
        things.add(new Thing(
                "an open transaction",
                c -> {
                    c.setAutoCommit(false);
                    return run(c, "INSERT INTO things (v) VALUES ('open')");
                },
                (c, x) -> ask(c, "SELECT COUNT(*) FROM things WHERE v = 'open'"),
                "1",
                false));
        things.add(sql("BEGIN by SQL", "BEGIN", "SELECT COUNT(*) FROM things WHERE id <= 3", "3", false));
        things.add(sql(
                "START TRANSACTION READ ONLY",
                "START TRANSACTION READ ONLY",
                "SELECT COUNT(*) FROM things WHERE id <= 3",
                "3",
                true));
        things.add(sql("SET autocommit = 0", "SET autocommit = 0", "SELECT @@autocommit", "0", true));
    }

    private static Thing sql(String name, String set, String look, String expected, boolean onReplica) {
        return new Thing(name, c -> run(c, set), (c, x) -> ask(c, look), expected, onReplica);
    }

    private static Object run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return "";
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        return Connected.query(connection, sql);
    }
}
