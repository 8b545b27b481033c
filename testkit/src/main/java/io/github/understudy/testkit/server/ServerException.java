package io.github.understudy.testkit.server;

import org.jspecify.annotations.Nullable;

/** A server could not be prepared, started, or stopped. The message holds the end of its log where that helps. */
public class ServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what failed */
    public ServerException(String message) {
        super(message);
    }

    /**
     * @param message what failed
     * @param cause why
     */
    public ServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
