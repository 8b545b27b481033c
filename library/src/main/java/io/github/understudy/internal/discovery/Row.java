package io.github.understudy.internal.discovery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of an answer, read by column label: the order of columns, and the case of their names, differ from version to
 * version. Where several labels are given, the first that the row has counts.
 */
final class Row {
    private final Map<String, String> values;

    /** @param values by label in lower case; SQL's null is absent */
    Row(Map<String, String> values) {
        this.values = values;
    }

    static Row only(Connection connection, String sql) throws SQLException {
        List<Row> rows = all(connection, sql);
        if (rows.size() != 1) {
            throw new SQLException("one row expected, not " + rows.size() + ", from " + sql);
        }
        return rows.get(0);
    }

    static List<Row> all(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return rows(result);
        }
    }

    /** Several questions in one round trip, which the connection must allow; the rows of each in order. */
    static List<List<Row>> together(Connection connection, List<String> questions) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<List<Row>> answers = new ArrayList<>();
            boolean isResult = statement.execute(String.join(";", questions));
            while (isResult) {
                try (ResultSet result = statement.getResultSet()) {
                    answers.add(rows(result));
                }
                isResult = statement.getMoreResults();
            }
            if (answers.size() != questions.size()) {
                throw new SQLException(answers.size() + " answers to " + questions.size() + " questions");
            }
            return answers;
        }
    }

    private static List<Row> rows(ResultSet result) throws SQLException {
        List<Row> rows = new ArrayList<>();
        while (result.next()) {
            rows.add(current(result));
        }
        return rows;
    }

    private static Row current(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String value = result.getString(i);
            if (value != null) {
                values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value);
            }
        }
        return new Row(values);
    }

    /** The value, empty if it is null or there is no such column. */
    String text(String... labels) {
        for (String label : labels) {
            String value = values.get(label);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /** The value as a number, null if it is none. */
    @Nullable
    Long number(String... labels) {
        try {
            return Long.valueOf(text(labels));
        } catch (NumberFormatException absentOrNoNumber) {
            return null;
        }
    }

    /** True for {@code 1}, {@code ON} and for whatever else is not off: MariaDB 12 has several degrees of read-only. */
    boolean isOn(String label) {
        String value = text(label);
        return !(value.isEmpty() || value.equals("0") || value.equalsIgnoreCase("OFF"));
    }
}
