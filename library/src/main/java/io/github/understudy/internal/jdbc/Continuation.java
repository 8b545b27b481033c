package io.github.understudy.internal.jdbc;

import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.internal.failover.Course;
import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failover.Patience;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.replay.Repetition;
import io.github.understudy.internal.replay.ReplayMismatchException;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.internal.sql.Classification;
import io.github.understudy.internal.sql.StatementClass;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Does a transaction that was lost for certain again on another server, if that is asked for and can be proven equal. */
abstract class Continuation extends UnitOfWork {
    private static final Classification READING =
            new Classification(StatementClass.BEGIN_READ_ONLY, Classification.Dependence.NONE, null);

    /** How often a replay is begun anew because it ran into a conflict itself. */
    private static final int MOST_CONFLICTS = 5;

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final long MOST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    Continuation(JdbcContext context) {
        super(context);
    }

    // ---- what has happened ----

    /** True while what the application does belongs to a transaction that may have to be done again. */
    boolean isRecording() {
        return inTransaction != null && context().replay().isOn();
    }

    Recording recording() {
        Seldom its = seldom();
        Recording known = its.recording;
        if (known == null) {
            known = new Recording(context().replay().mostSteps());
            its.recording = known;
        }
        return known;
    }

    /** The last run of a statement, if that belongs to the open transaction and was recorded. */
    @Nullable
    StatementStep<?> stepOf(Execution<?> execution) {
        return isRecording() ? recording().latest(execution) : null;
    }

    /** The open transaction can't be done again from now on. */
    void hinderReplay(String reason) {
        if (isRecording()) {
            recording().hinder(reason);
        }
    }

    @Override
    void endTransaction() {
        super.endTransaction();
        if (hasRecording()) {
            recording().clear();
        }
    }

    /** Notes a transaction that may have written in the ledger, if there is one. */
    void noteBeforeCommit(Lease lease) throws SQLException {
        if (!context().ledger().isOn()) {
            return;
        }
        boolean mayWrite = !readOnly && !readOnlyTransaction;
        seldom().noted = null; // whatever follows, an earlier transaction's id would answer for this one
        if (Course.needsNote(mayWrite, onlyReads, mayHaveCommitted)) {
            seldom().noted = context().ledger().note(lease);
            ranForUs(lease);
        }
    }

    // ---- again ----

    /**
     * Does the open transaction again on a server that is fit now. The one it was on is rolled back for certain.
     *
     * @param gone false if the server still answers: there it is rolled back first
     * @param since when the loss was noticed
     * @return null if the application can go on; else why not
     */
    @Nullable
    String replay(Lease lost, boolean gone, Patience patience, long since) {
        String obstacle = obstacle();
        if (obstacle != null) {
            return obstacle;
        }
        if (!gone) {
            rollbackQuietly(lost);
        }
        boolean reads = readOnly || readOnlyTransaction;
        inTransaction = null;
        discard(lost);
        try {
            return repeat(lost, reads, patience, since);
        } catch (SQLException e) {
            return "it was to be replayed, and no server could take it: " + e.getMessage();
        }
    }

    /** The server has rolled the transaction back because of a conflict, and the connection is as good as before. */
    @Nullable
    String replayAfterConflict(Lease lease, Patience patience) {
        String obstacle = obstacle();
        if (obstacle != null) {
            return obstacle;
        }
        rollbackQuietly(lease);
        try {
            return repeatOn(lease, patience, System.nanoTime());
        } catch (SQLException e) {
            return "it was to be replayed, and no server could take it: " + e.getMessage();
        }
    }

    private @Nullable String obstacle() {
        if (mayHaveCommitted) {
            return "a statement of it may have committed a part";
        }
        return pinned() != null
                ? "the session holds state that can't be carried"
                : recording().transcript().obstacle();
    }

    private @Nullable String repeat(Lease lost, boolean reads, Patience patience, long since) throws SQLException {
        Wish wish = reads ? wish(READING, patience) : Wish.WRITE;
        if (wish.access() == Access.READ_WRITE) {
            awaitSourceAfter(lost.node(), since, patience);
        }
        Lease next = take(wish, reads ? demands(wish) : null, !readOnly, patience);
        if (isHintedReadOnly()) {
            guard(next);
        }
        return repeatOn(next, patience, since);
    }

    private @Nullable String repeatOn(Lease lease, Patience patience, long since) throws SQLException {
        for (int conflicts = 0; ; conflicts++) {
            try {
                if (!isDoneAgain(lease, patience)) {
                    break;
                }
                inTransaction = lease;
                previous = lease;
                return null;
            } catch (ReplayMismatchException e) {
                rollbackQuietly(lease);
                return "it was replayed on " + lease.endpoint() + ", and " + e.getMessage();
            } catch (NoNodeAvailableException e) {
                // That nobody can be asked says nothing about this connection, on which a transaction is open.
                rollbackQuietly(lease);
                throw e;
            } catch (SQLException e) {
                Failure failure = context().failures().classify(e);
                if (failure.isAboutTheServer()) {
                    return onceMore(lease, e, failure, patience);
                }
                rollbackQuietly(lease);
                boolean conflict = failure == Failure.ROLLED_BACK || isLockTimeout(e);
                if (!conflict || conflicts == MOST_CONFLICTS || patience.isOver()) {
                    return "it was replayed on " + lease.endpoint() + ", and there: " + e.getMessage();
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_PAUSE_NANOS));
            }
        }
        return elsewhere(lease, patience);
    }

    /** False if the server was deposed meanwhile. */
    private boolean isDoneAgain(Lease lease, Patience patience) throws SQLException {
        try (Repetition<Lease> again = recording().transcript().repetition()) {
            while (!again.isComplete()) {
                if (!mayGoOn(lease, patience)) {
                    return false;
                }
                again.next(lease);
            }
            return true;
        }
    }

    /** Each statement asks, as it did the first time: a server can be deposed in the middle of a replay. */
    private boolean mayGoOn(Lease lease, Patience patience) throws SQLException {
        return readOnly || readOnlyTransaction || awaitStillSource(lease, patience);
    }

    private @Nullable String elsewhere(Lease deposed, Patience patience) throws SQLException {
        rollbackQuietly(deposed);
        discard(deposed);
        return patience.isOver()
                ? "it was to be replayed, and the time is up"
                : repeat(deposed, false, patience, System.nanoTime());
    }

    /** The next server was lost as well. */
    private @Nullable String onceMore(Lease lost, SQLException thrown, Failure failure, Patience patience)
            throws SQLException {
        long since = System.nanoTime();
        suspect(lost, failure, thrown);
        boolean reads = readOnly || readOnlyTransaction;
        if (!failure.connectionIsGone()) {
            rollbackQuietly(lost);
        }
        discard(lost);
        patience.failed(lost, thrown);
        return patience.isOver()
                ? "it was to be replayed, and the time is up: " + thrown.getMessage()
                : repeat(lost, reads, patience, since);
    }

    private static boolean isLockTimeout(SQLException thrown) {
        return thrown.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }
}
