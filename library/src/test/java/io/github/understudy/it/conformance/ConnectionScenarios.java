package io.github.understudy.it.conformance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What a connection can be asked and told. */
final class ConnectionScenarios {
    private ConnectionScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("a new connection", ConnectionScenarios::fresh),
                Scenario.of("settings of a connection", ConnectionScenarios::settings),
                Scenario.of("catalogs and schemas", ConnectionScenarios::catalogs),
                Scenario.of("client info", ConnectionScenarios::clientInfo),
                Scenario.of("things that are made by a connection", ConnectionScenarios::made),
                Scenario.of("the wrapper methods", ConnectionScenarios::wrapper),
                Scenario.of("default methods", ConnectionScenarios::defaults),
                Scenario.of("illegal arguments for a connection", ConnectionScenarios::illegal));
    }

    private static void fresh(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.getAutoCommit();
        connection.isReadOnly();
        connection.isClosed();
        connection.getCatalog();
        connection.getSchema();
        connection.getHoldability();
        connection.getTransactionIsolation();
        connection.getNetworkTimeout();
        connection.getTypeMap();
        connection.getWarnings();
        connection.clearWarnings();
        connection.isValid(0);
        connection.isValid(5);
        connection.nativeSQL("SELECT {fn NOW()}, {d '2024-01-01'}");
        connection.getMetaData().getConnection();
    }

    private static void settings(Stage stage) throws Exception {
        Connection connection = stage.connection();
        for (int level : new int[] {
            Connection.TRANSACTION_READ_UNCOMMITTED,
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_SERIALIZABLE,
            Connection.TRANSACTION_NONE,
            17
        }) {
            connection.setTransactionIsolation(level);
            connection.getTransactionIsolation();
        }
        for (int holdability : new int[] {ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT, 17}) {
            connection.setHoldability(holdability);
            connection.getHoldability();
        }
        connection.setReadOnly(true);
        connection.isReadOnly();
        connection.setReadOnly(true);
        connection.setReadOnly(false);
        connection.isReadOnly();
        connection.setAutoCommit(false);
        connection.getAutoCommit();
        connection.setAutoCommit(false);
        connection.setAutoCommit(true);
        connection.getAutoCommit();
        connection.setTypeMap(Map.of());
        connection.getTypeMap();
        connection.setTypeMap(null);
        stage.query(connection, "SELECT 1");
    }

    private static void catalogs(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setCatalog("information_schema");
        connection.getCatalog();
        connection.getSchema();
        stage.query(connection, "SELECT DATABASE()");
        connection.setSchema("app");
        connection.getCatalog();
        connection.getSchema();
        stage.query(connection, "SELECT DATABASE()");
        connection.setCatalog(stage.cluster().database());
        connection.setCatalog("no_such_database");
        connection.getCatalog();
        stage.query(connection, "SELECT DATABASE()");
        Statement statement = connection.createStatement();
        statement.execute("USE information_schema");
        connection.getCatalog();
        stage.query(connection, "SELECT DATABASE()");
        connection.setCatalog("app");
        connection.getCatalog();
        connection.setCatalog(null);
        connection.setSchema(null);
        connection.getCatalog();
    }

    private static void clientInfo(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.getClientInfo();
        connection.getClientInfo("ApplicationName");
        connection.setClientInfo("ApplicationName", "conformance");
        connection.getClientInfo("ApplicationName");
        connection.getClientInfo();
        connection.setClientInfo("no such key", "value");
        connection.getClientInfo("no such key");
        connection.setClientInfo("ApplicationName", null);
        connection.getClientInfo("ApplicationName");
        Properties properties = new Properties();
        properties.setProperty("ClientUser", "somebody");
        connection.setClientInfo(properties);
        connection.getClientInfo("ClientUser");
        connection.getClientInfo();
        connection.setClientInfo(new Properties());
        connection.getClientInfo();
        connection.setClientInfo(null);
        connection.setClientInfo(null, "value");
        connection.getClientInfo(null);
    }

    private static void made(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.createBlob().length();
        connection.createClob().length();
        connection.createNClob().length();
        connection.createSQLXML();
        connection.createArrayOf("INTEGER", new Object[] {1});
        connection.createStruct("thing", new Object[] {1});
        connection.createStatement().getConnection();
        connection.prepareStatement("SELECT 1").getConnection();
        connection.prepareCall("{call two_results()}").getConnection();
        connection
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)
                .getResultSetType();
        connection
                .createStatement(
                        ResultSet.TYPE_SCROLL_INSENSITIVE,
                        ResultSet.CONCUR_UPDATABLE,
                        ResultSet.HOLD_CURSORS_OVER_COMMIT)
                .getResultSetConcurrency();
        connection.createStatement(
                ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT);
        connection.prepareStatement("SELECT 1", ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY);
        connection.prepareCall("{call two_results()}", ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        connection.createStatement(17, ResultSet.CONCUR_READ_ONLY);
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, 17);
    }

    private static void wrapper(Stage stage) throws Exception {
        Connection connection = stage.connection();
        List<Object> wrappers = List.of(
                connection,
                connection.createStatement(),
                connection.prepareStatement("SELECT 1"),
                connection.prepareCall("{call two_results()}"),
                connection.createStatement().executeQuery("SELECT 1"),
                connection.getMetaData());
        for (Object wrapper : wrappers) {
            for (Class<?> type : List.of(
                    Connection.class,
                    Statement.class,
                    ResultSet.class,
                    com.mysql.cj.jdbc.JdbcConnection.class,
                    com.mysql.cj.jdbc.JdbcStatement.class,
                    org.mariadb.jdbc.Connection.class,
                    org.mariadb.jdbc.Statement.class,
                    Runnable.class)) {
                java.sql.Wrapper unwrapped = (java.sql.Wrapper) wrapper;
                unwrapped.isWrapperFor(type);
                unwrapped.unwrap(type);
            }
        }
    }

    private static void defaults(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.beginRequest();
        connection.endRequest();
        connection.setShardingKey(null);
        connection.setShardingKey(null, null);
        connection.setShardingKeyIfValid(null, 1);
        connection.setShardingKeyIfValid(null, null, 1);
        Statement statement = connection.createStatement();
        statement.enquoteLiteral("it's \\ quoted");
        statement.enquoteNCharLiteral("it's \\ quoted");
        statement.enquoteIdentifier("plain", false);
        statement.enquoteIdentifier("plain", true);
        statement.enquoteIdentifier("needs `quotes` \"", true);
        statement.enquoteIdentifier("needs quotes", false);
        statement.isSimpleIdentifier("plain");
        statement.isSimpleIdentifier("not plain");
        statement.enquoteLiteral(null);
    }

    private static void illegal(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.prepareStatement(null);
        connection.prepareStatement("");
        connection.prepareCall(null);
        connection.prepareStatement("SELECT 1", 17);
        connection.nativeSQL(null);
        connection.isValid(-1);
        connection.setNetworkTimeout(null, 1000);
        connection.setNetworkTimeout(Runnable::run, -1);
        connection.abort(null);
        connection.rollback(null);
        connection.releaseSavepoint(null);
        connection.unwrap(null);
        connection.isWrapperFor(null);
        connection.createStatement().execute("SELECT 1");
    }
}
