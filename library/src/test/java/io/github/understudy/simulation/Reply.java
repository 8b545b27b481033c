package io.github.understudy.simulation;

import io.github.understudy.internal.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange ended for the client.
 *
 * @param failure what the driver's exception would mean; null if the server has answered
 * @param answer what it has answered, null if nothing
 */
record Reply(@Nullable Failure failure, @Nullable Object answer) {
    static final Reply DONE = new Reply(null, null);
    static final Reply LOST = new Reply(Failure.CONNECTION_LOST, null);
    static final Reply CLOSED = new Reply(Failure.CONNECTION_CLOSED, null);
    static final Reply READ_ONLY = new Reply(Failure.READ_ONLY, null);

    static Reply of(Object answer) {
        return new Reply(null, answer);
    }

    @Override
    public String toString() {
        return failure != null ? failure.toString() : answer == null ? "done" : answer.toString();
    }
}
