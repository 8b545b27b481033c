package io.github.understudy.testkit.sql;

import java.sql.SQLException;

/** How one product spells replication. Stateless; all methods talk to the server and may wait for it. */
public interface Dialect {

    /** Makes the server read-only, or writable. */
    void readOnly(Session server, boolean readOnly) throws SQLException;

    /** Whether ordinary users cannot write. */
    boolean isReadOnly(Session server) throws SQLException;

    /** Makes the server a read-only replica of the one at that address and starts replication. */
    void follow(Session server, String host, int port) throws SQLException;

    /**
     * The same by positions in files instead of GTIDs, from the beginning of the other's log: for servers that have no
     * data of their own yet.
     */
    void followFromTheBeginning(Session server, String host, int port) throws SQLException;

    /**
     * Lets the server replicate from a further one, by GTID.
     *
     * @param channel the channel's or connection's name, not empty
     */
    void followBesides(Session server, String channel, String host, int port) throws SQLException;

    /** Ends {@link #followBesides}. */
    void forget(Session server, String channel) throws SQLException;

    /** Starts both threads. */
    void start(Session server) throws SQLException;

    /** Stops fetching; what has been fetched is still applied. */
    void stopReceiver(Session server) throws SQLException;

    /** Stops applying; fetching goes on. */
    void stopApplier(Session server) throws SQLException;

    /** Stops replication and forgets the source. What has not been applied is lost. */
    void forgetSource(Session server) throws SQLException;

    /** Applies so many seconds late; 0: at once. */
    void delay(Session server, int seconds) throws SQLException;

    /** Whether {@link #delay} keeps what has been received; otherwise it is fetched anew, from a source that lives. */
    boolean keepsReceivedOnChange();

    /** What the server says about its replication. */
    ReplicaStatus status(Session server) throws SQLException;

    /** All transactions that the server has applied, as text of the product's own kind. */
    String executed(Session server) throws SQLException;

    /** All transactions that the server has or will have when it has applied what it has received. */
    String received(Session server) throws SQLException;

    /** Waits until the server has applied the transactions. Returns false if it has not within {@code seconds}. */
    boolean await(Session server, String transactions, int seconds) throws SQLException;

    /** How many transactions that text stands for; comparable among servers of one cluster. */
    long count(String transactions);

    /**
     * Those transactions of the first text that the second has not; empty if there is none, as far as this product's
     * positions can tell.
     */
    String missing(Session server, String transactions, String from) throws SQLException;

    /** Switches the waiting for replicas' acknowledgements on or off, if the server has semi-synchronous replication. */
    void semiSync(Session server, boolean source) throws SQLException;
}
