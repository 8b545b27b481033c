package io.github.understudy.exception;

import java.sql.SQLRecoverableException;
import org.jspecify.annotations.Nullable;

/**
 * The open transaction is gone, and <em>for certain</em> nothing of it was committed: its server was lost, or stopped
 * being the source, before COMMIT was sent. It is safe to run the whole transaction again, unless it wrote to tables
 * that know no transactions, such as MyISAM's: what was written there stays, as after every rollback. Until then the
 * connection accepts only {@code rollback} and {@code close}. SQLState {@value #SQL_STATE}.
 */
public final class TransactionLostException extends SQLRecoverableException {
    /** A class of connection errors, with a state that is not mistaken for a lock conflict (40001). */
    public static final String SQL_STATE = "08S02";

    private static final long serialVersionUID = 1;

    public TransactionLostException(String message, @Nullable Throwable cause) {
        super(message, SQL_STATE, cause);
    }
}
