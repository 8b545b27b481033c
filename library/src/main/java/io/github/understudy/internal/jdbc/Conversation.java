package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failover.Patience;
import io.github.understudy.internal.failover.Recovery;
import io.github.understudy.internal.failover.RecoveryRules;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.internal.sql.Classification;
import io.github.understudy.internal.sql.Classification.Dependence;
import io.github.understudy.internal.sql.StatementClass;
import io.github.understudy.internal.sql.StatementClassifier;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the application is in the middle of on one logical connection: its open transaction, what holds it to a server,
 * and what follows when that server fails. Used by one thread, but for {@link #current}.
 */
final class Conversation extends Retrospect {
    private static final Classification METADATA = new Classification(StatementClass.READ, Dependence.NONE, null);
    private static final Classification SAVEPOINT = new Classification(StatementClass.QUERY, Dependence.NONE, null);

    Conversation(JdbcContext context) {
        super(context);
    }

    // ---- before a statement ----

    /** The physical connection for a statement: that of the open transaction, or one to a node that is fit now. */
    Lease lease(Classification what, @Nullable Patience patience) throws SQLException {
        StatementClass kind = what.kind();
        if (kind == StatementClass.ROLLBACK) {
            forgive();
        }
        requireUsable();
        if (isRefused(kind)) {
            throw new SQLException(
                    readOnly
                            ? "The connection is read-only: this statement writes"
                            : "The transaction was begun as a read-only one, and this statement writes. Nothing was sent."
                                    + " Look for the outermost method of the transaction, which says that it only reads",
                    "25006");
        }
        if (inTransaction != null && leavesReadOnlyTransaction(kind)) {
            endReadOnlyTransaction(inTransaction);
        }
        Lease past = what.dependence() == Dependence.NONE ? null : ofThePast(what, patience);
        if (past != null) {
            return upToDate(past, what, patience);
        }
        if (inTransaction != null) {
            return upToDate(stillSource(inTransaction, patience), what, patience);
        }
        Wish wish = wish(what, patience);
        Lease pinned = pinned();
        if (pinned != null) {
            return stillPinned(pinned, wish, what, patience);
        }
        Causality thread = wish.access() == Access.READ_ONLY ? demands(wish) : null;
        Lease fit = fit(wish, thread, patience);
        Lease lease = fit != null ? fit : take(wish, thread, !readOnly, patience);
        requirePast(what, lease);
        Patience again = catchUp(lease, wish, thread(), patience);
        if (again != null) {
            return lease(what, again);
        }
        if (mustBeGuarded(lease, kind)) {
            guard(lease);
            lease.listen();
        }
        return lease;
    }

    /**
     * It may write through a function or procedure, now or later in its transaction, and a server does not refuse that to
     * an account with privileges.
     */
    private boolean mustBeGuarded(Lease lease, StatementClass kind) {
        boolean mayWrite = kind == StatementClass.WRITE || kind == StatementClass.QUERY;
        boolean begins = readOnly && !autoCommit && !context().defaults().tellsReadOnly();
        return (mayWrite || begins || isHintedReadOnly()) && isGuardWanted(lease);
    }

    private boolean isRefused(StatementClass kind) {
        boolean reads = readOnly || (isHintedReadOnly() && inTransaction != null);
        return reads && (kind == StatementClass.DML || kind == StatementClass.IMPLICIT_COMMIT);
    }

    /** What preparing a statement is: a server minds only running one that it refuses, and so must we. */
    Classification preparing(Classification what) {
        boolean notHere = isRefused(what.kind()) || (inTransaction != null && leavesReadOnlyTransaction(what.kind()));
        return notHere ? what.as(StatementClass.READ) : what;
    }

    /** For what is not a statement of the application's own but needs some connection, such as metadata. */
    Lease anyLease() throws SQLException {
        Lease lease = lease(METADATA, null);
        previous = lease;
        return lease;
    }

    /** Inside of a read-only transaction on a replica these would commit it and go on there; they belong elsewhere. */
    private boolean leavesReadOnlyTransaction(StatementClass kind) {
        return readOnlyTransaction
                && switch (kind) {
                    case BEGIN, BEGIN_READ_ONLY, IMPLICIT_COMMIT, SET_AUTOCOMMIT_ON, SET_AUTOCOMMIT_OFF -> true;
                    default -> false;
                };
    }

    private void endReadOnlyTransaction(Lease lease) {
        endTransaction();
        rollbackQuietly(lease);
    }

    /** A transaction that may write goes on only while its server is the source; else it is done again on the new one. */
    private Lease stillSource(Lease lease, @Nullable Patience patience) throws SQLException {
        boolean mayWrite = !readOnly && !readOnlyTransaction;
        if (!mayWrite || context().checkout().mayEnd(lease) || awaitStillSource(lease, patience)) {
            return lease;
        }
        carryOver(lease, Losses.ofTransaction(lease, "is no longer the source"), false, null, patience);
        return Objects.requireNonNull(inTransaction);
    }

    /** A setting that was changed meanwhile holds from the next statement on, also within a transaction. */
    private Lease upToDate(Lease lease, Classification what, @Nullable Patience patience) throws SQLException {
        try {
            bringUpToDate(lease);
            return lease;
        } catch (SQLException e) {
            recoverUnsent(e, what, lease, patience);
            throw e;
        }
    }

    private Lease stillPinned(Lease lease, Wish wish, Classification what, @Nullable Patience patience)
            throws SQLException {
        boolean reads = wish.access() == Access.READ_ONLY;
        // On the source everything may go on, the reads as well.
        boolean onSource = context().checkout().isSource(lease);
        boolean ends = lease == writing() && context().checkout().mayEnd(lease);
        if (!ends && !mayStay(lease, onSource ? Wish.WRITE : wish, null, patience)) {
            throw sessionLost(lease, "is no longer fit for " + (reads ? "reads" : "writes"), null);
        }
        Causality thread = reads && !onSource ? demands(wish) : null;
        if (thread != null && !awaitFresh(lease, wish, thread, patience)) {
            throw sessionLost(lease, "was lost before it had what this thread has written or seen elsewhere", null);
        }
        catchUp(lease, wish, thread(), patience);
        if (mustBeGuarded(lease, what.kind())) {
            guard(lease);
        }
        return upToDate(lease, what, patience);
    }

    void requireUsable() throws SQLException {
        if (isClosed()) {
            throw new SQLNonTransientConnectionException("The connection is closed", "08003");
        }
        Refusal refusal = refusal();
        if (refusal != null) {
            throw refusal.exception();
        }
    }

    // ---- transactions through JDBC ----

    void setAutoCommit(boolean on) throws SQLException {
        requireUsable();
        if (on == autoCommit) {
            return;
        }
        if (inTransaction != null) {
            // JDBC: the open transaction is committed.
            commitOpen(inTransaction);
        }
        autoCommit = on;
        session().autoCommit(on);
    }

    void setReadOnly(boolean on) throws SQLException {
        requireUsable();
        if (on == readOnly) {
            return;
        }
        if (inTransaction != null) {
            throw new SQLException("A transaction is open: read-only can only be changed before or after it", "25001");
        }
        readOnly = on;
        session().readOnly(on);
        unguard();
    }

    /**
     * Changes a setting. Where it can be told now whether it is one, it is made at once: a wrong one must fail here, and
     * not with the next statement.
     *
     * @param needsServer true if only a server can tell
     */
    void change(Consumer<Session> change, boolean needsServer) throws SQLException {
        requireUsable();
        hinderReplay("a setting of the connection was changed in the middle of it");
        Session before = session().copy();
        change.accept(session());
        try {
            Lease current = current();
            if (needsServer) {
                anyLease();
            } else if (current != null) {
                bringUpToDate(current);
            }
        } catch (SQLException e) {
            restore(before);
            throw e;
        }
    }

    /** Something that belongs to a transaction and begins one, such as a savepoint. */
    interface TransactionWork<T> {
        T on(java.sql.Connection physical) throws SQLException;
    }

    <T> T inTransaction(TransactionWork<T> work) throws SQLException {
        Patience patience = null;
        while (true) {
            Lease lease = lease(SAVEPOINT, patience);
            try {
                T answer = work.on(lease.connection());
                begunBy(StatementClass.QUERY, lease);
                if (isRecording()) {
                    recording().note(new ConnectionStep(work));
                }
                return answer;
            } catch (SQLException e) {
                patience = resume(e, lease);
            }
        }
    }

    void commit() throws SQLException {
        requireUsable();
        if (autoCommit && !context().defaults().endsTransactionsInAutoCommit()) {
            throw new SQLException("Can't call commit when autocommit=true");
        }
        if (inTransaction != null) {
            commitOpen(inTransaction);
        }
    }

    /**
     * True if this write is to be a transaction of its own, for the ledger; not if it may return rows, asks about the
     * statement before, or if the session holds what a transaction would disturb (locked tables, for example).
     */
    boolean isNotedAlone(Classification what, @Nullable String sql) {
        return context().ledger().isForAll()
                && autoCommit
                && !explicit
                && !readOnly
                && pinned() == null
                && what.dependence() != Dependence.PREVIOUS
                && sql != null
                && !StatementClassifier.returnsRows(sql);
    }

    @Override
    void commitNow(Lease first) throws SQLException {
        Patience patience = null;
        Lease lease = first;
        while (!isCommitted(lease, patience)) {
            // It was done again elsewhere, and is to be committed there; not for ever.
            patience = patience(patience);
            lease = Objects.requireNonNull(inTransaction);
        }
    }

    /** False if the transaction was lost, and is open again on another server. */
    private boolean isCommitted(Lease first, @Nullable Patience patience) throws SQLException {
        Lease lease = onlyReads ? first : stillSource(first, patience);
        try {
            noteBeforeCommit(lease);
        } catch (SQLException e) {
            // COMMIT was not sent: it is as with a statement that was not.
            recoverUnsent(e, METADATA, lease, null);
            return false;
        }
        if (noted() != null && stillSource(lease, patience) != lease) {
            // It was deposed while the note was under way.
            return false;
        }
        try {
            if (explicit && autoCommit) {
                execute(lease, "COMMIT");
            } else {
                lease.connection().commit();
            }
            boolean writes = !onlyReads;
            endTransaction();
            account(lease, StatementClass.COMMIT, writes);
            return true;
        } catch (SQLException e) {
            Failure failure = context().failures().classify(e);
            switch (RecoveryRules.forCommit(failure, onlyReads, mayHaveCommitted)) {
                case TRANSACTION_LOST -> {
                    suspect(lease, failure, e);
                    carryOver(failure, lease, e, null);
                    return false;
                }
                case OUTCOME_UNKNOWN -> {
                    suspect(lease, failure, e);
                    settle(e, lease, null);
                    return inTransaction == null;
                }
                case DONE -> {
                    endTransaction();
                    forget(lease);
                    return true;
                }
                default -> {
                    if (isReplayedAfterConflict(e, lease, null)) {
                        return false;
                    }
                    throw e;
                }
            }
        }
    }

    void rollback() throws SQLException {
        if (isClosed()) {
            requireUsable();
        }
        if (refusal() != null) {
            forgive();
            return;
        }
        if (autoCommit && !context().defaults().endsTransactionsInAutoCommit()) {
            throw new SQLNonTransientConnectionException("Can't call rollback when autocommit=true", "08003");
        }
        Lease lease = inTransaction;
        if (lease == null) {
            return;
        }
        try {
            if (explicit && autoCommit) {
                execute(lease, "ROLLBACK");
            } else {
                lease.connection().rollback();
            }
            endTransaction();
        } catch (SQLException e) {
            Failure failure = context().failures().classify(e);
            if (RecoveryRules.forRollback(failure) != Recovery.DONE) {
                throw e;
            }
            suspect(lease, failure, e);
            endTransaction();
            forget(lease);
        }
    }

    /** The application has taken note of what it has lost. */
    void forgive() {
        Refusal refusal = refusal();
        if (refusal != null && !refusal.forever()) {
            seldom().refusal = null;
        }
    }

    // ---- the end ----

    /** False if nothing but rollback and close is accepted. */
    boolean isUsable() {
        return !isClosed() && refusal() == null;
    }

    @Override
    void close() {
        if (explicit && autoCommit && inTransaction != null) {
            // The pool only rolls back what was begun through JDBC.
            rollbackQuietly(inTransaction);
        }
        endTransaction();
        super.close();
    }
}
