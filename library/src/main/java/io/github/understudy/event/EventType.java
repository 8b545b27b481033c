package io.github.understudy.event;

/** The kinds of {@link ClusterEvent}. */
public enum EventType {
    /** A server was found that no seed names; it belongs to the cluster and is used from now on. */
    NODE_DISCOVERED,
    /** A discovered address is not used: it is not allowed, or the server there is not of this cluster. */
    NODE_REJECTED,
    /** A node answers its probes (again). */
    NODE_UP,
    /** A node missed a probe; it is probed quickly until it is clear whether it is dead. */
    NODE_SUSPECT,
    /** A node is dead, hung or turns applications away; all connections to it have been closed. */
    NODE_DOWN,
    /** More is known of a node that does not answer: its replicas still receive from it, or no longer do. */
    NODE_REASSESSED,
    /** A node has too many connections: it lives, keeps its role, and held connections to it go on. */
    NODE_OVERLOADED,
    /** A node is reached at another address than before. */
    NODE_MOVED,
    /** A node answers but must not be used, such as a second writable server. */
    NODE_QUARANTINED,
    /** A node has not been seen for long and nothing refers to it any more: it is no longer probed. */
    NODE_FORGOTTEN,
    /** Writes go to this node from now on. */
    SOURCE_ACCEPTED,
    /** There is no source any more; writes wait until there is one. */
    SOURCE_LOST,
    /** The new source lacks transactions that were acknowledged, or that the former source was seen to have. */
    WRITES_LOST,
    /** A server has executed transactions that the source does not have. */
    ERRANT_TRANSACTIONS,
    /** A replica serves reads from now on. */
    REPLICA_ADMITTED,
    /** A replica serves no reads for now, for example because it lags. */
    REPLICA_EXCLUDED,
    /** Galera's flow control holds back the writer, or no longer does; the evidence names who asked for it. */
    WRITES_HELD_BACK,
    /** The application has taken a node out of service: nothing new goes there. */
    NODE_DRAINED,
    /** The application has put a drained node back into service. */
    NODE_UNDRAINED,
    /** The account may not see all that the monitor asks for; the reason names the missing grants. */
    VIEW_LIMITED
}
