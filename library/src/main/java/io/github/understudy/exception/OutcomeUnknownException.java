package io.github.understudy.exception;

import java.sql.SQLNonTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * The connection was lost after a write or a COMMIT had been sent and before its answer came: it may have been applied
 * or not. The library never repeats it; the application must look, or make the write repeatable (a unique key of its
 * own). Look with a locking read ({@code SELECT … FOR SHARE}, on the source): the server may still be committing for the
 * lost connection, and a plain read does not see that. SQLState {@value #SQL_STATE} (transaction resolution unknown). Deliberately not a transient exception: a blind repetition
 * could apply the write twice.
 */
public final class OutcomeUnknownException extends SQLNonTransientConnectionException {
    /** The SQL standard's "transaction resolution unknown". */
    public static final String SQL_STATE = "08007";

    private static final long serialVersionUID = 1;

    public OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, SQL_STATE, cause);
    }
}
