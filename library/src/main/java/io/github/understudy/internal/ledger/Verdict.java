package io.github.understudy.internal.ledger;

/** What a server says about a transaction. What that means for the cluster: see the package. */
public enum Verdict {
    /** Its id is there and nobody holds it. It stays so until it is purged. */
    COMMITTED,
    /** Its id is not there, and no transaction that might still bring it is open on this server. It stays so. */
    ABSENT,
    /**
     * A transaction that is open or prepared held the id until the time was up. For example a COMMIT that waits for a
     * replica's acknowledgement, a session whose client is gone unnoticed, or a rollback after a crash.
     */
    UNSETTLED
}
