package io.github.understudy.internal.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction of our own, on a connection that has none, whether its autocommit is on or off. */
final class Alone {
    /**
     * Of this transaction only. With any higher level, an absent id would lock the gap where others insert theirs, and
     * MariaDB could refuse a row because it is newer than its snapshot. A server refuses to set it while another
     * transaction is open, and so nothing of the application's is ever rolled back here.
     */
    private static final String BEGIN = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    private Alone() {}

    /** What is done in it. */
    interface Work<T extends @Nullable Object> {
        T with(Statement statement) throws SQLException;
    }

    /** Asks, and gives up what locks the question has taken. */
    static List<List<String>> ask(Connection connection, String query) throws SQLException {
        return run(connection, statement -> rows(statement, query));
    }

    /** Does something, and rolls back. */
    static <T extends @Nullable Object> T run(Connection connection, Work<T> work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN);
            T result;
            try {
                result = work.with(statement);
            } catch (SQLException e) {
                rollBack(statement, e);
                throw e;
            }
            rollBack(statement);
            return result;
        }
    }

    /** By SQL, because JDBC's refuses with autocommit. It ends the isolation level in any case. */
    private static void rollBack(Statement statement) throws SQLException {
        statement.execute("ROLLBACK");
    }

    static void rollBack(Statement statement, SQLException because) {
        try {
            rollBack(statement);
        } catch (SQLException alsoFailed) {
            because.addSuppressed(alsoFailed);
        }
    }

    /** All rows; SQL's null is the text {@code null}. */
    static List<List<String>> rows(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
