package io.github.understudy.internal.pool;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one server at a time. The whole opening, the handshake included, ends within the connect
 * timeout: a frozen server's kernel still accepts connections, and no driver option covers the silence that follows.
 * Thread-safe.
 */
public final class Connector {
    private final Driver driver;
    private final DriverKind kind;
    private final String database;
    private final Properties properties;
    private final Duration connectTimeout;
    private final ScheduledExecutorService timer;
    private final Addresses addresses;

    /**
     * @param properties user, password and whatever the driver understands
     * @param addresses where names lead to
     */
    public Connector(
            Driver driver,
            DriverKind kind,
            String database,
            Properties properties,
            Duration connectTimeout,
            ScheduledExecutorService timer,
            Addresses addresses) {
        this.addresses = addresses;
        this.driver = driver;
        this.kind = kind;
        this.database = database;
        this.properties = new Properties();
        this.properties.putAll(properties);
        this.properties.setProperty("connectTimeout", Long.toString(connectTimeout.toMillis()));
        kind.complete(this.properties);
        this.connectTimeout = connectTimeout;
        this.timer = timer;
    }

    /** The database that connections begin in; empty for none. */
    String database() {
        return database;
    }

    /** The same with other properties and another timeout. */
    public Connector with(Properties more, Duration timeout) {
        Properties all = new Properties();
        all.putAll(properties);
        all.putAll(more);
        return new Connector(driver, kind, database, all, timeout, timer, addresses);
    }

    /**
     * Opens a connection to whatever server is there: a name is followed.
     *
     * @param sockets where its socket is registered, for as long as it is open
     * @throws SQLException the driver's, when the server refuses or does not answer in time
     */
    public Connection open(Endpoint endpoint, SocketRegistry sockets) throws SQLException {
        return within(sockets, attempt -> opened(endpoint, null, attempt, connection -> {}));
    }

    /** Opens a connection to this server and no other; the preparation ends within the same time, or fails. */
    Connection open(Endpoint endpoint, NodeId id, SocketRegistry sockets, Preparation preparation) throws SQLException {
        return within(sockets, attempt -> opened(endpoint, id, attempt, preparation));
    }

    private interface Opening {
        Connection open(SocketRegistry attempt) throws SQLException;
    }

    private Connection within(SocketRegistry sockets, Opening opening) throws SQLException {
        SocketRegistry attempt = new SocketRegistry(sockets);
        ScheduledFuture<?> deadline = timer.schedule(attempt::expire, connectTimeout.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return opening.open(attempt);
        } catch (SQLException | RuntimeException failed) {
            attempt.closeAll();
            throw failed;
        } finally {
            deadline.cancel(false);
        }
    }

    private Connection opened(Endpoint endpoint, @Nullable NodeId id, SocketRegistry attempt, Preparation preparation)
            throws SQLException {
        if (NameLookup.isAddress(endpoint.host())) {
            Endpoint name = addresses.named(endpoint);
            if (name != endpoint) {
                // By its name, for the certificate's sake.
                attempt.goTo(InetAddresses.of(endpoint.host()));
            }
            return attempt.opening(() -> prepared(name, preparation));
        }
        InetAddress met = id == null ? null : metAt(endpoint, id);
        if (met != null) {
            attempt.goTo(met);
            return attempt.opening(() -> prepared(endpoint, preparation));
        }
        return explored(endpoint, attempt, preparation);
    }

    private @Nullable InetAddress metAt(Endpoint endpoint, NodeId id) throws SQLException {
        try {
            return addresses.metAt(endpoint, id);
        } catch (UnknownHostException e) {
            throw new SQLNonTransientConnectionException(e.getMessage(), "08001", e);
        }
    }

    /** The first of the name's addresses that answers. */
    private Connection explored(Endpoint endpoint, SocketRegistry attempt, Preparation preparation)
            throws SQLException {
        List<InetAddress> ways = ways(endpoint);
        if (ways.isEmpty()) {
            return attempt.opening(() -> prepared(endpoint, preparation));
        }
        SQLException last = null;
        for (InetAddress way : ways) {
            try {
                attempt.goTo(way);
                return attempt.opening(() -> prepared(endpoint, preparation));
            } catch (SQLException e) {
                if (attempt.lastConnected() != null) {
                    throw e; // somebody is there
                }
                last = e;
            }
        }
        throw Objects.requireNonNull(last);
    }

    /** None where the name means nothing to this machine: the driver may know a way, such as a proxy of its own. */
    private List<InetAddress> ways(Endpoint endpoint) {
        try {
            return addresses.ways(endpoint);
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private Connection prepared(Endpoint endpoint, Preparation preparation) throws SQLException {
        Connection connection = driver.connect(kind.url(endpoint, database), properties);
        if (connection == null) {
            throw new SQLNonTransientConnectionException("the driver does not accept its own URL", "08001");
        }
        preparation.prepare(connection);
        return connection;
    }

    /** Reaches for the session of a new connection, beyond JDBC. */
    PhysicalSession session(Connection connection) throws SQLException {
        return kind.session(connection);
    }

    /** What is done to a connection before it counts as open. */
    @FunctionalInterface
    interface Preparation {
        void prepare(Connection connection) throws SQLException;
    }
}
