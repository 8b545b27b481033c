package io.github.understudy.internal.replay;

import java.sql.SQLException;

/** A statement that was run again gave something else than what the application has seen. */
public final class ReplayMismatchException extends SQLException {
    private static final long serialVersionUID = 1;

    public ReplayMismatchException(String message) {
        super(message);
    }
}
