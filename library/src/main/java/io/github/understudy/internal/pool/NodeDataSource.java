package io.github.understudy.internal.pool;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a node's Hikari pool opens its connections through: counts the failures and tells of them. */
final class NodeDataSource implements DataSource {
    private final NodeId id;
    private final Connector connector;
    private final Supplier<Endpoint> endpoint;
    private final SocketRegistry sockets;
    private final CircuitBreaker breaker;
    private final ConnectFailureListener listener;
    private final Connector.Preparation preparation;
    private final Overload overload;

    NodeDataSource(
            NodeId id,
            Connector connector,
            Supplier<Endpoint> endpoint,
            SocketRegistry sockets,
            CircuitBreaker breaker,
            ConnectFailureListener listener,
            Connector.Preparation preparation,
            Overload overload) {
        this.id = id;
        this.connector = connector;
        this.endpoint = endpoint;
        this.sockets = sockets;
        this.breaker = breaker;
        this.listener = listener;
        this.preparation = preparation;
        this.overload = overload;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return overload.open(this::open);
    }

    private Connection open() throws SQLException {
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException open) {
            throw new SQLTransientConnectionException(
                    "connecting to " + endpoint.get() + " failed too often and is not tried for a while",
                    "08001",
                    open);
        }
        Endpoint now = endpoint.get();
        long start = breaker.getCurrentTimestamp();
        try {
            Connection connection = connector.open(now, id, sockets, preparation);
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return connection;
        } catch (SQLException | RuntimeException e) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            listener.onConnectFailure(now, e);
            throw e;
        }
    }

    /** The account is the connector's. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // SLF4J is used instead
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the connector has a timeout of its own
    }

    /** Not used for connecting, but Hikari waits so long for its threads when it is closed. */
    @Override
    public int getLoginTimeout() {
        return 1;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("SLF4J is used instead");
    }

    @Override
    public <T> T unwrap(Class<T> iface) throws SQLException {
        if (iface.isInstance(this)) {
            return iface.cast(this);
        }
        throw new SQLException("not a wrapper for " + iface.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) {
        return iface.isInstance(this);
    }
}
