package io.github.understudy.internal.failover;

import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.sql.StatementClass;

/** From what failed, and where, to what is done about it. Pure. */
public final class RecoveryRules {
    private RecoveryRules() {}

    /**
     * The circumstances of a failed statement.
     *
     * @param failure what the exception means
     * @param statement what the statement does
     * @param begun true if the open transaction had executed a statement before this one
     * @param autocommit true if the statement is a transaction of its own
     * @param repeatable true if the statement can be sent again: its parameters are still there
     * @param pinned true if the session has state that can't be carried to another server
     * @param mayHaveCommitted true if an earlier statement of the open transaction may have committed a part of it
     */
    public record Circumstances(
            Failure failure,
            StatementClass statement,
            boolean begun,
            boolean autocommit,
            boolean repeatable,
            boolean pinned,
            boolean mayHaveCommitted) {}

    /** For a statement. */
    public static Recovery forStatement(Circumstances it) {
        Recovery recovery = byCircumstances(it);
        boolean claimsNothingApplied = recovery == Recovery.TRANSACTION_LOST || recovery == Recovery.SESSION_LOST;
        return claimsNothingApplied && it.mayHaveCommitted() ? Recovery.OUTCOME_UNKNOWN : recovery;
    }

    private static Recovery byCircumstances(Circumstances it) {
        if (!it.failure().isAboutTheServer()) {
            return Recovery.PASS;
        }
        if (it.failure() == Failure.PARTLY_APPLIED) {
            // Within a transaction the part is rolled back with it; outside of one the batch's own counts tell which.
            return it.autocommit() ? Recovery.PASS : Recovery.TRANSACTION_LOST;
        }
        if (it.failure().provesNothingApplied()) {
            return forUnapplied(it);
        }
        if (mayCommitByItself(it.statement(), it.autocommit())) {
            return Recovery.OUTCOME_UNKNOWN;
        }
        if (it.begun()) {
            return Recovery.TRANSACTION_LOST;
        }
        if (it.pinned()) {
            return Recovery.SESSION_LOST;
        }
        if (isHarmless(it.statement())) {
            return it.repeatable() ? Recovery.REPEAT : Recovery.PASS;
        }
        // The first write of a transaction: the server has rolled it back, unless its table knows no transactions,
        // which
        // can't be told from here. So it is not repeated.
        return Recovery.TRANSACTION_LOST;
    }

    private static Recovery forUnapplied(Circumstances it) {
        if (!isWholeRefused(it)) {
            return it.begun() || it.pinned() ? Recovery.OUTCOME_UNKNOWN : Recovery.PASS;
        }
        if (it.begun()) {
            return Recovery.TRANSACTION_LOST;
        }
        if (it.pinned()) {
            return Recovery.SESSION_LOST;
        }
        return it.repeatable() ? Recovery.REPEAT : Recovery.PASS;
    }

    /** A procedure or a text of several statements may have done a part before the server refused the rest. */
    private static boolean isWholeRefused(Circumstances it) {
        return it.failure().connectionIsGone()
                || (it.statement() != StatementClass.WRITE && it.statement() != StatementClass.SESSION);
    }

    private static boolean isHarmless(StatementClass statement) {
        return statement == StatementClass.READ
                || statement == StatementClass.LOCKING_READ
                || statement == StatementClass.BEGIN
                || statement == StatementClass.BEGIN_READ_ONLY
                || statement == StatementClass.SETTING
                || statement == StatementClass.USE;
    }

    /** True if the statement may end a transaction, whether it succeeds or not. */
    public static boolean mayCommit(StatementClass statement) {
        return mayCommitByItself(statement, false);
    }

    /** True if the statement may have become durable without a COMMIT of the application. */
    private static boolean mayCommitByItself(StatementClass statement, boolean autocommit) {
        return switch (statement) {
            case READ, LOCKING_READ, BEGIN, BEGIN_READ_ONLY, ROLLBACK, SETTING, USE -> false;
            case QUERY, DML -> autocommit;
            default -> true;
        };
    }

    /**
     * For COMMIT, and all that implies it.
     *
     * @param onlyReads true if all statements of the transaction were provably reads
     * @param mayHaveCommitted true if a statement of it may have committed a part already
     */
    public static Recovery forCommit(Failure failure, boolean onlyReads, boolean mayHaveCommitted) {
        if (!failure.isAboutTheServer()) {
            return Recovery.PASS;
        }
        if (failure.provesNothingApplied()) {
            return onlyReads ? Recovery.DONE : mayHaveCommitted ? Recovery.OUTCOME_UNKNOWN : Recovery.TRANSACTION_LOST;
        }
        return onlyReads ? Recovery.DONE : Recovery.OUTCOME_UNKNOWN;
    }

    /** For ROLLBACK: a server that is gone has rolled back. */
    public static Recovery forRollback(Failure failure) {
        return failure.isAboutTheServer() ? Recovery.DONE : Recovery.PASS;
    }
}
