package io.github.understudy.testkit.server;

/** What a cluster's servers run in: processes or containers. */
public interface ServerHost extends AutoCloseable {

    /** What it runs, for people: product, version, where. */
    String description();

    /** Makes ready, and does not start, the node with that index, from 0. May be called by several threads. */
    NodeControl node(int index);

    /** Ports for the proxies. */
    Ports ports();

    /** Whether servers announce themselves under addresses that only they can reach. */
    boolean needsMapping();

    /** Removes what is left when all nodes have been closed. */
    @Override
    void close();
}
