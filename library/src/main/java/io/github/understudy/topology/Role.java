package io.github.understudy.topology;

/** The part a node plays in replication, as the library has decided from what it saw. */
public enum Role {
    /** The one node that takes writes. */
    SOURCE,
    /** A node that follows the source, directly or through another replica. */
    REPLICA,
    /** Not known yet, or contradictory: such a node gets no work. */
    UNKNOWN
}
