package io.github.understudy.internal.jdbc;

import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.SessionLostException;
import io.github.understudy.exception.TransactionLostException;
import java.sql.SQLException;

/**
 * Why nothing but rollback and close is accepted.
 *
 * @param forever true if rollback does not help either
 */
record Refusal(Loss loss, String reason, boolean forever) {

    /** What was lost. Every further call must fail with the same kind of exception: callers decide by it. */
    enum Loss {
        TRANSACTION,
        OUTCOME,
        SESSION
    }

    SQLException exception() {
        String message = reason + "; " + (forever ? "close this connection and take a new one" : "call rollback first");
        return switch (loss) {
            case TRANSACTION -> new TransactionLostException(message, null);
            case OUTCOME -> new OutcomeUnknownException(message, null);
            case SESSION -> new SessionLostException(message, null);
        };
    }
}
