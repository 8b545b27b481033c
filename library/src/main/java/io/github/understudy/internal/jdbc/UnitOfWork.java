package io.github.understudy.internal.jdbc;

import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.failover.Checkout;
import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failover.Patience;
import io.github.understudy.internal.failover.RecoveryRules;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.pool.SessionTracker;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.routing.RoutingMode;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.internal.sql.Classification;
import io.github.understudy.internal.sql.StatementClass;
import io.github.understudy.internal.sql.StatementClassifier;
import io.github.understudy.internal.sql.StatementText;
import io.github.understudy.topology.Endpoint;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is under way on one logical connection: its open transaction, what else holds it to a server, and what the thread
 * has written and seen. It only keeps account; {@link Conversation} acts. Used by one thread, but for {@link #current}.
 */
abstract class UnitOfWork extends Leases {
    boolean autoCommit;
    boolean readOnly;
    boolean explicit;
    boolean onlyReads = true;
    boolean mayHaveCommitted;

    /** By SQL, if the transaction is explicit; else a framework has said so. */
    boolean readOnlyTransaction;

    /** A statement of our own has run after the application's last one, and the server forgot what it kept of that. */
    boolean tracesOver;

    @Nullable
    Lease inTransaction;

    /** Where the statement before ran. */
    @Nullable
    Lease previous;

    private @Nullable Causality causality;

    UnitOfWork(JdbcContext context) {
        super(context);
        this.autoCommit = context.defaults().autoCommit();
        this.readOnly = context.defaults().readOnly();
    }

    boolean isAutoCommit() {
        return autoCommit;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    /** True if a framework has said that the transaction which begins, or is open, only reads. */
    boolean isHintedReadOnly() {
        return readOnlyTransaction && !explicit;
    }

    /** True if nothing holds the application to a server. */
    boolean isFree() {
        return inTransaction == null && pinned() == null;
    }

    /** The physical connection that was used last, and most likely is used next; null if there is none. */
    @Nullable
    Lease current() {
        Lease held = inTransaction != null ? inTransaction : pinned();
        Lease last = held != null ? held : previous;
        return last == null || last.isEnded() ? null : last;
    }

    // ---- where to ----

    @Override
    boolean isGuardWanted(Lease lease) {
        Checkout checkout = context().checkout();
        boolean mayWrite = checkout.isSource(lease) || (lease == writing() && checkout.mayEnd(lease));
        return readOnly || isHintedReadOnly() || !mayWrite;
    }

    /** What the calling thread has written and seen; what another thread did on this connection is joined to it. */
    Causality thread() {
        Causality now = context().causalities().current();
        Causality known = causality;
        if (known != now) {
            if (known != null) {
                now.join(known, System.nanoTime());
            }
            causality = now;
        }
        return now;
    }

    /** What a statement wants outside of a transaction. */
    Wish wish(Classification what, @Nullable Patience patience) {
        // Outside of transactions; one that was begun by SQL and is being replayed stays what it was.
        readOnlyTransaction &= explicit;
        if (patience != null && patience.isForSource()) {
            return Wish.WRITE;
        }
        if (patience != null && what.kind() == StatementClass.COMMIT) {
            return Wish.LOOK_BACK; // it has committed already, and is sent once more to be answered
        }
        boolean alone = autoCommit && !explicit;
        boolean hinted = !alone && !explicit && isHinted(what.kind());
        boolean reads = hinted || reads(what.kind(), alone);
        Wish wish = Routes.wish(what, context().routing(), reads, alone, hint(), thread());
        readOnlyTransaction |= hinted && wish.access() == Access.READ_ONLY;
        return wish;
    }

    /** Whose demands a read must meet; null if any state within the lag limit will do. */
    @Nullable
    Causality demands(Wish wish) throws SQLException {
        Causality thread = Routes.demands(wish, thread());
        if (thread != null && thread.level() == ConsistencyLevel.INSTANCE) {
            context().checkout().demandInstance(thread);
        }
        return thread;
    }

    private boolean reads(StatementClass kind, boolean alone) {
        if (readOnly || kind == StatementClass.BEGIN_READ_ONLY) {
            return true;
        }
        if (!alone || context().routing() != RoutingMode.STATEMENT) {
            return alone && isHinted(kind);
        }
        boolean setting = kind == StatementClass.SETTING || kind == StatementClass.USE;
        return kind == StatementClass.READ || (setting && writing() == null);
    }

    /** True if a framework says that the thread only reads, on a connection that does not. */
    private boolean isHinted(StatementClass kind) {
        return kind == StatementClass.READ
                && !readOnly
                && pinned() == null
                && context().readOnlyHint().getAsBoolean();
    }

    /** What a request has behind it; the beginning, if that is nothing. */
    Patience patience(@Nullable Patience spent) {
        return spent == null ? context().checkout().newPatience() : spent;
    }

    /** A server has failed in a way that is about itself. */
    void suspect(Lease lease, Failure failure, SQLException thrown) {
        context().suspicions().report(lease.endpoint(), failure + ": " + thrown.getMessage());
    }

    // ---- what has happened ----

    /**
     * A statement has been executed.
     *
     * @param nowNanos the clock, read after it
     */
    void executed(Classification what, @Nullable String sql, Lease lease, long nowNanos) throws SQLException {
        StatementClass kind = what.kind();
        previous = lease;
        tracesOver = false;
        if (kind == StatementClass.READ) {
            // the hot path
            lease.countRead();
            if (!autoCommit || explicit) {
                inTransaction = lease;
            }
            saw(lease, nowNanos);
            return;
        }
        SessionTracker tracker = account(lease, kind);
        if (kind.isWork()) {
            lease.countWrite();
        }
        switch (kind) {
            case DML, QUERY -> {
                if (kind == StatementClass.DML
                        && isLastWriteLost()
                        && sql != null
                        && StatementClassifier.inserts(sql)) {
                    lastWriteIsKnown();
                }
                holdAfterFunction(lease, tracker);
                begunBy(kind, lease);
            }
            case LOCKING_READ -> begunBy(kind, lease);
            case BEGIN, BEGIN_READ_ONLY -> {
                endTransaction();
                explicit = true;
                readOnlyTransaction = kind == StatementClass.BEGIN_READ_ONLY;
                inTransaction = lease;
            }
            case COMMIT, ROLLBACK -> endTransaction();
            case IMPLICIT_COMMIT -> {
                endTransaction();
                context().ledger().schemaMayHaveChanged();
            }
            case COMMIT_AND_CHAIN, ROLLBACK_AND_CHAIN -> {
                endTransaction();
                explicit = true;
                inTransaction = lease;
            }
            case SET_AUTOCOMMIT_OFF, SET_AUTOCOMMIT_ON ->
                autoCommitBySql(kind == StatementClass.SET_AUTOCOMMIT_ON, lease);
            case SETTING, USE -> carry(sql, what.setting(), lease);
            case SESSION -> {
                lease.soil();
                pin(lease);
                begunBy(kind, lease);
            }
            default -> {
                pinAfterProcedure(lease);
                begunBy(kind, lease);
            }
        }
    }

    private void saw(Lease lease, long nowNanos) {
        Causality thread = thread();
        if (thread.level() != ConsistencyLevel.EVENTUAL) {
            context().checkout().ran(lease, thread, nowNanos);
        }
    }

    /**
     * What ran here may have been committed, or at least has seen the newest state.
     *
     * @return what the server tells of a session that is listened to
     */
    @Nullable
    SessionTracker account(Lease lease, StatementClass kind) {
        return account(lease, kind, commits(kind));
    }

    /** What may have been committed once a statement has run. */
    private boolean commits(StatementClass kind) {
        return switch (kind) {
            case READ, LOCKING_READ, SETTING, USE, ROLLBACK, ROLLBACK_AND_CHAIN, SET_AUTOCOMMIT_OFF -> false;
            case BEGIN, BEGIN_READ_ONLY, COMMIT, COMMIT_AND_CHAIN, SET_AUTOCOMMIT_ON -> !onlyReads;
            case IMPLICIT_COMMIT -> true;
            default -> (autoCommit && !explicit) || RecoveryRules.mayCommit(kind);
        };
    }

    /** @param commits false if nothing can have been committed by it */
    @Nullable
    SessionTracker account(Lease lease, StatementClass kind, boolean commits) {
        boolean onSource = lease == writing() || context().checkout().isSource(lease);
        SessionTracker tracker = onSource || lease.isGuarded() ? lease.tracker() : null;
        if (onSource) {
            lease.hasWritten(true);
            boolean nothingAfter = kind == StatementClass.DML || kind == StatementClass.COMMIT;
            context().checkout().wrote(lease, tracker, thread(), nothingAfter, commits);
        } else {
            saw(lease, System.nanoTime());
        }
        return lease == writing() || lease.isGuarded() ? tracker : null;
    }

    /** A stored function or a trigger may have set variables. The servers tell, where the driver listens. */
    private void holdAfterFunction(Lease lease, @Nullable SessionTracker tracker) {
        if (tracker != null && tracker.takeStateChanged()) {
            lease.soil();
            pin(lease);
        }
    }

    /** A statement of our own has run: what the server tells of it is not the application's doing. */
    void ranForUs(Lease lease) {
        SessionTracker tracker = lease.tracker();
        if (tracker != null) {
            tracker.takeStateChanged();
        }
    }

    /** The setting is made on whatever connection is used next, by the same text; here it is made already. */
    private void carry(@Nullable String sql, @Nullable String variable, Lease lease) {
        lease.soil();
        if (sql != null && session().bySql(sql, variable)) {
            lease.sessionVersion(session().version());
        } else {
            pin(lease);
        }
    }

    /**
     * A procedure may have set variables, which the servers tell, or made temporary tables, which they do not: so it
     * always holds the session where it ran, and nobody else gets this as it is.
     */
    private void pinAfterProcedure(Lease lease) {
        lease.soil();
        pin(lease);
    }

    /** The statement belongs to the open transaction, or has begun one. */
    void begunBy(StatementClass kind, Lease lease) {
        if (!autoCommit || explicit) {
            inTransaction = lease;
            onlyReads &= kind == StatementClass.READ;
            mayHaveCommitted |= RecoveryRules.mayCommit(kind);
        }
    }

    void endTransaction() {
        inTransaction = null;
        explicit = false;
        onlyReads = true;
        mayHaveCommitted = false;
        readOnlyTransaction = false;
    }

    private void autoCommitBySql(boolean on, Lease lease) throws SQLException {
        if (on == autoCommit) {
            return;
        }
        if (on) {
            endTransaction();
        } else {
            // What BEGIN has begun goes on: only switching on commits.
            explicit = false;
        }
        autoCommit = on;
        session().autoCommit(on);
        // Told again through JDBC, at once: otherwise the pool would not know to take it back.
        bringUpToDate(lease);
    }

    /** What failed by its own fault may have committed a part, and left something in the session. */
    void failedHere(StatementClass kind, Lease lease) {
        // The server may have begun a transaction all the same.
        begunBy(kind, lease);
        if (kind == StatementClass.READ || kind == StatementClass.LOCKING_READ) {
            return;
        }
        account(lease, kind);
        if (kind == StatementClass.SESSION || kind == StatementClass.WRITE) {
            lease.soil();
            pin(lease);
        }
    }

    // ---- what it cost ----

    /** A statement of the application's has run. */
    void counted(@Nullable StatementText text, Lease lease, long begunNanos, long nowNanos, long rows) {
        if (text != null && context().insight().isOn()) {
            context().insight().ran(text, lease.endpoint(), nowNanos, nowNanos - begunNanos, takeWaited(), rows);
        }
    }

    /** A statement of the application's has failed, and it gets to know. */
    void countedFailure(@Nullable StatementText text, @Nullable Lease lease, long begunNanos) {
        if (text != null && context().insight().isOn()) {
            long now = System.nanoTime();
            Endpoint node = lease == null ? null : lease.endpoint();
            context().insight().failed(text, node, now, now - begunNanos, takeWaited());
        }
    }

    /** Commits what is open, wherever that must be. */
    abstract void commitNow(Lease first) throws SQLException;

    /** The same, and counts it. */
    void commitOpen(Lease first) throws SQLException {
        StatementText commit = context().insight().commit();
        long begun = begun();
        try {
            commitNow(first);
            counted(commit, first, begun, System.nanoTime(), 0);
        } catch (SQLException e) {
            countedFailure(commit, first, begun);
            throw e;
        }
    }
}
