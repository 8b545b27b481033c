package io.github.understudy.simulation;

/** Something has happened that must never happen. */
final class BrokenPromise extends AssertionError {
    private static final long serialVersionUID = 1;

    BrokenPromise(String message) {
        super(message);
    }
}
