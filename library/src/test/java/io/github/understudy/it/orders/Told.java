package io.github.understudy.it.orders;

import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.TransactionLostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What an exception tells the application about its request. */
public enum Told {
    /** Nothing was applied: it is safe to repeat. */
    NOT_APPLIED,
    /** It may have been applied. */
    UNKNOWN;

    public static Told by(Exception e) {
        if (e instanceof OutcomeUnknownException) {
            return UNKNOWN;
        }
        boolean typed = e.getClass().getPackage().equals(TransactionLostException.class.getPackage());
        if (typed || e instanceof SQLTransientConnectionException) {
            return NOT_APPLIED;
        }
        // A bare failure of the connection says nothing; an error of the server says that it has refused.
        String state = e instanceof SQLException failure ? failure.getSQLState() : null;
        return state == null || state.startsWith("08") ? UNKNOWN : NOT_APPLIED;
    }

    /** How an exception is named in the table's notes. */
    public static String name(Exception e) {
        String name = e.getClass().getSimpleName();
        boolean typed = e.getClass().getPackage().equals(TransactionLostException.class.getPackage());
        return typed || !(e instanceof SQLException failure)
                ? name
                : name + " " + failure.getErrorCode() + "/" + failure.getSQLState();
    }
}
