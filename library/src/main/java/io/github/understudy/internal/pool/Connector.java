package io.github.understudy.internal.pool;

import io.github.understudy.topology.Endpoint;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

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

    /** @param properties user, password and whatever the driver understands */
    public Connector(
            Driver driver,
            DriverKind kind,
            String database,
            Properties properties,
            Duration connectTimeout,
            ScheduledExecutorService timer) {
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

    /** The same with other properties and another timeout, for the monitor. */
    public Connector with(Properties more, Duration timeout) {
        Properties all = new Properties();
        all.putAll(properties);
        all.putAll(more);
        return new Connector(driver, kind, database, all, timeout, timer);
    }

    /**
     * Opens a connection.
     *
     * @param sockets where its socket is registered, for as long as it is open
     * @throws SQLException the driver's, when the server refuses or does not answer in time
     */
    public Connection open(Endpoint endpoint, SocketRegistry sockets) throws SQLException {
        return open(endpoint, sockets, connection -> {});
    }

    /** As above; the preparation ends within the same time, or fails. */
    Connection open(Endpoint endpoint, SocketRegistry sockets, Preparation preparation) throws SQLException {
        SocketRegistry attempt = new SocketRegistry(sockets);
        ScheduledFuture<?> deadline = timer.schedule(attempt::expire, connectTimeout.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return attempt.opening(() -> prepared(endpoint, preparation));
        } catch (SQLException | RuntimeException failed) {
            attempt.closeAll();
            throw failed;
        } finally {
            deadline.cancel(false);
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
