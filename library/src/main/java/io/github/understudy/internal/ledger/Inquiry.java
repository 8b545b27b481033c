package io.github.understudy.internal.ledger;

import io.github.understudy.topology.Flavor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What became of one id on one server. */
final class Inquiry {
    private static final Duration PAUSE = Duration.ofMillis(10);
    /** MySQL's word for it, and MariaDB's; either, when the definition of the table is being changed. */
    private static final Set<Integer> HELD = Set.of(3572, 1205);

    private final LedgerTable table;
    private final Flavor flavor;
    private final LedgerId id;

    Inquiry(LedgerTable table, Flavor flavor, LedgerId id) {
        this.table = table;
        this.flavor = flavor;
        this.id = id;
    }

    Verdict ask(Connection connection, Duration atMost) throws SQLException {
        long start = System.nanoTime();
        Verdict verdict = look(connection);
        while (verdict == Verdict.UNSETTLED && System.nanoTime() - start < atMost.toNanos() && pause()) {
            verdict = look(connection);
        }
        return verdict;
    }

    private Verdict look(Connection connection) throws SQLException {
        try {
            List<List<String>> rows = Alone.ask(connection, lockingRead(table, flavor, id));
            boolean vetoed = rows.equals(List.of(List.of(Veto.SESSION)));
            return rows.isEmpty() || vetoed ? Verdict.ABSENT : Verdict.COMMITTED;
        } catch (SQLException e) {
            if (HELD.contains(e.getErrorCode())) {
                return Verdict.UNSETTLED;
            }
            throw e;
        }
    }

    /**
     * A share lock meets the inserter's lock as an exclusive one would; but it is allowed on a read-only server and with
     * SELECT only, and those who ask at the same time do not hold each other up. MySQL's NOWAIT does not cover the lock on
     * the table's definition, for which the server's default is to wait a year.
     */
    static String lockingRead(LedgerTable table, Flavor flavor, LedgerId id) {
        String from = " session FROM " + table.quoted() + " WHERE id = " + id.literal();
        return flavor == Flavor.MYSQL
                ? "SELECT /*+ SET_VAR(lock_wait_timeout = 1) */" + from + " FOR SHARE NOWAIT"
                : "SELECT" + from + " LOCK IN SHARE MODE NOWAIT";
    }

    /** False if the thread was interrupted; then nobody waits any longer. */
    private static boolean pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
