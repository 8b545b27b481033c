package io.github.understudy.testkit.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One connection to one server, not through any proxy. Used by one thread; waits for no answer longer than told. */
public final class Session implements AutoCloseable {

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param answer the longest wait for a connection and for each answer
     */
    public static Session open(String host, int port, String user, String password, Duration answer)
            throws SQLException {
        Properties properties = new Properties();
        String millis = Long.toString(answer.toMillis());
        properties.putAll(Map.of(
                "user", user,
                "password", password,
                "sslMode", "DISABLED",
                "allowPublicKeyRetrieval", "true",
                "connectTimeout", millis,
                "socketTimeout", millis));
        String url = "jdbc:mysql://" + host + ":" + port + "/";
        return new Session(new com.mysql.cj.jdbc.Driver().connect(url, properties));
    }

    /** Runs statements one after the other. */
    public void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** First column of the first row; null if there is no row or the value is NULL. */
    public @Nullable String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }

    /** Like {@link #value(String)}, with an empty text for null. */
    public String text(String sql) throws SQLException {
        String value = value(sql);
        return value == null ? "" : value;
    }

    /** All rows, columns by label in their order; NULL is an empty text. */
    public List<Map<String, String>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Map<String, String>> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        }
    }

    private static Map<String, String> row(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String value = result.getString(i);
            row.put(meta.getColumnLabel(i), value == null ? "" : value);
        }
        return row;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
