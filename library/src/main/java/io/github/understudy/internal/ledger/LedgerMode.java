package io.github.understudy.internal.ledger;

/** What is noted in the ledger. */
public enum LedgerMode {
    /** Nothing. */
    OFF,
    /** Transactions that may have written. */
    ON,
    /** Also single writes in autocommit mode, each of which becomes a transaction for that. */
    ALL
}
