package io.github.understudy.internal.jdbc;

import io.github.understudy.exception.SessionLostException;
import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failover.Patience;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.internal.sql.Classification;
import io.github.understudy.internal.sql.Classification.Dependence;
import io.github.understudy.internal.sql.StatementClass;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where statements run that ask about earlier ones. Used by one thread. */
abstract class Retrospect extends Aftermath {
    Retrospect(JdbcContext context) {
        super(context);
    }

    /**
     * What asks for the traces of an earlier statement runs on that one's connection.
     *
     * @return null if it has none to ask for, or that connection is chosen in any case
     */
    @Nullable
    Lease ofThePast(Classification what, @Nullable Patience patience) throws SQLException {
        boolean onlyAsks = what.kind() == StatementClass.QUERY;
        if (what.dependence() == Dependence.PREVIOUS) {
            Lease last = previous;
            if (tracesOver) {
                throw tracesOver();
            }
            if (last != null && (last.isEnded() || (patience != null && patience.isForSource()))) {
                throw pastLost("the statement before");
            }
            if (last != null && inTransaction != null && last != inTransaction) {
                throw pastLost("the statement before");
            }
            // What writes as well goes where writes go, if that is the same connection; so does what begins a
            // transaction.
            boolean alone = inTransaction == null && autoCommit && !explicit;
            return onlyAsks && alone && last != null ? fresh(last, patience) : null;
        }
        if (isLastWriteLost()) {
            throw pastLost("the last write");
        }
        Lease last = writing();
        return onlyAsks && inTransaction == null && last != null && last.hasWritten() ? last : null;
    }

    /** It may read a table as well. */
    private Lease fresh(Lease last, @Nullable Patience patience) throws SQLException {
        if (!context().checkout().isSource(last)) {
            Causality thread = demands(Wish.READ);
            if (thread != null && !awaitFresh(last, Wish.READ, thread, patience)) {
                throw pastLost("the statement before");
            }
        }
        return last;
    }

    /** The connection that was chosen must be the one whose traces the statement asks for. */
    void requirePast(Classification what, Lease lease) throws SQLException {
        if (what.dependence() == Dependence.LAST_WRITE && isLastWriteLost()) {
            throw pastLost("the last write");
        }
        if (what.dependence() == Dependence.PREVIOUS && previous != null && previous != lease) {
            throw pastLost("the statement before");
        }
    }

    private static SessionLostException tracesOver() {
        return new SessionLostException(
                "This statement asks for what the server keeps of the statement before (ROW_COUNT(), warnings …), and that"
                        + " was noted in the ledger since, because of understudy.ledger = all. Nothing was sent; run both in"
                        + " one transaction, or use what the driver has returned",
                null);
    }

    private static SessionLostException pastLost(String what) {
        return new SessionLostException(
                "This statement asks for what the server keeps of " + what + " of its session (LAST_INSERT_ID(),"
                        + " FOUND_ROWS(), warnings …), and the work has moved to another server since. Nothing was sent;"
                        + " use getGeneratedKeys(), or run both in one transaction",
                null);
    }
}
