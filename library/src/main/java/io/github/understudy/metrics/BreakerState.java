package io.github.understudy.metrics;

/** What a node's circuit breaker has concluded from the attempts to connect to it. */
public enum BreakerState {
    /** Connecting works. */
    CLOSED,
    /** Connecting has failed too often: the node gets no new reads for a while. */
    OPEN,
    /** A few attempts tell whether it works again. */
    HALF_OPEN
}
