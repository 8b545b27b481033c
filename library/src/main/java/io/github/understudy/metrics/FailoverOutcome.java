package io.github.understudy.metrics;

/** What followed a time without a source. */
public enum FailoverOutcome {
    /** Another node is the source now. */
    CHANGED,
    /** The same node is the source again. */
    RETURNED
}
