package io.github.understudy.internal.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.pool.PhysicalConnections.Physical;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one node. The Hikari pool inside lives from the first need until the node is lost, and is made
 * anew when it is needed again: no connection from before a node's death survives it. Thread-safe.
 */
public final class NodePool {
    /**
     * How long one attempt waits inside Hikari. Short, so that a waiting thread soon sees that the node is lost; the
     * caller repeats until its own deadline.
     */
    static final long SLICE_MILLIS = 250;

    private final NodeId id;
    private final PoolSettings settings;
    private final Connector connector;
    private final FailureClassifier classifier;
    private final ConnectFailureListener listener;
    private final Executor background;
    private final SocketRegistry sockets = new SocketRegistry();
    private final PhysicalConnections connections = new PhysicalConnections();
    private final Cleaning cleaning;
    private final TrippableBreaker breaker;
    private final Overload overload;
    private final LongAdder borrowed = new LongAdder();
    private final TrafficCounts traffic = new TrafficCounts();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Endpoint endpoint;
    private volatile @Nullable HikariDataSource hikari;
    private volatile @Nullable String refusal;
    private volatile boolean someGuarded;
    private volatile @Nullable MetricsTrackerFactory metrics;

    NodePool(
            NodeId id,
            Endpoint endpoint,
            PoolSettings settings,
            Connector connector,
            FailureClassifier classifier,
            ConnectFailureListener listener,
            Executor background) {
        this.id = id;
        this.endpoint = endpoint;
        this.settings = settings;
        this.connector = connector;
        this.classifier = classifier;
        this.listener = listener;
        this.background = background;
        this.cleaning = new Cleaning(connector.database(), settings.template());
        this.overload = new Overload(classifier);
        this.breaker = new TrippableBreaker(settings.name() + "-" + id, settings.breakerOpenTime(), overload::is);
    }

    public NodeId id() {
        return id;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Takes a connection; give it back with {@code close} and {@link #returned}.
     *
     * @throws SQLException if none is free or none can be opened within a moment
     */
    public Connection borrow() throws SQLException {
        // Who waits for one counts already: the node has that much to do.
        borrowed.increment();
        boolean taken = false;
        HikariDataSource from = null;
        try {
            from = pool();
            Connection connection = from.getConnection();
            taken = true;
            return connection;
        } catch (SQLException e) {
            if (from != null && isSpoilt(from, e)) {
                drop(from);
            }
            throw explained(e);
        } finally {
            if (!taken) {
                borrowed.decrement();
            }
        }
    }

    /** Hikari does not know of refusals that are waited out. */
    private SQLException explained(SQLException failure) {
        SQLException refusal = overload.refusal();
        return failure.getCause() != null || refusal == null
                ? failure
                : new SQLTransientConnectionException(failure.getMessage(), failure.getSQLState(), refusal);
    }

    /**
     * Hikari asks its first connection for the isolation level. If that connection is lost meanwhile, Hikari believes in a
     * level of -1, and no connection of this pool can be set up ever after.
     */
    private static boolean isSpoilt(HikariDataSource pool, SQLException failure) {
        Throwable cause = failure.getCause();
        return cause != null
                && cause.getClass().getSimpleName().equals("ConnectionSetupException")
                && pool.getHikariPoolMXBean().getTotalConnections() == 0;
    }

    /** The pool is made anew at the next need. */
    private void drop(HikariDataSource spoilt) {
        lock.lock();
        try {
            if (hikari != spoilt) {
                return;
            }
            hikari = null;
        } finally {
            lock.unlock();
        }
        retire(spoilt);
    }

    /** To be called once for each borrowed connection, after it was closed. */
    public void returned() {
        borrowed.decrement();
    }

    /**
     * What the server tells of a borrowed connection's session; null if the driver or the server can't. What was told
     * before the connection was borrowed is still in it.
     */
    public @Nullable SessionTracker tracker(Connection connection) {
        Physical physical = connections.of(connection);
        return physical == null ? null : physical.session().tracker();
    }

    /** True if the server refuses writes of this connection, because it was told so for an earlier borrower. */
    public boolean isGuarded(Connection connection) {
        Physical physical = someGuarded ? connections.of(connection) : null;
        return physical != null && physical.isGuarded();
    }

    /** Remembers for later borrowers whether the server was told to refuse writes of this connection. */
    public void guarded(Connection connection, boolean now) {
        Physical physical = connections.of(connection);
        if (physical != null) {
            physical.guarded(now);
            someGuarded |= now;
        }
    }

    /**
     * Makes a borrowed connection as new, to be called before it is closed where the application has changed the
     * session by SQL. Several round trips. Never fails.
     *
     * @return false if that was not possible for certain: the connection has left the pool and must not be closed again
     */
    public boolean clean(Connection connection) {
        Physical physical = connections.of(connection);
        if (physical == null || cleaning.clean(connection, physical.session())) {
            return true;
        }
        HikariDataSource owner = physical.pool().get();
        if (owner != null) {
            owner.evictConnection(connection);
        }
        return owner == null;
    }

    /** How many connections are in use or waited for. */
    public int load() {
        return borrowed.intValue();
    }

    boolean isTripped() {
        return breaker.isTripped();
    }

    /** The node is well again: what connecting to it did before no longer matters. */
    public void recover() {
        breaker.reset();
    }

    /** Closes every raw socket at once, and with it frees every thread that waits for this node; the pool is dropped. */
    public int sever() {
        HikariDataSource dropped = exchange(null);
        int freed = sockets.closeAll();
        retire(dropped);
        return freed;
    }

    /** Closes the connections of a pool that nobody uses; it is made anew when it is needed. */
    public void rest() {
        retire(exchange(null));
    }

    /** Like {@link #sever}, and for good: no server of the cluster has this identity any more. */
    void dismiss() {
        refusal = "there is no node " + id + " at " + endpoint + " any more";
        sever();
    }

    /** Its name leads to another address now: idle connections to the old one end, others when they come back. */
    public void readdress() {
        HikariPoolMXBean current = figures();
        if (current != null) {
            current.softEvictConnections();
        }
    }

    /** The node is reached elsewhere from now on; connections to the old address end when they come back. */
    void moveTo(Endpoint now) {
        if (!now.equals(endpoint)) {
            endpoint = now;
            retire(exchange(null));
        }
    }

    /** Closes the pool and every connection, and does not return before. */
    void close() {
        refusal = "the data source is closed";
        HikariDataSource dropped = exchange(null);
        sockets.closeAll();
        if (dropped != null) {
            dropped.close();
        }
        sockets.closeAll();
    }

    private void retire(@Nullable HikariDataSource dropped) {
        if (dropped != null) {
            background.execute(dropped::close);
        }
    }

    private @Nullable HikariDataSource exchange(@Nullable HikariDataSource next) {
        lock.lock();
        try {
            HikariDataSource old = hikari;
            hikari = next;
            return old;
        } finally {
            lock.unlock();
        }
    }

    private HikariDataSource pool() throws SQLException {
        HikariDataSource current = hikari;
        return current != null ? current : newPool();
    }

    private HikariDataSource newPool() throws SQLException {
        lock.lock();
        try {
            HikariDataSource current = hikari;
            if (current == null) {
                String why = refusal;
                if (why != null) {
                    throw new SQLException(why, "08003");
                }
                AtomicReference<@Nullable HikariDataSource> owner = new AtomicReference<>();
                current = new HikariDataSource(hikariConfig(owner::get));
                owner.set(current);
                hikari = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private HikariConfig hikariConfig(Supplier<@Nullable HikariDataSource> owner) {
        HikariConfig config = new HikariConfig();
        settings.template().copyStateTo(config);
        // Connections come from our own data source, with the account it has.
        config.setUsername(null);
        config.setPassword(null);
        config.setPoolName(settings.name() + "-" + endpoint);
        config.setDataSource(new NodeDataSource(
                id,
                connector,
                () -> endpoint,
                sockets,
                breaker.breaker(),
                listener,
                connection -> connections.add(connection, connector.session(connection), owner),
                overload));
        // Only tells Hikari to set time-outs in the thread that uses the connection. Set by another thread, the short
        // one
        // of Hikari's validation may still be in force when the statement runs, and breaks it off.
        config.setJdbcUrl("jdbc:mysql:");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(SLICE_MILLIS);
        config.setValidationTimeout(Math.min(SLICE_MILLIS, config.getValidationTimeout()));
        if (isUnmeasured(config)) {
            config.setMetricsTrackerFactory(metrics);
        }
        config.setExceptionOverride(new EvictionRule(classifier));
        if (config.getCatalog() == null && !connector.database().isEmpty()) {
            // Without it, Hikari does not take an application's setCatalog back, and the next one works elsewhere.
            config.setCatalog(connector.database());
        }
        return config;
    }

    /** Tells Hikari where to measure, once, unless its configuration has said so. */
    void measure(MetricsTrackerFactory factory) {
        lock.lock();
        try {
            if (metrics == null) {
                metrics = factory;
                HikariDataSource current = hikari;
                if (current != null && isUnmeasured(current)) {
                    current.setMetricsTrackerFactory(factory);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isUnmeasured(HikariConfig config) {
        return config.getMetricsTrackerFactory() == null && config.getMetricRegistry() == null;
    }

    /** What goes to the node, to be counted by who sends it. */
    public TrafficCounts traffic() {
        return traffic;
    }

    public CircuitBreaker.State breakerState() {
        return breaker.breaker().getState();
    }

    /** Hikari's figures; null while no connection was ever needed, or since the node was lost. */
    public @Nullable HikariPoolMXBean figures() {
        HikariDataSource current = hikari;
        return current == null ? null : current.getHikariPoolMXBean();
    }
}
