package io.github.understudy.internal.sql;

/** What a statement does, as far as its text proves it. */
public enum StatementClass {
    /** Surely changes nothing and depends on no session: may run again, and on a replica. */
    READ,
    /** {@code SELECT … FOR UPDATE} and the like: changes nothing, but takes locks that belong to a transaction. */
    LOCKING_READ,
    /** A query that is not provably a read: it may write through a function, but can't end a transaction by itself. */
    QUERY,
    /** INSERT, UPDATE, DELETE, REPLACE: writes, and can't end a transaction by itself. */
    DML,
    /** Starts a transaction. */
    BEGIN,
    /** Starts a transaction that can't write. */
    BEGIN_READ_ONLY,
    COMMIT,
    /** Commits and starts the next transaction. */
    COMMIT_AND_CHAIN,
    /** Rolls the transaction back, as a whole. */
    ROLLBACK,
    /** Rolls back and starts the next transaction. */
    ROLLBACK_AND_CHAIN,
    SET_AUTOCOMMIT_ON,
    SET_AUTOCOMMIT_OFF,
    /**
     * Sets variables of the session to constants, and does nothing else: running its text again on another connection
     * has the same effect there.
     */
    SETTING,
    /** Changes the current database, and does nothing else: may run again on another connection as well. */
    USE,
    /** Leaves something else in the session: a lock, a temporary table, a computed variable. It may write as well. */
    SESSION,
    /** Ends an open transaction by committing it, then does its own work: DDL and administration. */
    IMPLICIT_COMMIT,
    /** Writes in some other way, reads what belongs to the session, or is not understood; it may commit by itself. */
    WRITE;

    /** False for what only begins or ends a transaction, or sets something. */
    public boolean isWork() {
        return switch (this) {
            case READ, LOCKING_READ, QUERY, DML, SESSION, IMPLICIT_COMMIT, WRITE -> true;
            default -> false;
        };
    }
}
