package io.github.understudy.internal.ledger;

import io.github.understudy.topology.Flavor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Notes transactions and tells what became of them. Thread-safe; keeps nothing.
 *
 * <p>All but {@link #note} are asked on a connection without an open transaction, and leave none. The server refuses
 * them otherwise (error 1568). No method limits the time a server takes to answer: whoever owns the connection cuts it
 * off.
 */
public final class Ledger {
    private final LedgerTable table;

    public Ledger(LedgerTable table) {
        this.table = table;
    }

    /**
     * Notes the open transaction, just before COMMIT is sent. One round trip. If it fails, COMMIT must not be sent under
     * this id, and nothing is uncertain: the transaction is rolled back or still open.
     *
     * <p>It leaves {@code LAST_INSERT_ID()} as it was.
     *
     * @throws SQLException the driver's
     */
    public void note(Connection physical, LedgerId id) throws SQLException {
        execute(
                physical,
                "INSERT INTO " + table.quoted() + " (id, session, at) VALUES (" + id.literal()
                        + ", CONNECTION_ID(), UTC_TIMESTAMP())");
    }

    /**
     * What this server says about a transaction, which may have been noted on another server. Asking again, by whomever,
     * gives the same answer, once it is not {@link Verdict#UNSETTLED}. Three round trips if it is settled.
     *
     * <p>Works on read-only servers as well.
     *
     * @param atMost how long to wait for an open transaction to end; zero asks once
     * @throws SQLException the driver's, if the server could not be asked
     */
    public Verdict ask(Connection physical, Flavor flavor, LedgerId id, Duration atMost) throws SQLException {
        return new Inquiry(table, flavor, id).ask(physical, atMost);
    }

    /**
     * True if the table would be in the connection's own database, and there is no table there yet.
     *
     * @throws SQLException the driver's, if the server could not be asked
     */
    public boolean wouldBeFirst(Connection physical) throws SQLException {
        return Readiness.wouldBeFirst(table, physical);
    }

    /**
     * Makes sure that a transaction which was found to be absent never will be there. For a cluster whose nodes have one
     * order of all transactions, and of which another node may still be about to commit it. Two round trips.
     *
     * @return {@link Verdict#ABSENT}, or {@link Verdict#UNSETTLED} if it has to be asked for again
     * @throws SQLException the driver's; whether the id is taken is not known then, and the next question tells
     */
    public Verdict veto(Connection physical, LedgerId id) throws SQLException {
        return new Veto(table, id).lay(physical);
    }

    /**
     * Makes sure that the table can be used, and makes it if it is missing. To be asked of the source.
     *
     * @param mayCreate whether a missing table is made
     * @throws SQLException that says what is missing and what to run; or the driver's, if the server could not be asked
     */
    public void ensure(Connection physical, Flavor flavor, boolean mayCreate) throws SQLException {
        new Readiness(table, flavor).ensure(physical, mayCreate);
    }

    /**
     * Deletes old ids, in small transactions that wait for nobody's open transaction. Several instances of an application
     * may do it at once.
     *
     * @param keep by the server's clock, at least an hour: a purged id is told to be absent
     * @return how many were deleted
     * @throws SQLException the driver's; what was deleted before stays deleted
     */
    public long purge(Connection physical, Duration keep) throws SQLException {
        return new Purge(table, keep).run(physical);
    }

    private static void execute(Connection physical, String sql) throws SQLException {
        try (Statement statement = physical.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
