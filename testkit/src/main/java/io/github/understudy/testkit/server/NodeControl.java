package io.github.understudy.testkit.server;

/**
 * Power over one server, whatever it runs in. Methods return when it has happened; none waits until the server answers
 * queries. Calls for one node must not overlap, except {@link #isRunning()}.
 */
public interface NodeControl extends AutoCloseable {

    /** Starts the server, which must not be running. */
    void start(NodeSettings settings);

    /** Ends it at once, with nothing written. No effect on a dead one. */
    void kill();

    /** Asks it to end and waits for that. No effect on a dead one. */
    void shutdown();

    /** Takes all processor time from it; its connections and its port stay open. */
    void freeze();

    /** Lets it go on. */
    void thaw();

    /** Whether it lives; a frozen one does. */
    boolean isRunning();

    /** Where this Java process reaches it without a proxy. May change with each start. */
    Address direct();

    /**
     * The address under which other servers and clients find it.
     *
     * @param proxy where the proxy in front of it listens
     */
    Address advertised(Address proxy);

    /** Gives the dead server an empty data directory, and by that a new identity. */
    void wipe();

    /** Gives the dead server a new address. */
    void relocate();

    /**
     * How many of its cluster's transactions a dead server of a Galera cluster has.
     *
     * @param settings what it was started as
     */
    default long position(NodeSettings settings) {
        throw new UnsupportedOperationException("not a server of a Galera cluster");
    }

    /** Cuts a server of a group off from the others, and from no client. */
    default void isolate() {
        throw new UnsupportedOperationException("not a server of a group");
    }

    /** Ends {@link #isolate}. */
    default void rejoin() {}

    /** The end of its error log. */
    String logTail(int lines);

    /** Kills it and removes all it left behind. */
    @Override
    void close();
}
