package io.github.understudy.metrics;

/** How the waiting of a request has ended. */
public enum WaitOutcome {
    /** It went on. */
    GRANTED,
    /** Its time was up. */
    TIMED_OUT,
    /** It did not wait at all, because too many did already. */
    FULL,
    /** Its thread was interrupted. */
    INTERRUPTED,
    /** The data source was closed. */
    CLOSED
}
