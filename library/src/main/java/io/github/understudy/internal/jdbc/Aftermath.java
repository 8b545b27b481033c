package io.github.understudy.internal.jdbc;

import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.SessionLostException;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.internal.failover.Course;
import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failover.Patience;
import io.github.understudy.internal.failover.Recovery;
import io.github.understudy.internal.failover.RecoveryRules;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.ledger.LedgerId;
import io.github.understudy.internal.replay.ReplayMode;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.sql.Classification;
import io.github.understudy.internal.sql.StatementClass;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What follows when a statement, a COMMIT or the reading of a result fails: it runs again where it belongs, or the
 * application is told what is known. Used by one thread.
 */
abstract class Aftermath extends Continuation {
    private static final int READ_ONLY_TRANSACTION = 1792;

    Aftermath(JdbcContext context) {
        super(context);
    }

    /**
     * Decides what follows from a failed statement. Returns if it is to be run again.
     *
     * @throws SQLException what the application gets, the driver's own exception wherever there is nothing to add
     */
    Patience recover(
            SQLException thrown,
            Classification what,
            @Nullable String sql,
            boolean repeatable,
            Lease lease,
            @Nullable Patience patience)
            throws SQLException {
        StatementClass kind = what.kind();
        Failure failure = context().failures().classify(thrown);
        previous = lease;
        boolean refused =
                failure == Failure.READ_ONLY || (failure == Failure.CONNECTION_READ_ONLY && lease.isGuarded());
        if (refused && isRefusedByReplica(lease) && repeatable) {
            return onSource(thrown, sql, patience);
        }
        if (!failure.isAboutTheServer() || (failure == Failure.READ_ONLY && isAskedFor(thrown))) {
            if (repeatable && isReplayedAfterConflict(thrown, lease, patience)) {
                return patience(patience);
            }
            failedHere(kind, lease);
            hinderReplay("a statement of it failed: " + thrown.getMessage());
            throw failure == Failure.READ_ONLY && readOnlyTransaction ? inReadOnlyTransaction(thrown) : thrown;
        }
        long since = System.nanoTime();
        suspect(lease, failure, thrown);
        boolean whole = repeatable && !isPartlyApplied(thrown);
        switch (Course.after(recovery(failure, kind, whole), kind == StatementClass.COMMIT && noted() != null)) {
            case RUN_AGAIN -> {
                return repeat(thrown, what, lease, patience, since);
            }
            case CARRY_OVER -> {
                if (!whole) {
                    hinderReplay("the statement that failed can't be run a second time");
                }
                return carryOver(failure, lease, thrown, patience);
            }
            case TELL_SESSION_LOST -> throw sessionLost(lease, Losses.symptom(failure), thrown);
            case ASK_LEDGER -> {
                return settle(thrown, lease, patience);
            }
            case TELL_UNKNOWN -> throw unknown(thrown, lease);
            case DONE -> {
                endTransaction();
                forget(lease);
                throw thrown;
            }
            default -> {
                account(lease, kind);
                discard(lease);
                throw thrown;
            }
        }
    }

    /** On a replica by its looks alone, but it writes: through a view or a function, for example. */
    private boolean isRefusedByReplica(Lease lease) {
        return !readOnly
                && isFree()
                && lease != writing()
                && !context().checkout().isSource(lease);
    }

    private Patience onSource(SQLException thrown, @Nullable String sql, @Nullable Patience patience)
            throws SQLException {
        if (sql != null) {
            context().statements().refused(sql);
        }
        Patience more = patience(patience);
        more.insistOnSource();
        if (more.isOver()) {
            throw thrown;
        }
        return more;
    }

    /**
     * A write that is refused because the application itself has made the connection, the transaction or the session
     * read-only is its own mistake, and no sign of a demotion.
     */
    private boolean isAskedFor(SQLException thrown) {
        boolean bySql =
                thrown.getErrorCode() == READ_ONLY_TRANSACTION && (session().hasSql() || pinned() != null);
        return readOnly || readOnlyTransaction || bySql;
    }

    /** What a source would have said: a replica gives its own reason first. */
    private static SQLException inReadOnlyTransaction(SQLException thrown) {
        return thrown.getErrorCode() == READ_ONLY_TRANSACTION
                ? thrown
                : new SQLException(
                        "Cannot execute statement in a READ ONLY transaction", "25006", READ_ONLY_TRANSACTION, thrown);
    }

    private SQLException unknown(SQLException thrown, Lease lease) {
        if (readOnly && autoCommit && !explicit && pinned() == null) {
            // The application only reads here, and writes were refused: there is no outcome to be in doubt about.
            discard(lease);
            return thrown;
        }
        return outcomeUnknown(lease, thrown);
    }

    private Recovery recovery(Failure failure, StatementClass kind, boolean repeatable) {
        return switch (kind) {
            case COMMIT, COMMIT_AND_CHAIN -> RecoveryRules.forCommit(failure, onlyReads, mayHaveCommitted);
            case ROLLBACK, ROLLBACK_AND_CHAIN -> RecoveryRules.forRollback(failure);
            default ->
                RecoveryRules.forStatement(new RecoveryRules.Circumstances(
                        failure,
                        kind,
                        inTransaction != null,
                        autoCommit && !explicit,
                        repeatable,
                        pinned() != null,
                        mayHaveCommitted));
        };
    }

    /** Some statements of a batch were applied before the one that failed. */
    private static boolean isPartlyApplied(SQLException thrown) {
        return thrown instanceof BatchUpdateException batch
                && Arrays.stream(batch.getLargeUpdateCounts()).anyMatch(count -> count >= 0 || count == -2);
    }

    private Patience repeat(
            SQLException thrown, Classification what, Lease lease, @Nullable Patience patience, long since)
            throws SQLException {
        discard(lease);
        Patience more = patience(patience);
        more.failed(lease, thrown);
        if (more.isOver()) {
            throw thrown;
        }
        if (wish(what, more).access() == Access.READ_WRITE) {
            awaitSourceAfter(lease.node(), since, more);
        }
        return more;
    }

    /** Something failed before the statement itself was sent, such as preparing it. Returns if it is to be tried again. */
    @Override
    Patience recoverUnsent(SQLException thrown, Classification what, Lease lease, @Nullable Patience patience)
            throws SQLException {
        Failure failure = context().failures().classify(thrown);
        if (!failure.isAboutTheServer()) {
            throw thrown;
        }
        long since = System.nanoTime();
        suspect(lease, failure, thrown);
        if (inTransaction != null) {
            return carryOver(failure, lease, thrown, patience);
        }
        if (pinned() != null) {
            throw sessionLost(lease, Losses.symptom(failure), thrown);
        }
        return repeat(thrown, what, lease, patience, since);
    }

    /** The driver says of a result whose connection was cut only that it is closed. */
    private Failure ofHeld(SQLException thrown, @Nullable Lease lease) {
        Failure failure = context().failures().classify(thrown);
        return lease != null && !failure.isAboutTheServer() && lease.isBroken() ? Failure.CONNECTION_LOST : failure;
    }

    /** A call that is no statement of its own failed, such as reading a result. Returns what the application gets. */
    <X extends SQLException> X failed(X thrown, @Nullable Lease lease) throws SQLException {
        if (thrown instanceof NoNodeAvailableException) {
            return thrown; // it says nothing about the connection
        }
        Failure failure = ofHeld(thrown, lease);
        if (lease != null && failure.connectionIsGone()) {
            suspect(lease, failure, thrown);
            if (inTransaction == lease) {
                throw lost(lease, Losses.ofTransaction(lease, Losses.symptom(failure)), true, thrown);
            }
            if (pinned() == lease) {
                throw sessionLost(lease, Losses.symptom(failure), thrown);
            }
            discard(lease);
        }
        return thrown;
    }

    /**
     * The same for what can be tried again once the transaction was done again elsewhere.
     *
     * @return if it is to be tried again; else throws what the application gets
     */
    Patience resume(SQLException thrown, @Nullable Lease lease) throws SQLException {
        if (thrown instanceof NoNodeAvailableException) {
            throw thrown;
        }
        Failure failure = ofHeld(thrown, lease);
        if (lease == null || inTransaction != lease || !failure.connectionIsGone()) {
            throw failed(thrown, lease);
        }
        suspect(lease, failure, thrown);
        return carryOver(failure, lease, thrown, null);
    }

    /** The same for a server that has failed. */
    Patience carryOver(Failure failure, Lease lease, SQLException thrown, @Nullable Patience patience)
            throws SQLException {
        return carryOver(
                lease,
                Losses.ofTransaction(lease, Losses.symptom(failure)),
                failure.connectionIsGone(),
                thrown,
                patience);
    }

    /**
     * Carries the open transaction, which is rolled back for certain where it was, to another server.
     *
     * @return what the request has behind it then
     * @throws SQLException what the application gets, if that was not possible or is not asked for
     */
    Patience carryOver(
            Lease lease, String reason, boolean gone, @Nullable SQLException cause, @Nullable Patience patience)
            throws SQLException {
        if (Course.afterLoss(context().replay().isOn()) == Course.TELL_LOST) {
            throw lost(lease, reason, gone, cause);
        }
        Patience more = patience(patience);
        String obstacle = replay(lease, gone, more, System.nanoTime());
        if (obstacle != null) {
            throw lost(lease, reason + ". It could not be replayed: " + obstacle, gone, cause);
        }
        return more;
    }

    /**
     * COMMIT was sent, and its answer did not come. Returns if it was committed, or if the transaction is open again on
     * another server and can be committed there.
     */
    Patience settle(SQLException thrown, Lease lease, @Nullable Patience patience) throws SQLException {
        LedgerId id = noted();
        if (id == null) {
            throw unknown(thrown, lease);
        }
        long since = System.nanoTime();
        Patience more = patience(patience);
        // Its place in the pool may be needed for the question.
        discard(lease);
        return switch (Course.after(context().ledger().outcome(id, lease.node(), since, more))) {
            case DONE -> {
                context().checkout().mayHaveWritten(thread());
                endTransaction();
                forget(lease);
                yield more;
            }
            case CARRY_OVER -> carryOver(lease, Losses.ofTransactionAtCommit(lease), true, thrown, more);
            default -> throw outcomeUnknown(lease, thrown);
        };
    }

    /** The id of the open transaction in the ledger, null if it has none. */
    @Nullable
    LedgerId noted() {
        return context().ledger().isOn() ? seldom().noted : null;
    }

    /** True if something spoke against the server while the note was under way: COMMIT is not sent there just so. */
    boolean isDoubtedSinceNoted(Lease lease) {
        return noted() != null && !context().checkout().isConfirmedSource(lease);
    }

    boolean isReplayedAfterConflict(SQLException thrown, Lease lease, @Nullable Patience patience) {
        if (context().replay().mode() != ReplayMode.CONFLICTS
                || inTransaction != lease
                || context().failures().classify(thrown) != Failure.ROLLED_BACK) {
            return false;
        }
        return replayAfterConflict(lease, patience(patience)) == null;
    }

    /** A row is about to be written through a result. */
    void writing(@Nullable Lease lease) {
        if (lease != null) {
            hinderReplay("a row was written through a result");
            begunBy(StatementClass.DML, lease);
        }
    }

    /** A row was written through a result. */
    void written(@Nullable Lease lease) {
        if (lease != null) {
            account(lease, StatementClass.DML);
        }
    }

    /** Writing a row through a result failed. Returns what the application gets. */
    SQLException failedWrite(SQLException thrown, @Nullable Lease lease) throws SQLException {
        if (lease != null
                && inTransaction != lease
                && context().failures().classify(thrown).connectionIsGone()) {
            return outcomeUnknown(lease, thrown);
        }
        return failed(thrown, lease);
    }

    private SQLException lost(Lease lease, String reason, boolean gone, @Nullable SQLException cause) {
        if (mayHaveCommitted) {
            return outcomeUnknown(lease, cause);
        }
        abandon(lease, gone, new Refusal(Refusal.Loss.TRANSACTION, reason, pinned() == lease));
        return new TransactionLostException(
                reason + ". It is safe to run the whole transaction again, after rollback or on a new connection",
                cause);
    }

    SessionLostException sessionLost(Lease lease, String symptom, @Nullable SQLException cause) {
        String reason = Losses.ofSession(lease, symptom);
        abandon(lease, true, new Refusal(Refusal.Loss.SESSION, reason, true));
        return new SessionLostException(
                reason + ". Nothing was applied. Close this connection and take a new one", cause);
    }

    OutcomeUnknownException outcomeUnknown(Lease lease, @Nullable SQLException cause) {
        String reason = Losses.ofOutcome(lease);
        // If it was applied, the thread must see it.
        context().checkout().mayHaveWritten(thread());
        boolean open = !autoCommit || explicit;
        if (open || pinned() == lease) {
            abandon(lease, true, new Refusal(Refusal.Loss.OUTCOME, reason, pinned() == lease));
        } else {
            discard(lease);
        }
        return new OutcomeUnknownException(
                reason + ". It was not repeated; look whether it is there before you do", cause);
    }

    private void abandon(Lease lease, boolean gone, Refusal why) {
        if (!gone) {
            rollbackQuietly(lease);
        }
        endTransaction();
        if (pinned() == lease) {
            pin(null);
        }
        seldom().refusal = why;
        discard(lease);
    }

    /** The lease ended with its transaction; state that was set there by SQL ended with it. */
    void forget(Lease lease) {
        if (pinned() == lease) {
            sessionLost(lease, "was lost", null);
        } else {
            discard(lease);
        }
    }
}
