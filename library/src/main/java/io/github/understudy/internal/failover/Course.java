package io.github.understudy.internal.failover;

import io.github.understudy.internal.ledger.Verdict;

/** How it goes on after a failure, given what the failure means and what the application has switched on. Pure. */
public enum Course {
    /** The application gets the exception as it is. */
    PASS,
    /** The statement runs again where it belongs. */
    RUN_AGAIN,
    /** The transaction is rolled back for certain where it was: see {@link #afterLoss}. */
    CARRY_OVER,
    /** The transaction is done again on the next source. */
    REPLAY,
    /** The ledger is asked what became of the COMMIT. */
    ASK_LEDGER,
    /** It counts as done. */
    DONE,
    /** The application learns that the transaction is rolled back for certain. */
    TELL_LOST,
    /** The application learns that what it had set in the session is gone. */
    TELL_SESSION_LOST,
    /** The application learns that nobody knows. */
    TELL_UNKNOWN;

    /**
     * After a statement or a COMMIT that failed.
     *
     * @param noted true if it is a COMMIT, and the ledger knows the transaction
     */
    public static Course after(Recovery recovery, boolean noted) {
        return switch (recovery) {
            case PASS -> PASS;
            case REPEAT -> RUN_AGAIN;
            case TRANSACTION_LOST -> CARRY_OVER;
            case OUTCOME_UNKNOWN -> noted ? ASK_LEDGER : TELL_UNKNOWN;
            case SESSION_LOST -> TELL_SESSION_LOST;
            case DONE -> DONE;
        };
    }

    /** After the ledger has been asked. */
    public static Course after(Verdict verdict) {
        return switch (verdict) {
            case COMMITTED -> DONE;
            case ABSENT -> CARRY_OVER;
            case UNSETTLED -> TELL_UNKNOWN;
        };
    }

    /** @param replays true if lost transactions are done again */
    public static Course afterLoss(boolean replays) {
        return replays ? REPLAY : TELL_LOST;
    }

    /**
     * True if a transaction must be noted in the ledger before its COMMIT.
     *
     * @param mayWrite true unless the transaction or the connection is read-only
     * @param onlyReads true if all its statements were provably reads
     * @param mayHaveCommitted true if a part of it may be committed already: then the ledger could not speak for it
     */
    public static boolean needsNote(boolean mayWrite, boolean onlyReads, boolean mayHaveCommitted) {
        return mayWrite && !onlyReads && !mayHaveCommitted;
    }
}
