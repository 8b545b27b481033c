package io.github.understudy.internal.routing;

/** What goes to replicas. */
public enum RoutingMode {
    /** Read-only connections and transactions, and autocommit statements that are provably reads. */
    STATEMENT,
    /** Only read-only connections and transactions. */
    TRANSACTION,
    /** Nothing. */
    OFF
}
