package io.github.understudy.internal.discovery;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A connection that answers each statement as the script says, for versions and refusals that no test server has. */
final class ScriptedServer {
    private final Map<String, Object> answers = new LinkedHashMap<>();
    final List<String> asked = new ArrayList<>();

    /** @param start how the statement begins; the last such answer counts */
    ScriptedServer answers(String start, List<Map<String, String>> rows) {
        answers.put(start, rows);
        return this;
    }

    ScriptedServer refuses(String start, int code) {
        answers.put(start, new SQLException("refused: " + code, "42000", code));
        return this;
    }

    /** The connection is lost when this is asked. */
    ScriptedServer breaks(String start) {
        answers.put(start, new SQLException("Communications link failure", "08S01"));
        return this;
    }

    Connection connection() {
        return stub(Connection.class, (name, arguments) -> statement());
    }

    private Statement statement() {
        return stub(Statement.class, (name, arguments) -> switch (name) {
            case "executeQuery" -> result((String) arguments[0]);
            case "execute" -> result((String) arguments[0]) != null;
            default -> null;
        });
    }

    @SuppressWarnings("unchecked")
    private ResultSet result(String sql) throws SQLException {
        asked.add(sql);
        for (Map.Entry<String, Object> entry : answers.entrySet()) {
            if (sql.startsWith(entry.getKey())) {
                if (entry.getValue() instanceof SQLException refusal) {
                    throw refusal;
                }
                return rows((List<Map<String, String>>) entry.getValue());
            }
        }
        throw new SQLException("You have an error in your SQL syntax", "42000", 1064);
    }

    private static ResultSet rows(List<Map<String, String>> rows) {
        int[] at = {-1};
        List<String> labels =
                rows.isEmpty() ? List.of() : List.copyOf(rows.get(0).keySet());
        ResultSetMetaData columns = stub(ResultSetMetaData.class, (name, arguments) -> switch (name) {
            case "getColumnCount" -> labels.size();
            case "getColumnLabel" -> labels.get((Integer) arguments[0] - 1);
            default -> throw new UnsupportedOperationException(name);
        });
        return stub(ResultSet.class, (name, arguments) -> switch (name) {
            case "next" -> ++at[0] < rows.size();
            case "getString" -> rows.get(at[0]).get(labels.get((Integer) arguments[0] - 1));
            case "getMetaData" -> columns;
            case "close" -> null;
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private interface Answer {
        @org.jspecify.annotations.Nullable
        Object to(String method, Object[] arguments) throws SQLException;
    }

    private static <T> T stub(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
