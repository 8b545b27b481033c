package io.github.understudy.internal.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * Makes sure that a transaction which is not there never will be: its id is taken, by a row that says so. Whoever comes
 * with the same id later collides with that row, on whichever node of a cluster that has one order of all transactions.
 */
final class Veto {
    /** In place of the number of a session, which is never zero. */
    static final String SESSION = "0";

    private static final int DUPLICATE = 1062;
    /** The other one was first, and is about to be there or has been rolled back. The last two are said in a group. */
    private static final Set<Integer> COLLIDED = Set.of(1213, 1205, 3101, 1180);

    private final LedgerTable table;
    private final LedgerId id;

    Veto(LedgerTable table, LedgerId id) {
        this.table = table;
        this.id = id;
    }

    /** True if it was laid before, and the answer got lost. */
    private boolean isLaid(Connection connection) throws SQLException {
        return Alone.ask(connection, "SELECT session FROM " + table.quoted() + " WHERE id = " + id.literal())
                .equals(List.of(List.of(SESSION)));
    }

    /** {@link Verdict#ABSENT} if it never will be there, {@link Verdict#UNSETTLED} if it has to be asked for again. */
    Verdict lay(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try {
                statement.executeUpdate("INSERT INTO " + table.quoted() + " (id, session, at) VALUES (" + id.literal()
                        + ", " + SESSION + ", UTC_TIMESTAMP())");
                statement.execute("COMMIT");
                return Verdict.ABSENT;
            } catch (SQLException e) {
                Alone.rollBack(statement, e);
                if (e.getErrorCode() == DUPLICATE) {
                    return isLaid(connection) ? Verdict.ABSENT : Verdict.UNSETTLED;
                }
                if (COLLIDED.contains(e.getErrorCode())) {
                    return Verdict.UNSETTLED;
                }
                throw e;
            }
        }
    }
}
