package io.github.understudy.internal.pool;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The session of one connection on its server, as far as a driver lets it be reached beyond JDBC. */
interface PhysicalSession {
    /** Of a driver that lets nothing of it be reached. */
    PhysicalSession CLOSED_BOOK = new PhysicalSession() {
        @Override
        public @Nullable SessionTracker tracker() {
            return null;
        }

        @Override
        public boolean reset(String database) {
            return false;
        }
    };

    /** What the server tells of it; null if it does not. */
    @Nullable
    SessionTracker tracker();

    /**
     * Makes the session as it was when the connection was new, before the pool set anything.
     *
     * @param database the one that was chosen when the connection was opened, empty for none
     * @return false if that can't be done for certain; then the session is in an unknown state
     * @throws SQLException if it failed; then the session is in an unknown state
     */
    boolean reset(String database) throws SQLException;
}
