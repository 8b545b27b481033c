package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failover.RecoveryRules;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.sql.StatementClass;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is under way on one logical connection: its open transaction, and what else holds it to a server. It only keeps
 * account; {@link Conversation} acts. Used by one thread, but for {@link #current}.
 */
abstract class UnitOfWork extends Leases {
    boolean autoCommit;
    boolean readOnly;
    boolean explicit;
    boolean onlyReads = true;
    boolean mayHaveCommitted;
    boolean readOnlyTransaction;

    @Nullable
    Lease inTransaction;

    @Nullable
    Lease pinned;

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

    /** True if nothing holds the application to a server. */
    boolean isFree() {
        return inTransaction == null && pinned == null;
    }

    /** The physical connection that the next statement would most likely use; null if there is none. */
    @Nullable
    Lease current() {
        return inTransaction != null ? inTransaction : pinned != null ? pinned : held(access(StatementClass.READ));
    }

    Access access(StatementClass kind) {
        return readOnly || kind == StatementClass.BEGIN_READ_ONLY ? Access.READ_ONLY : Access.READ_WRITE;
    }

    /** A statement has been executed. */
    void executed(StatementClass kind, Lease lease) throws SQLException {
        if (kind == StatementClass.READ || kind == StatementClass.DML || kind == StatementClass.QUERY) {
            // the hot path
            if (!autoCommit || explicit) {
                inTransaction = lease;
                onlyReads &= kind == StatementClass.READ;
            }
            return;
        }
        switch (kind) {
            case BEGIN, BEGIN_READ_ONLY -> {
                endTransaction();
                explicit = true;
                readOnlyTransaction = kind == StatementClass.BEGIN_READ_ONLY;
                inTransaction = lease;
            }
            case COMMIT, ROLLBACK, IMPLICIT_COMMIT -> endTransaction();
            case COMMIT_AND_CHAIN, ROLLBACK_AND_CHAIN -> {
                endTransaction();
                explicit = true;
                inTransaction = lease;
            }
            case SET_AUTOCOMMIT_OFF, SET_AUTOCOMMIT_ON -> autoCommitBySql(kind == StatementClass.SET_AUTOCOMMIT_ON);
            case SESSION -> {
                pinned = lease;
                begunBy(kind, lease);
            }
            default -> begunBy(kind, lease);
        }
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

    void autoCommitBySql(boolean on) {
        if (on != autoCommit) {
            endTransaction();
            // The physical connection is told again through JDBC: otherwise its pool would not know to reset it.
            autoCommit = on;
            session().autoCommit(on);
        }
    }
}
