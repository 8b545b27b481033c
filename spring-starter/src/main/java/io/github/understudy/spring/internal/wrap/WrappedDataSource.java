package io.github.understudy.spring.internal.wrap;

import com.zaxxer.hikari.HikariDataSource;
import io.github.understudy.UnderstudyDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the application gets in place of its pool. It unwraps to that pool, which stays the holder of the settings:
 * Spring Boot derives metrics, and the data sources of migrations with an account of their own, from it. Thread-safe.
 */
final class WrappedDataSource implements DataSource {
    private final HikariDataSource pool;
    private final Start start;

    WrappedDataSource(HikariDataSource pool, Start start) {
        this.pool = pool;
        this.start = start;
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Null if it could not be started yet. */
    @Nullable
    UnderstudyDataSource started() {
        return start.started();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return start.dataSource().getConnection();
    }

    /** Not supported, as in the pool: the account is part of the configuration. */
    @Override
    public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
        return start.dataSource().getConnection(username, password);
    }

    /** To a {@code DataSource} as to a pool: Spring Boot looks for setters there. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type == UnderstudyDataSource.class) {
            return type.cast(start.dataSource());
        }
        if (type == WrappedDataSource.class) {
            return type.cast(this);
        }
        if (type.isInstance(pool)) {
            return type.cast(pool);
        }
        throw new SQLException("not a wrapper for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type == UnderstudyDataSource.class || type == WrappedDataSource.class || type.isInstance(pool);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    /** Does nothing: SLF4J is used. */
    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    /** Does nothing: {@code understudy.wait-timeout} is used. */
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

    @Override
    public String toString() {
        return "Understudy around " + pool;
    }
}
