package io.github.understudy.internal.failover;

/** What is done about a failed statement. */
public enum Recovery {
    /** The exception is the application's own; it passes unchanged. */
    PASS,
    /** Nothing was applied, or repeating changes nothing: run it again where it belongs. */
    REPEAT,
    /** The open transaction is gone for certain. */
    TRANSACTION_LOST,
    /** It may have been applied. */
    OUTCOME_UNKNOWN,
    /** State that the application had set in the session is gone. */
    SESSION_LOST,
    /** It failed, but there was nothing to lose: it counts as done. */
    DONE
}
