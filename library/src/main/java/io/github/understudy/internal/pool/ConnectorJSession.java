package io.github.understudy.internal.pool;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.ServerSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The session of a connection of MySQL Connector/J, whose classes beyond JDBC are touched here and in its tracker only. */
final class ConnectorJSession implements PhysicalSession {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorJSession.class);

    private static final String TRACK_ON_MYSQL =
            "SET SESSION session_track_gtids=OWN_GTID, session_track_state_change=ON";
    private static final String TRACK_ON_MARIADB = "SET SESSION session_track_system_variables="
            + "CONCAT_WS(',', NULLIF(@@session_track_system_variables, ''), 'last_gtid'),"
            + " session_track_state_change=ON";

    private final JdbcConnection connection;
    private final @Nullable ConnectorJTracker tracker;
    private final @Nullable Origin origin;

    private ConnectorJSession(JdbcConnection connection, @Nullable ConnectorJTracker tracker, @Nullable Origin origin) {
        this.connection = connection;
        this.tracker = tracker;
        this.origin = origin;
    }

    /**
     * Asks the server of a new connection to tell what happens to its session. Two round trips.
     *
     * @throws SQLException if the connection is lost; a server that refuses is no reason
     */
    static PhysicalSession begin(Connection physical) throws SQLException {
        if (!physical.isWrapperFor(JdbcConnection.class)) {
            // Something else answers to the driver's URL.
            return PhysicalSession.CLOSED_BOOK;
        }
        JdbcConnection connection = physical.unwrap(JdbcConnection.class);
        ConnectorJTracker tracker = null;
        if (isOn(connection, PropertyKey.trackSessionState) && turnTrackersOn(connection)) {
            tracker = new ConnectorJTracker();
            connection.getServerSessionStateController().addSessionStateChangesListener(tracker);
        }
        return new ConnectorJSession(connection, tracker, origin(connection));
    }

    private static @Nullable Origin origin(JdbcConnection connection) throws SQLException {
        try {
            return Origin.of(connection);
        } catch (SQLException refused) {
            if (connection.isClosed()) {
                throw refused;
            }
            LOG.debug("the server does not tell how its sessions begin, so they can't be reset", refused);
            return null;
        }
    }

    private static boolean turnTrackersOn(JdbcConnection connection) throws SQLException {
        try {
            execute(connection, isMariaDb(connection) ? TRACK_ON_MARIADB : TRACK_ON_MYSQL);
            return true;
        } catch (SQLException refused) {
            if (connection.isClosed()) {
                throw refused;
            }
            LOG.debug("the server can't tell of its sessions", refused);
            return false;
        }
    }

    /** As the server said it in its greeting: no round trip. */
    private static boolean isMariaDb(JdbcConnection connection) throws SQLException {
        return connection
                .getMetaData()
                .getDatabaseProductVersion()
                .toLowerCase(Locale.ROOT)
                .contains("mariadb");
    }

    @Override
    public @Nullable SessionTracker tracker() {
        return tracker;
    }

    @Override
    public boolean reset(String database) throws SQLException {
        Origin begin = origin;
        if (begin == null || !isResettable()) {
            return false;
        }
        connection.resetServerState();
        // The driver chooses a character set again, but leaves to the server which of its collations it is.
        execute(
                connection,
                "SET character_set_results=" + resultsCharset() + ", collation_connection=" + begin.collation);
        // The driver keeps the level it set last; asking makes it look at the server's.
        connection.getTransactionIsolation();
        return (tracker == null || turnTrackersOn(connection)) && isBackAt(begin, database);
    }

    /**
     * Not where the driver keeps statements that the reset takes from it, where it believes that nobody else changes
     * the session, where it does nothing, and where the server runs statements at login that a reset does not repeat.
     */
    private boolean isResettable() {
        String atLogin = server().getServerVariable("init_connect");
        return !isOn(connection, PropertyKey.useServerPrepStmts)
                && !isOn(connection, PropertyKey.useLocalSessionState)
                && !isOn(connection, PropertyKey.paranoid)
                && (atLogin == null || atLogin.isEmpty());
    }

    /** The driver set this when it connected, believes that it still holds, and so does not set it again. */
    private String resultsCharset() {
        String charset = server().getServerVariable("character_set_results");
        return charset == null || charset.isEmpty() ? "NULL" : charset;
    }

    /** Neither the database nor the role is reset by the servers; a role can't be put back for certain. */
    private boolean isBackAt(Origin begin, String database) throws SQLException {
        Origin now = Origin.of(connection);
        if (!now.role.equals(begin.role)) {
            return false;
        }
        if (database.isEmpty()) {
            return now.database.isEmpty();
        }
        if (!now.database.equals(database) || !database.equals(connection.getDatabase())) {
            connection.setDatabase(database);
        }
        return true;
    }

    private ServerSession server() {
        return connection.getSession().getServerSession();
    }

    private static boolean isOn(JdbcConnection connection, PropertyKey property) {
        return connection.getPropertySet().getBooleanProperty(property).getValue();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What a session begins with and neither a reset nor the driver restores; empty for null. */
    private record Origin(String collation, String role, String database) {
        static Origin of(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT @@collation_connection, CURRENT_ROLE(), DATABASE()")) {
                row.next();
                return new Origin(text(row, 1), text(row, 2), text(row, 3));
            }
        }

        private static String text(ResultSet row, int column) throws SQLException {
            String text = row.getString(column);
            return text == null ? "" : text;
        }
    }
}
