package io.github.understudy.it.conformance;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Results: reading, moving, changing, streaming. */
final class ResultScenarios {
    private static final int COLUMNS = 19;

    private ResultScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("reading columns of every kind in every way", ResultScenarios::getters),
                Scenario.of("moving through a result", ResultScenarios::moving),
                Scenario.of("a result that only goes forward", ResultScenarios::forward),
                Scenario.of("changing rows of a result", ResultScenarios::updating),
                Scenario.of("a result that can't be changed", ResultScenarios::readOnly),
                Scenario.of("streaming", ResultScenarios::streaming),
                Scenario.of("fetching in parts", ResultScenarios::fetching),
                Scenario.of("several results at a time", ResultScenarios::several));
    }

    private static void getters(Stage stage) throws Exception {
        Statement statement = stage.statement();
        ResultSet rows = statement.executeQuery("SELECT * FROM kinds ORDER BY id");
        List<Method> getters = Arrays.stream(ResultSet.class.getMethods())
                .filter(method -> method.getName().startsWith("get"))
                .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {int.class}))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        while (rows.next()) {
            for (int column = 1; column <= COLUMNS; column++) {
                for (Method getter : getters) {
                    getter.invoke(rows, column);
                }
                rows.wasNull();
            }
        }
        ResultSet again = statement.executeQuery("SELECT * FROM kinds ORDER BY id");
        again.next();
        again.getObject("a_date", LocalDate.class);
        again.getObject("a_datetime", LocalDateTime.class);
        again.getObject("a_decimal", BigDecimal.class);
        again.getObject("a_varchar", Integer.class);
        again.getObject("a_varchar", List.class);
        again.getObject("a_date", java.util.Map.of());
        again.getString("no_such_column");
        again.getInt("A_TINYINT");
        again.getString(0);
        again.getString(99);
        again.getDate("a_text");
        again.getInt("a_text");
        again.getBigDecimal("a_decimal", 1);
    }

    private static void moving(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet rows = statement.executeQuery("SELECT name FROM item ORDER BY id");
        where(rows);
        rows.next();
        where(rows);
        rows.last();
        where(rows);
        rows.absolute(2);
        rows.getString(1);
        rows.relative(-1);
        rows.getString(1);
        rows.previous();
        where(rows);
        rows.afterLast();
        where(rows);
        rows.getString(1);
        rows.first();
        rows.getString("name");
        rows.beforeFirst();
        rows.absolute(-1);
        rows.getString(1);
        rows.absolute(17);
        rows.setFetchDirection(ResultSet.FETCH_REVERSE);
        rows.getFetchDirection();
        rows.setFetchSize(5);
        rows.getFetchSize();
        rows.getCursorName();
        rows.getHoldability();
        rows.refreshRow();
        rows.rowDeleted();
        rows.rowInserted();
        rows.rowUpdated();
    }

    private static void where(ResultSet rows) throws Exception {
        rows.getRow();
        rows.isBeforeFirst();
        rows.isAfterLast();
        rows.isFirst();
        rows.isLast();
        rows.getType();
        rows.getConcurrency();
    }

    private static void forward(Stage stage) throws Exception {
        ResultSet rows = stage.statement().executeQuery("SELECT name FROM item ORDER BY id");
        rows.getString(1);
        rows.next();
        rows.previous();
        rows.first();
        rows.last();
        rows.absolute(1);
        rows.beforeFirst();
        where(rows);
        while (rows.next()) {
            rows.getString("name");
        }
        rows.getString(1);
        rows.next();
        rows.isClosed();
    }

    private static void updating(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet rows = statement.executeQuery("SELECT id, name, amount FROM item ORDER BY id");
        rows.next();
        rows.updateString("name", "first");
        rows.updateInt("amount", 1000);
        rows.getString("name");
        rows.updateRow();
        rows.getString("name");
        rows.next();
        rows.updateNull(3);
        rows.cancelRowUpdates();
        rows.getInt(3);
        rows.updateObject(3, 44);
        rows.updateRow();
        rows.next();
        rows.deleteRow();
        rows.moveToInsertRow();
        rows.updateString("name", "added");
        rows.updateLong("amount", 5);
        rows.insertRow();
        rows.moveToCurrentRow();
        rows.moveToInsertRow();
        rows.updateString("name", "first");
        rows.insertRow();
        rows.moveToCurrentRow();
        rows.first();
        rows.updateString(2, "added");
        rows.updateRow();
        rows.updateString(17, "x");
        rows.rowUpdated();
        rows.close();
        stage.query(connection, "SELECT name, amount FROM item ORDER BY id");
        connection.setAutoCommit(false);
        rows = statement.executeQuery("SELECT id, name FROM item ORDER BY id");
        rows.next();
        rows.updateString(2, "not kept");
        rows.updateRow();
        connection.rollback();
        stage.query(connection, "SELECT name, amount FROM item ORDER BY id");
        connection.commit();
    }

    private static void readOnly(Stage stage) throws Exception {
        ResultSet rows = stage.statement().executeQuery("SELECT id, name FROM item ORDER BY id");
        rows.next();
        rows.updateString(2, "x");
        rows.updateRow();
        rows.deleteRow();
        rows.moveToInsertRow();
        rows.insertRow();
        rows.cancelRowUpdates();
        rows.moveToCurrentRow();
        rows.getString(2);
    }

    private static void streaming(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(Integer.MIN_VALUE);
        statement.getFetchSize();
        ResultSet rows = statement.executeQuery("SELECT id, name FROM item ORDER BY id");
        rows.next();
        rows.getString(2);
        connection.createStatement().executeQuery("SELECT 1");
        connection.getCatalog();
        rows.next();
        rows.getString(2);
        rows.isLast();
        rows.getRow();
        rows.close();
        stage.query(connection, "SELECT 1");
        rows = statement.executeQuery("SELECT id, name FROM item ORDER BY id");
        while (rows.next()) {
            rows.getString(2);
        }
        stage.query(connection, "SELECT 2");
        rows = statement.executeQuery("SELECT id, name FROM item ORDER BY id");
        rows.next();
        statement.close();
        rows.isClosed();
    }

    private static void fetching(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        statement.setFetchSize(1);
        ResultSet rows = statement.executeQuery("SELECT id, name FROM item ORDER BY id");
        rows.next();
        rows.getFetchSize();
        stage.query(connection, "SELECT 1");
        connection.createStatement().executeUpdate("UPDATE item SET amount = 8 WHERE id = 1");
        rows.next();
        rows.getString(2);
        rows.setFetchSize(2);
        rows.next();
        rows.getString(2);
        rows.next();
        rows.isAfterLast();
        rows.close();
        connection.setAutoCommit(false);
        ResultSet held = statement.executeQuery("SELECT id, name FROM item ORDER BY id");
        held.next();
        connection.commit();
        held.next();
        held.getString(2);
        held.isClosed();
        connection.rollback();
        held.next();
        held.getString(2);
    }

    private static void several(Stage stage) throws Exception {
        Connection connection = stage.connection();
        ResultSet first = connection.createStatement().executeQuery("SELECT id FROM item ORDER BY id");
        ResultSet second = connection.createStatement().executeQuery("SELECT name FROM item ORDER BY id");
        ResultSet third = connection
                .prepareStatement("SELECT amount FROM item ORDER BY id")
                .executeQuery();
        while (first.next()) {
            second.next();
            third.next();
            first.getInt(1);
            second.getString(1);
            third.getObject(1);
            third.wasNull();
        }
        second.isLast();
        second.getStatement().close();
        second.isClosed();
        third.isClosed();
    }
}
