package io.github.understudy.event;

/** What was found out about a node, finer than the type of the {@link ClusterEvent}; stable, for alarms and statistics. */
public enum VerdictCode {
    /** The type of the event says it all. */
    NONE,
    /** It answers for the first time. */
    ANSWERS,
    /** It answers again; nothing says that the server was restarted. */
    RECOVERED,
    /** It answers again, and counts its sessions anew: the server was restarted. */
    RESTARTED,
    /** Nobody listens at its address. */
    REFUSED,
    /** The connection to it broke. */
    RESET,
    /** No answer within the time that it usually needs, and longer. */
    SILENT,
    /** Its name does not resolve. */
    UNRESOLVED,
    /** It says that it is being shut down. */
    SHUTTING_DOWN,
    /** It answers that it can't serve now: starting, or out of its cluster. */
    NOT_READY,
    /** It turns applications away (offline_mode). */
    OFFLINE,
    /** It copies another server's data over its own (CLONE), which it has deleted. */
    CLONING,
    /** It is cut off from the majority of its Galera cluster, or of its group. */
    NOT_PRIMARY,
    /** It does not keep pace with its cluster: desynced on purpose, donor of its data, or catching up. */
    DESYNCED,
    /** Galera's flow control: it makes its cluster pause again and again, or its writes are held back by that. */
    FLOW_CONTROL,
    /** It is no full member of its group (Group Replication): it has left, was expelled, or failed. */
    NOT_ONLINE,
    /** It takes itself for a member of its group or ClusterSet, which goes on without it. */
    EXPELLED,
    /** It refuses all statements (wsrep_reject_queries). */
    REJECTS_QUERIES,
    /** Somebody has put it into maintenance (pxc_maint_mode, InnoDB Cluster's tag _hidden). */
    MAINTENANCE,
    /** It refuses our account. */
    DENIED,
    /** It has too many connections: alive, and it keeps its role. */
    OVERLOADED,
    /** A probe failed in another way; the reason has the exception. */
    FAILED,
    /** It does not answer us, but a replica that does still receives from it: not dead, only out of our reach. */
    UNREACHABLE_FROM_HERE,
    /** It goes down again and again, soon after each return: it serves no reads until it has stayed up for a while. */
    FLAPPING,
    /** It is too far behind the source. */
    LAGGING,
    /** It applies late on purpose (MASTER_DELAY, SOURCE_DELAY), or follows one that does. */
    DELAYED,
    /** How far it is behind can't be told. */
    LAG_UNKNOWN,
    /** It lags, but too few replicas are fresher. */
    TOO_FEW_FRESH,
    /** It is read-only and follows nobody. */
    FOLLOWS_NOBODY,
    /** It is the source now. */
    PROMOTED,
    /** It answers, but is read-only or a replica now. */
    DEMOTED,
    /** It is writable, but nothing proves that it is the source. */
    UNPROVEN,
    /** It is writable next to the source. */
    SECOND_WRITABLE,
    /** Another server answers under its identity. */
    IDENTITY_CONFLICT
}
