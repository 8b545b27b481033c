package io.github.understudy.internal.failure;

/**
 * What an exception means. Where there is doubt, the constant that promises less is chosen.
 *
 * <p>A proof that nothing was applied is one for a single statement. It is none for a text of several statements, nor
 * for a stored procedure outside a transaction: an earlier part of them may have been committed.
 */
public enum Failure {
    /** The server is read-only: it was demoted, or was never the source. The statement was refused. */
    READ_ONLY(true, false),
    /** The session or transaction is read-only, by the application's own choice or by the driver's; not the server. */
    CONNECTION_READ_ONLY(true, false),
    /**
     * The server answers but serves nobody now: a Galera node out of its cluster, offline mode, still starting, or ending
     * and rolling back what was about to commit.
     */
    NOT_READY(true, false),
    /** No connection came about, so nothing was sent. */
    CONNECT_FAILED(true, true),
    /** The connection was known to be closed before the statement was sent. */
    CONNECTION_CLOSED(true, true),
    /** The connection broke at a moment when the server may have had the statement: its outcome is not known. */
    CONNECTION_LOST(false, true),
    /** Too many connections, or more than this account may have. The server lives and must not be taken for dead. */
    OVERLOAD(true, false),
    /** The pool had no connection in time; its cause is the last failure to connect, if there was one. */
    POOL_TIMEOUT(true, false),
    /**
     * The account, its password, its host or the database is refused. No other server would take it, and more attempts
     * may lock the account. No proof, because a statement within a procedure can meet it, too.
     */
    ACCESS_DENIED(false, false),
    /**
     * The server has rolled the whole transaction back, after a deadlock or a conflict with another node. No proof:
     * parts of a batch outside a transaction stay.
     */
    ROLLED_BACK(false, false),
    /**
     * A batch of which a part was applied before the server refused the rest, though the refusal itself would have been
     * a proof for a single statement.
     */
    PARTLY_APPLIED(false, false),
    /** An error of the statement itself, or one that nothing is known of: the application's business. */
    STATEMENT(false, false);

    private final boolean provesNothingApplied;
    private final boolean connectionIsGone;

    Failure(boolean provesNothingApplied, boolean connectionIsGone) {
        this.provesNothingApplied = provesNothingApplied;
        this.connectionIsGone = connectionIsGone;
    }

    /** True if the statement surely has changed nothing on the server. */
    public boolean provesNothingApplied() {
        return provesNothingApplied;
    }

    /** True if the connection is of no use any more. */
    public boolean connectionIsGone() {
        return connectionIsGone;
    }

    /** True if it tells something about the server or the way to it, rather than about the statement or the account. */
    public boolean isAboutTheServer() {
        return connectionIsGone || this == READ_ONLY || this == NOT_READY || this == PARTLY_APPLIED;
    }

    /**
     * The same failure for who knows that only a connection was being made: a link that breaks during the handshake looks
     * as it does later, but nothing of the application's was sent.
     */
    public Failure whileConnecting() {
        return this == CONNECTION_LOST || this == CONNECTION_CLOSED ? CONNECT_FAILED : this;
    }
}
