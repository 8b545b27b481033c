package io.github.understudy.it.conformance;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.Types;
import java.util.List;

/** Calls of procedures and functions. */
final class CallScenarios {
    private CallScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("parameters by index", CallScenarios::byIndex),
                Scenario.of("parameters by name", CallScenarios::byName),
                Scenario.of("functions", CallScenarios::functions),
                Scenario.of("several results of a call", CallScenarios::results),
                Scenario.of("what a call refuses", CallScenarios::refused));
    }

    private static void byIndex(Stage stage) throws Exception {
        Connection connection = stage.connection();
        // MySQL's count of rows for a call that changes none is that of the statement before.
        connection.createStatement().executeUpdate("UPDATE item SET amount = 1 WHERE id = 4711");
        CallableStatement call = connection.prepareCall("{call twice(?, ?)}");
        call.setInt(1, 21);
        call.registerOutParameter(2, Types.INTEGER);
        call.execute();
        call.getInt(2);
        call.wasNull();
        call.getString(2);
        call.getObject(2);
        call.getObject(2, Long.class);
        call.getLong(2);
        call.getShort(2);
        call.getByte(2);
        call.getDouble(2);
        call.getFloat(2);
        call.getBigDecimal(2);
        call.getBoolean(2);
        call.getBytes(2);
        call.getUpdateCount();
        call.getMoreResults();
        call.setNull(1, Types.INTEGER);
        call.execute();
        call.getInt(2);
        call.wasNull();
        call.getObject(2);
        call.setInt(1, 5);
        call.executeUpdate();
        call.getInt(2);
        call.executeQuery();
        call.getInt(1);
        call.getInt(3);
        call.addBatch();
        call.setInt(1, 6);
        call.addBatch();
        call.executeBatch();
        call.getConnection();
        call.close();
        call.getInt(2);
    }

    private static void byName(Stage stage) throws Exception {
        Connection connection = stage.connection();
        CallableStatement call = connection.prepareCall("{call doubled(?, ?)}");
        call.setInt("value", 4);
        call.registerOutParameter("value", Types.INTEGER);
        call.registerOutParameter("label", Types.VARCHAR);
        call.execute();
        call.getInt("value");
        call.getString("label");
        call.getObject("label");
        call.getObject("label", String.class);
        call.getString(2);
        call.wasNull();
        call.setLong("value", 40);
        call.registerOutParameter("value", JDBCType.INTEGER);
        call.execute();
        call.getLong("value");
        call.getString("label");
        call.setInt("no_such_parameter", 1);
        call.registerOutParameter("no_such_parameter", Types.INTEGER);
        call.getInt("no_such_parameter");
        call.registerOutParameter(2, Types.VARCHAR, 3);
        call.registerOutParameter(2, Types.VARCHAR, "VARCHAR");
        call.registerOutParameter(2, JDBCType.VARCHAR);
        call.setString("value", "8");
        call.execute();
        call.getString("label");
        ParameterMetaData parameters = call.getParameterMetaData();
        if (parameters != null) {
            parameters.getParameterCount();
            for (int index = 1; index < 4; index++) {
                parameters.getParameterMode(index);
                parameters.getParameterType(index);
                parameters.getParameterTypeName(index);
            }
        }
    }

    private static void functions(Stage stage) throws Exception {
        Connection connection = stage.connection();
        CallableStatement call = connection.prepareCall("{? = call plus_one(?)}");
        call.registerOutParameter(1, Types.INTEGER);
        call.setInt(2, 41);
        call.execute();
        call.getInt(1);
        call.getObject(1);
        call.executeUpdate();
        call.getInt(1);
        CallableStatement missing = connection.prepareCall("{? = call no_such_function(?)}");
        if (missing != null) {
            missing.registerOutParameter(1, Types.INTEGER);
            missing.setInt(2, 1);
            missing.execute();
        }
    }

    private static void results(Stage stage) throws Exception {
        Connection connection = stage.connection();
        CallableStatement call = connection.prepareCall("{call two_results()}");
        call.execute();
        stage.rows(call.getResultSet());
        call.getMoreResults();
        stage.rows(call.getResultSet());
        call.getMoreResults();
        call.getUpdateCount();
        call.getMoreResults();
        call.getUpdateCount();
        stage.rows(call.executeQuery());
        call.getMoreResults();
        stage.rows(call.getResultSet());
        call.executeUpdate();
        stage.query(connection, "SELECT amount FROM item WHERE id = 1");
    }

    private static void refused(Stage stage) throws Exception {
        Connection connection = stage.connection();
        CallableStatement missing = connection.prepareCall("{call no_such_procedure(?)}");
        if (missing != null) {
            missing.setInt(1, 1);
            missing.execute();
        }
        connection.prepareCall("{call twice(?}");
        CallableStatement call = connection.prepareCall("{call twice(?, ?)}");
        call.execute();
        call.registerOutParameter(1, Types.INTEGER);
        call.registerOutParameter(17, Types.INTEGER);
        call.setInt(17, 1);
        call.getInt(2);
        call.setInt(1, 3);
        call.execute();
        call.executeQuery("SELECT 1");
    }
}
