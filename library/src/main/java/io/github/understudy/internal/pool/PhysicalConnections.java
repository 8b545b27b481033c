package io.github.understudy.internal.pool;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The open connections of a node, each with the pool it belongs to and its session. Thread-safe. */
final class PhysicalConnections {
    /** By identity, which is what the drivers' connections are compared by. */
    private final Map<Connection, Physical> connections = new ConcurrentHashMap<>();

    /** Remembers a new connection, and forgets those that were closed since: nobody tells when Hikari closes one. */
    void add(Connection connection, PhysicalSession session, Supplier<@Nullable HikariDataSource> pool)
            throws SQLException {
        for (Connection known : connections.keySet()) {
            if (known.isClosed()) {
                connections.remove(known);
            }
        }
        connections.put(connection, new Physical(session, pool));
    }

    /** What is known of a connection that a pool lent. */
    @Nullable
    Physical of(Connection borrowed) {
        try {
            return connections.get(borrowed.unwrap(Connection.class));
        } catch (SQLException | UndeclaredThrowableException closed) {
            // What Hikari puts in the place of a connection that is closed can't even tell its hash.
            return null;
        }
    }

    /**
     * An open connection.
     *
     * @param pool the one it belongs to, which a node's present one need not be; null while that is being made
     */
    static final class Physical {
        private final PhysicalSession session;
        private final Supplier<@Nullable HikariDataSource> pool;
        private volatile boolean guarded;

        private Physical(PhysicalSession session, Supplier<@Nullable HikariDataSource> pool) {
            this.session = session;
            this.pool = pool;
        }

        PhysicalSession session() {
            return session;
        }

        Supplier<@Nullable HikariDataSource> pool() {
            return pool;
        }

        /** True if its server was told to refuse writes of it, and still does. */
        boolean isGuarded() {
            return guarded;
        }

        void guarded(boolean now) {
            guarded = now;
        }
    }
}
