package io.github.understudy.it;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Two sessions on one server with different pasts. Their clocks stand still and their random numbers are the same, so
 * that only what belongs to the session makes answers differ.
 */
final class SessionPair implements AutoCloseable {
    private static final String[] COMMON = {"SET timestamp = 1700000000, rand_seed1 = 7, rand_seed2 = 11"};
    private static final String[] FIRST = {
        "SET @a = 1, @b = 'one', @x = 5, sql_mode = 'STRICT_TRANS_TABLES', wait_timeout = 1111, sql_safe_updates = 0",
        "SELECT LAST_INSERT_ID(11)",
        "SELECT CAST('x' AS SIGNED) UNION ALL SELECT 2"
    };
    private static final String[] SECOND = {
        "SET @a = 2, @b = 'two', @x = 6, sql_mode = 'NO_AUTO_VALUE_ON_ZERO', wait_timeout = 2222, sql_safe_updates = 1",
        "SELECT LAST_INSERT_ID(22)",
        "SELECT GET_LOCK('held', 0)",
        "SELECT 1",
        "DO 1"
    };

    private final Connection first;
    private final Connection second;

    SessionPair(Connection first, Connection second) {
        this.first = first;
        this.second = second;
    }

    /** Where the same session gives different answers, as for new UUIDs, nothing can be told. */
    boolean answersDiffer(String sql) throws SQLException {
        String answer = answer(first, FIRST, sql);
        return answer.equals(answer(first, FIRST, sql)) && !answer.equals(answer(second, SECOND, sql));
    }

    private static String answer(Connection session, String[] past, String sql) throws SQLException {
        for (String each : COMMON) {
            CorpusServer.answer(session, each);
        }
        for (String each : past) {
            CorpusServer.answer(session, each);
        }
        try {
            return CorpusServer.answer(session, sql);
        } catch (SQLException e) {
            return "error " + e.getErrorCode();
        }
    }

    @Override
    public void close() throws SQLException {
        first.close();
        second.close();
    }
}
