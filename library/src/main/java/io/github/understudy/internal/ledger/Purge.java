package io.github.understudy.internal.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Deletes old ids. */
final class Purge {
    static final Duration LEAST = Duration.ofHours(1);
    /** Few enough for a lock that is held for milliseconds only. */
    static final int STEP = 500;

    private final LedgerTable table;
    private final long keepSeconds;

    Purge(LedgerTable table, Duration keep) {
        if (keep.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("ids must be kept for an hour at least, not for " + keep);
        }
        this.table = table;
        this.keepSeconds = keep.toSeconds();
    }

    /**
     * The old ones are read without locks, so that those of open transactions are not seen, and deleted by their ids.
     * A deletion by time may read the whole table (MariaDB does when most of it is old), and would stop at the first row
     * that belongs to an open transaction. It would also be unsafe with statement-based replication.
     */
    long run(Connection connection) throws SQLException {
        long deleted = 0;
        List<List<String>> old;
        do {
            old = Alone.ask(connection, oldest());
            if (!old.isEmpty()) {
                deleted += delete(connection, old);
            }
        } while (old.size() == STEP);
        return deleted;
    }

    private String oldest() {
        return "SELECT HEX(id) FROM " + table.quoted() + " WHERE at < UTC_TIMESTAMP() - INTERVAL " + keepSeconds
                + " SECOND ORDER BY at, id LIMIT " + STEP;
    }

    private int delete(Connection connection, List<List<String>> ids) throws SQLException {
        String sql =
                "DELETE l FROM (" + list(ids) + ") AS old STRAIGHT_JOIN " + table.quoted() + " AS l ON l.id = old.id";
        try (Statement statement = connection.createStatement()) {
            try {
                int deleted = statement.executeUpdate(sql);
                statement.execute("COMMIT");
                return deleted;
            } catch (SQLException e) {
                Alone.rollBack(statement, e);
                throw e;
            }
        }
    }

    /** A table to join from. Given IN (…), both servers read a small table as a whole, whatever index is named. */
    private static String list(List<List<String>> ids) {
        return ids.stream().map(row -> "SELECT x'" + row.get(0) + "' AS id").collect(Collectors.joining(" UNION ALL "));
    }
}
