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
                Scenario.of("wrong settings of a connection", ConnectionScenarios::wrongSettings),
                Scenario.of("catalogs and schemas", ConnectionScenarios::catalogs),
                Scenario.of("a catalog by SQL", ConnectionScenarios::catalogBySql),
                Scenario.of("client info", ConnectionScenarios::clientInfo),
                Scenario.of("client info as a whole", ConnectionScenarios::clientInfoAsAWhole),
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
            Connection.TRANSACTION_SERIALIZABLE
        }) {
            connection.setTransactionIsolation(level);
            connection.getTransactionIsolation();
        }
        for (int holdability : new int[] {ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT}) {
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
        stage.query(connection, "SELECT 1");
    }

    private static void wrongSettings(Stage stage) throws Exception {
        Connection connection = stage.connection();
        stage.query(connection, "SELECT 1");
        connection.setTransactionIsolation(Connection.TRANSACTION_NONE);
        connection.getTransactionIsolation();
        connection.setTransactionIsolation(17);
        connection.getTransactionIsolation();
        connection.setHoldability(17);
        connection.getHoldability();
        connection.setCatalog("no_such_database");
        connection.getCatalog();
        stage.query(connection, "SELECT DATABASE()");
        connection.setCatalog(null);
        connection.setSchema(null);
        connection.getCatalog();
        connection.setTypeMap(Map.of());
        connection.getTypeMap();
        connection.setTypeMap(null);
        connection.setNetworkTimeout(Runnable::run, -1);
        connection.setNetworkTimeout(null, 1000);
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
        connection.getCatalog();
    }

    private static void catalogBySql(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.getCatalog();
        connection.createStatement().execute("USE information_schema");
        stage.query(connection, "SELECT DATABASE()");
        connection.getCatalog();
        connection.setCatalog("app");
        connection.getCatalog();
        stage.query(connection, "SELECT DATABASE()");
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
    }

    private static void clientInfoAsAWhole(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setClientInfo("ApplicationName", "conformance");
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
        connection.abort(null);
        connection.rollback(null);
        connection.releaseSavepoint(null);
        connection.unwrap(null);
        connection.isWrapperFor(null);
        connection.createStatement().execute("SELECT 1");
        stage.connection().isValid(-1);
    }
}
