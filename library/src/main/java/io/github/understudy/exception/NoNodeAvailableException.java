package io.github.understudy.exception;

import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * No server could take the request in time. Nothing was sent. The message tells what was tried, how long, and why each
 * node was not fit. SQLState {@value #SQL_STATE}.
 */
public final class NoNodeAvailableException extends SQLTransientConnectionException {
    /** The SQL standard's "client unable to establish connection". */
    public static final String SQL_STATE = "08001";

    private static final long serialVersionUID = 1;

    public NoNodeAvailableException(String message, @Nullable Throwable cause) {
        super(message, SQL_STATE, cause);
    }
}
