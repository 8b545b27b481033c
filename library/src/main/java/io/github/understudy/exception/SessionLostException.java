package io.github.understudy.exception;

import java.sql.SQLRecoverableException;
import org.jspecify.annotations.Nullable;

/**
 * The server that held state of this connection's session (a variable, a temporary table, a named lock, set by SQL) is
 * gone or no longer fit, and the state with it. Nothing was applied by the refused call. The connection accepts only
 * {@code rollback} and {@code close}; take a new one and set the state again. SQLState {@value #SQL_STATE}.
 */
public final class SessionLostException extends SQLRecoverableException {
    /** A class of connection errors. */
    public static final String SQL_STATE = "08S03";

    private static final long serialVersionUID = 1;

    public SessionLostException(String message, @Nullable Throwable cause) {
        super(message, SQL_STATE, cause);
    }
}
