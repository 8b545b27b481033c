package io.github.understudy.internal.pool;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a driver can do with the session on the server, beyond JDBC. Stateless. */
interface SessionSupport {
    /** Of a driver that can do nothing of it. */
    SessionSupport NONE = new SessionSupport() {
        @Override
        public @Nullable SessionTracker track(Connection physical) {
            return null;
        }

        @Override
        public boolean reset(Connection physical, String database) {
            return false;
        }
    };

    /**
     * Asks the server of a new connection to tell what happens to its session.
     *
     * @return null if the driver is told not to listen
     * @throws SQLException if the connection is lost; a server that refuses is no reason
     */
    @Nullable
    SessionTracker track(Connection physical) throws SQLException;

    /**
     * Makes the session as it was when the connection was new, before the pool set anything.
     *
     * @param database the one that was chosen when the connection was opened, empty for none
     * @return false if that can't be done for certain; then the session is in an unknown state
     * @throws SQLException if it failed; then the session is in an unknown state
     */
    boolean reset(Connection physical, String database) throws SQLException;
}
