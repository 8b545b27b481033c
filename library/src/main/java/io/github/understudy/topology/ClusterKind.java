package io.github.understudy.topology;

/** How the servers of a cluster keep the same data, as found by asking them. */
public enum ClusterKind {
    /** One source; the others are its replicas, directly or through one another. */
    REPLICATION,
    /** A Galera cluster: the library writes to one of its nodes, which is called the source, and reads on the others. */
    GALERA,
    /** The SQL nodes of an NDB cluster: all of them read and write, and one of them is called the source. */
    NDB,
    /** A group of MySQL servers (Group Replication, InnoDB Cluster): its primary is the source, the others are read. */
    GROUP_REPLICATION
}
