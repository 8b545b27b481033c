package io.github.understudy.testkit;

/** How the servers of a cluster keep the same data. */
public enum ClusterKind {
    /** One source; the others are its replicas, asynchronous or semi-synchronous. */
    REPLICATION,
    /**
     * A Galera cluster of MariaDB servers: all may be written to. Needs Linux and Galera's library, which the environment
     * variable {@code UNDERSTUDY_GALERA_PROVIDER} names. The servers talk to each other past the proxies: what keeps
     * them apart is {@link Galera#isolate}.
     */
    GALERA,
    /**
     * A group of MySQL servers (Group Replication), with one primary unless told otherwise. Needs Linux. The servers talk to
     * each other past the clients' proxies, over others: what keeps them apart is {@link Group#isolate}.
     */
    GROUP
}
