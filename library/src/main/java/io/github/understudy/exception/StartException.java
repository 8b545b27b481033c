package io.github.understudy.exception;

/** No configured server could be used at start. The message tells for each what was tried; nothing is left running. */
public final class StartException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public StartException(String message) {
        super(message);
    }
}
