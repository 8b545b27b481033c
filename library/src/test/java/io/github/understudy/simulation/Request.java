package io.github.understudy.simulation;

/**
 * What is sent to a server.
 *
 * @param kind what it asks for
 * @param id the write, the note in the ledger, or the client whose writes are counted
 * @param attempt the application's transaction
 * @param client who sends it
 */
record Request(Kind kind, long id, long attempt, int client) {
    enum Kind {
        /** Writes within a transaction. */
        WRITE,
        /** Writes, and is a transaction of its own. */
        AUTOCOMMIT_WRITE,
        /** Tells how much the client has written. */
        READ,
        /** Writes the transaction's id into the ledger. */
        NOTE,
        COMMIT,
        /** Asks the ledger. */
        ASK,
        /** Asks whether something may still arrive by replication. */
        ASK_APPLIERS
    }

    @Override
    public String toString() {
        return kind + " " + id + (attempt == 0 ? "" : " of attempt " + attempt);
    }
}
