package io.github.understudy.testkit;

import org.jspecify.annotations.Nullable;

/** A cluster did not do what it was told: a statement failed, or something did not come about in time. */
public class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what failed */
    public ClusterException(String message) {
        super(message);
    }

    /**
     * @param message what failed
     * @param cause why
     */
    public ClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
