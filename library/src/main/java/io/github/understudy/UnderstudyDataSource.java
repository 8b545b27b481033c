package io.github.understudy;

import com.zaxxer.hikari.HikariConfig;
import io.github.understudy.consistency.Consistency;
import io.github.understudy.exception.StartException;
import io.github.understudy.internal.jdbc.JdbcContext;
import io.github.understudy.internal.jdbc.LogicalConnection;
import io.github.understudy.internal.pool.NameLookup;
import io.github.understudy.topology.Topology;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that knows the whole cluster: it finds the servers, sends read-only work to fresh replicas and all else
 * to the source, and carries the work to another server when one dies, hangs, lags or changes its role.
 *
 * <p>{@link #getConnection} returns at once and holds no server until the first statement. Thread-safe; nothing is
 * shared between two data sources. {@link #close} ends every thread and every connection.
 */
public final class UnderstudyDataSource implements DataSource, AutoCloseable {
    private final Assembly assembly;
    private final Cluster cluster;
    private final AtomicBoolean closed = new AtomicBoolean();

    private UnderstudyDataSource(Assembly assembly) {
        this.assembly = assembly;
        this.cluster = new Cluster(assembly);
    }

    /** Starts a configuration. */
    public static UnderstudyBuilder builder() {
        return new UnderstudyBuilder();
    }

    /**
     * The same cluster, account and pool settings as an existing Hikari configuration, with every default of this
     * library.
     *
     * @throws io.github.understudy.exception.ConfigurationException if the configuration can't be used
     * @throws StartException if no server could be used in time
     */
    public static UnderstudyDataSource wrap(HikariConfig hikari) {
        UnderstudyBuilder builder = builder().pool(hikari);
        if (hikari.getJdbcUrl() != null) {
            builder.url(hikari.getJdbcUrl());
        }
        builder.properties(hikari.getDataSourceProperties());
        if (hikari.getPoolName() != null) {
            builder.set(Setting.NAME, hikari.getPoolName());
        }
        return builder.build();
    }

    static UnderstudyDataSource start(
            UnderstudyConfig config, Driver driver, BooleanSupplier readOnlyHint, NameLookup names) {
        Assembly assembly = new Assembly(config, driver, readOnlyHint, names);
        try {
            assembly.start();
            return new UnderstudyDataSource(assembly);
        } catch (RuntimeException | Error e) {
            assembly.close();
            throw e;
        }
    }

    /** What is known about the cluster now. */
    public Topology topology() {
        return assembly.topology();
    }

    /** To take nodes out of service and put them back. */
    public Cluster cluster() {
        return cluster;
    }

    /** How fresh reads are: what the calling thread has written, as a token to carry elsewhere, and other levels. */
    public Consistency consistency() {
        return assembly.consistency();
    }

    /**
     * A logical connection. It never blocks and needs no server yet.
     *
     * @throws SQLException if the data source is closed
     */
    @Override
    public Connection getConnection() throws SQLException {
        if (closed.get()) {
            throw new SQLException("the data source is closed", "08003");
        }
        return new LogicalConnection(assembly.jdbc(), null);
    }

    JdbcContext jdbc() {
        return assembly.jdbc();
    }

    /** Runs something that may block, after a while, on a thread that is not one of this data source's own. */
    void later(Runnable task, long delay, TimeUnit unit) {
        assembly.later(task, delay, unit);
    }

    /** Not supported: the account is part of the configuration, since pools and probes use it too. */
    @Override
    public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the account is part of the data source's configuration");
    }

    /** Ends every thread, closes every connection; returns when that is done. Later calls do nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            assembly.close();
        }
    }

    /** True after {@link #close}. */
    public boolean isClosed() {
        return closed.get();
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

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    /** Does nothing: SLF4J is used. */
    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    /** Does nothing: {@link Setting#WAIT_TIMEOUT} is used. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("SLF4J is used");
    }
}
