package io.github.understudy.internal.replay;

/** After what a transaction is replayed. */
public enum ReplayMode {
    /** Never. */
    OFF,
    /** After the loss of its server, or of the server's role. */
    ON,
    /** Besides, after the server has rolled it back because of a conflict with another one (a deadlock). */
    CONFLICTS
}
