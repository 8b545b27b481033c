package io.github.understudy.it.conformance;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What is closed stays closed, and says so. */
final class ClosedScenarios {
    private ClosedScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("a closed connection", ClosedScenarios::connection),
                Scenario.of("what a closed connection has made", ClosedScenarios::children),
                Scenario.of("a closed statement", ClosedScenarios::statement),
                Scenario.of("a closed statement that never ran", ClosedScenarios::unusedStatement),
                Scenario.of("a closed prepared statement", ClosedScenarios::prepared),
                Scenario.of("a closed result", ClosedScenarios::result),
                Scenario.of("an aborted connection", ClosedScenarios::aborted));
    }

    private static void connection(Stage stage) throws Exception {
        Connection connection = stage.connection();
        stage.query(connection, "SELECT 1");
        connection.close();
        connection.close();
        everything(connection);
    }

    private static void everything(Connection connection) throws Exception {
        connection.isClosed();
        connection.isValid(1);
        connection.createStatement();
        connection.prepareStatement("SELECT 1");
        connection.prepareCall("{call two_results()}");
        connection.getAutoCommit();
        connection.setAutoCommit(true);
        connection.setAutoCommit(false);
        connection.commit();
        connection.rollback();
        connection.setReadOnly(true);
        connection.isReadOnly();
        connection.getCatalog();
        connection.setCatalog("app");
        connection.getSchema();
        connection.setSchema("app");
        connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.getHoldability();
        connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 1);
        connection.getWarnings();
        connection.clearWarnings();
        connection.getMetaData();
        connection.getTypeMap();
        connection.setTypeMap(Map.of());
        connection.nativeSQL("SELECT 1");
        connection.setSavepoint();
        connection.getClientInfo();
        connection.getClientInfo("ApplicationName");
        connection.setClientInfo("ApplicationName", "x");
        connection.setClientInfo(new Properties());
        connection.createBlob();
        connection.createArrayOf("INTEGER", new Object[0]);
        connection.abort(Runnable::run);
        connection.isWrapperFor(Connection.class);
    }

    private static void children(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("SELECT ?");
        CallableStatement call = connection.prepareCall("{call twice(?, ?)}");
        DatabaseMetaData metaData = connection.getMetaData();
        ResultSet rows = statement.executeQuery("SELECT name FROM item ORDER BY id");
        rows.next();
        connection.close();
        statement.isClosed();
        prepared.isClosed();
        call.isClosed();
        rows.isClosed();
        rows.next();
        rows.getString(1);
        statement.executeQuery("SELECT 1");
        statement.getResultSet();
        statement.getConnection();
        statement.getWarnings();
        prepared.setInt(1, 1);
        prepared.executeQuery();
        call.setInt(1, 1);
        call.execute();
        metaData.getDatabaseProductName();
        metaData.getTables(null, null, "item", null);
        metaData.getURL();
        rows.close();
        statement.close();
        prepared.close();
        call.close();
    }

    private static void statement(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1");
        statement.close();
        statement.close();
        rows.isClosed();
        rows.next();
        closed(statement);
        stage.query(connection, "SELECT 1");
    }

    private static void unusedStatement(Stage stage) throws Exception {
        Statement statement = stage.statement();
        statement.close();
        closed(statement);
    }

    private static void closed(Statement statement) throws Exception {
        statement.isClosed();
        statement.executeQuery("SELECT 1");
        statement.executeUpdate("UPDATE item SET amount = 1");
        statement.execute("SELECT 1");
        statement.addBatch("SELECT 1");
        statement.executeBatch();
        statement.clearBatch();
        statement.cancel();
        statement.getConnection();
        statement.getResultSet();
        statement.getUpdateCount();
        statement.getMoreResults();
        statement.getGeneratedKeys();
        statement.getWarnings();
        statement.clearWarnings();
        statement.getMaxRows();
        statement.setMaxRows(1);
        statement.getFetchSize();
        statement.setFetchSize(1);
        statement.getQueryTimeout();
        statement.setQueryTimeout(1);
        statement.isPoolable();
        statement.setPoolable(true);
        statement.closeOnCompletion();
        statement.isCloseOnCompletion();
        statement.getResultSetType();
        statement.getFetchDirection();
        statement.setEscapeProcessing(true);
        statement.setCursorName("x");
    }

    private static void prepared(Stage stage) throws Exception {
        Connection connection = stage.connection();
        PreparedStatement prepared = connection.prepareStatement("SELECT ?");
        prepared.setInt(1, 1);
        stage.rows(prepared.executeQuery());
        prepared.close();
        prepared.isClosed();
        prepared.executeQuery();
        prepared.execute();
        prepared.setInt(1, 1);
        prepared.setNull(1, Types.INTEGER);
        prepared.clearParameters();
        prepared.addBatch();
        prepared.executeBatch();
        prepared.getMetaData();
        prepared.getParameterMetaData();
        prepared.getConnection();
        prepared.getMaxRows();
        CallableStatement call = connection.prepareCall("{call twice(?, ?)}");
        call.close();
        call.setInt(1, 1);
        call.execute();
        call.getInt(2);
        call.registerOutParameter(2, Types.INTEGER);
        call.isClosed();
    }

    private static void result(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM item ORDER BY id");
        rows.next();
        rows.close();
        rows.close();
        rows.isClosed();
        rows.next();
        rows.getString(1);
        rows.getString("name");
        rows.getRow();
        rows.isFirst();
        rows.getMetaData();
        rows.findColumn("name");
        rows.getStatement();
        rows.getWarnings();
        rows.clearWarnings();
        rows.wasNull();
        rows.getType();
        rows.getConcurrency();
        rows.getHoldability();
        rows.getFetchSize();
        rows.setFetchSize(1);
        rows.updateString(1, "x");
        rows.updateRow();
        rows.unwrap(ResultSet.class);
        statement.isClosed();
    }

    private static void aborted(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM item ORDER BY id");
        connection.abort(Runnable::run);
        connection.isClosed();
        connection.isValid(1);
        statement.isClosed();
        statement.executeQuery("SELECT 1");
        rows.next();
        connection.createStatement();
        connection.abort(Runnable::run);
        connection.close();
        connection.isClosed();
    }
}
