package io.github.understudy.internal.flight;

/** What a flight recorder is told, if there is one. Thread-safe. */
public interface Flight {
    /** Nobody listens. */
    Flight NONE = new Flight() {};

    /**
     * Another node is the source, or the same one again after a time without any.
     *
     * @param withoutNanos how long there was none
     */
    default void sourceChanged(String from, String to, String reason, long withoutNanos) {}

    /** A request begins to wait for a server that can take it. */
    default Waiting waiting() {
        return Waiting.UNNOTICED;
    }

    /** A statement took long. */
    default void slow(String digest, String text, String node, long waitingNanos, long executingNanos) {}

    /** A request that waits. */
    interface Waiting {
        /** Nobody listens. */
        Waiting UNNOTICED = (reason, outcome) -> {};

        void ended(String reason, String outcome);
    }

    /** Java's own flight recorder, where the runtime has it. */
    static Flight ofRuntime() {
        try {
            // Loads an event's class, and with it the module's, here and not in the middle of a failover.
            return SlowStatement.class.getSuperclass() == null ? NONE : new JavaFlight();
        } catch (LinkageError e) {
            return NONE;
        }
    }
}
