package io.github.understudy.simulation;

/** What the application is told of one piece of work. */
enum Outcome {
    /** It is done. */
    DONE,
    /** It is rolled back for certain, and it is safe to run it again. */
    LOST,
    /** Nobody knows whether it was applied. */
    UNKNOWN,
    /** No server could take it in time; nothing was sent, or nothing was committed. */
    REFUSED,
    /** Too many waited. */
    GATE_FULL,
    /** The driver's own exception, after it had been tried for as long as it may. */
    FAILED
}
