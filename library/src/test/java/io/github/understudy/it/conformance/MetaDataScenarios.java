package io.github.understudy.it.conformance;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Types;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What the database and results are said to be like. */
final class MetaDataScenarios {
    private MetaDataScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("metadata of the database", MetaDataScenarios::simple),
                Scenario.of("metadata of tables and routines", MetaDataScenarios::catalog),
                Scenario.of("metadata of results", MetaDataScenarios::results));
    }

    /** Every question without arguments. */
    private static void simple(Stage stage) throws Exception {
        DatabaseMetaData metaData = stage.connection().getMetaData();
        List<Method> questions = Arrays.stream(DatabaseMetaData.class.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        for (Method question : questions) {
            if (question.invoke(metaData) instanceof ResultSet rows) {
                rows.getStatement();
                stage.rows(rows);
            }
        }
        for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE, 17}) {
            metaData.supportsResultSetType(type);
            metaData.supportsResultSetConcurrency(type, ResultSet.CONCUR_UPDATABLE);
            metaData.ownUpdatesAreVisible(type);
            metaData.othersDeletesAreVisible(type);
            metaData.insertsAreDetected(type);
            metaData.supportsResultSetHoldability(type);
            metaData.supportsTransactionIsolationLevel(type);
        }
        metaData.supportsConvert(Types.INTEGER, Types.VARCHAR);
    }

    private static void catalog(Stage stage) throws Exception {
        Connection connection = stage.connection();
        DatabaseMetaData metaData = connection.getMetaData();
        stage.anyOrder(metaData.getTables("app", null, "%", new String[] {"TABLE"}));
        stage.anyOrder(metaData.getTables(null, null, "item", null));
        stage.anyOrder(metaData.getColumns("app", null, "item", "%"));
        stage.anyOrder(metaData.getColumns("app", null, "kinds", "a_d%"));
        stage.anyOrder(metaData.getPrimaryKeys("app", null, "item"));
        stage.anyOrder(metaData.getImportedKeys("app", null, "child"));
        stage.anyOrder(metaData.getExportedKeys("app", null, "item"));
        stage.anyOrder(metaData.getCrossReference("app", null, "item", "app", null, "child"));
        stage.anyOrder(metaData.getBestRowIdentifier("app", null, "item", DatabaseMetaData.bestRowSession, true));
        stage.anyOrder(metaData.getVersionColumns("app", null, "kinds"));
        stage.anyOrder(metaData.getProcedures("app", null, "%"));
        stage.anyOrder(metaData.getProcedureColumns("app", null, "doubled", "%"));
        stage.anyOrder(metaData.getFunctions("app", null, "%"));
        stage.anyOrder(metaData.getFunctionColumns("app", null, "plus_one", "%"));
        stage.anyOrder(metaData.getIndexInfo("app", null, "child", false, true));
        stage.anyOrder(metaData.getTablePrivileges("app", null, "item"));
        stage.anyOrder(metaData.getColumnPrivileges("app", null, "item", "%"));
        stage.anyOrder(metaData.getSchemas("app", "%"));
        stage.anyOrder(metaData.getUDTs("app", null, "%", null));
        stage.anyOrder(metaData.getSuperTables("app", null, "%"));
        stage.anyOrder(metaData.getSuperTypes("app", null, "%"));
        stage.anyOrder(metaData.getAttributes("app", null, "%", "%"));
        stage.anyOrder(metaData.getPseudoColumns("app", null, "%", "%"));
        stage.anyOrder(metaData.getPrimaryKeys("app", null, null));
        stage.anyOrder(metaData.getColumns("no_such_database", null, "item", "%"));
        ResultSet first = metaData.getCatalogs();
        ResultSet second = metaData.getTableTypes();
        first.next();
        first.getString(1);
        second.next();
        second.getString(1);
        first.getStatement();
        second.isClosed();
        first.close();
        second.close();
        metaData.getConnection();
    }

    private static void results(Stage stage) throws Exception {
        Connection connection = stage.connection();
        ResultSet rows = connection.createStatement().executeQuery("SELECT k.*, id + 1 AS next FROM kinds k");
        ResultSetMetaData columns = rows.getMetaData();
        everything(stage, columns);
        columns.getColumnName(0);
        columns.getColumnName(99);
        rows.findColumn("a_bit");
        rows.findColumn("next");
        rows.findColumn("no_such_column");
        rows.close();
        columns.getColumnCount();
        rows.getMetaData();
    }

    static void everything(Stage stage, ResultSetMetaData columns) throws Exception {
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            columns.getColumnName(column);
            columns.getColumnLabel(column);
            columns.getColumnType(column);
            columns.getColumnTypeName(column);
            columns.getColumnClassName(column);
            columns.getTableName(column);
            columns.getCatalogName(column);
            columns.getSchemaName(column);
            columns.getPrecision(column);
            columns.getScale(column);
            columns.getColumnDisplaySize(column);
            columns.isAutoIncrement(column);
            columns.isCaseSensitive(column);
            columns.isCurrency(column);
            columns.isDefinitelyWritable(column);
            columns.isNullable(column);
            columns.isReadOnly(column);
            columns.isSearchable(column);
            columns.isSigned(column);
            columns.isWritable(column);
        }
    }
}
