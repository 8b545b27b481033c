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
    /** Below the thousand from which MariaDB makes a join of the list, and then reads the whole table. */
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
            old = Alone.ask(connection, Alone.COMMITTED, oldest());
            if (!old.isEmpty()) {
                deleted += delete(connection, old);
            }
        } while (old.size() == STEP);
        return deleted;
    }

    private String oldest() {
        return "SELECT HEX(id) FROM " + table.quoted() + " WHERE at < UTC_TIMESTAMP() - INTERVAL " + keepSeconds
                + " SECOND ORDER BY at LIMIT " + STEP;
    }

    private int delete(Connection connection, List<List<String>> ids) throws SQLException {
        String list = ids.stream().map(row -> "x'" + row.get(0) + "'").collect(Collectors.joining(", "));
        // only this form of DELETE takes an index by force, without which a small table would be read as a whole
        String sql = "DELETE l FROM " + table.quoted() + " AS l FORCE INDEX (PRIMARY) WHERE l.id IN (" + list + ")";
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
}
