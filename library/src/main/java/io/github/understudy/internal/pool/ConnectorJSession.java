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
final class ConnectorJSession implements SessionSupport {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorJSession.class);

    private static final String TRACK_ON_MYSQL =
            "SET SESSION session_track_gtids=OWN_GTID, session_track_state_change=ON";
    private static final String TRACK_ON_MARIADB = "SET SESSION session_track_system_variables="
            + "CONCAT_WS(',', NULLIF(@@session_track_system_variables, ''), 'last_gtid'),"
            + " session_track_state_change=ON";

    @Override
    public @Nullable SessionTracker track(Connection physical) throws SQLException {
        JdbcConnection connection = physical.unwrap(JdbcConnection.class);
        if (!isTracking(connection) || !turnTrackersOn(connection)) {
            return null;
        }
        ConnectorJTracker tracker = new ConnectorJTracker();
        connection.getServerSessionStateController().addSessionStateChangesListener(tracker);
        return tracker;
    }

    private static boolean isTracking(JdbcConnection connection) {
        return isOn(connection, PropertyKey.trackSessionState);
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
    public boolean reset(Connection physical, String database) throws SQLException {
        JdbcConnection connection = physical.unwrap(JdbcConnection.class);
        if (!isResettable(connection)) {
            return false;
        }
        connection.resetServerState();
        execute(connection, "SET character_set_results=" + resultsCharset(connection));
        // The driver keeps the level it set last; asking makes it look at the server's.
        connection.getTransactionIsolation();
        return (!isTracking(connection) || turnTrackersOn(connection)) && isBackIn(database, connection);
    }

    /**
     * Not where the driver keeps statements that the reset takes from it, where it believes that nobody else changes
     * the session, where it does nothing, and where the server runs statements at login that a reset does not repeat.
     */
    private static boolean isResettable(JdbcConnection connection) {
        String atLogin = session(connection).getServerVariable("init_connect");
        return !isOn(connection, PropertyKey.useServerPrepStmts)
                && !isOn(connection, PropertyKey.useLocalSessionState)
                && !isOn(connection, PropertyKey.paranoid)
                && (atLogin == null || atLogin.isEmpty());
    }

    /** The driver set this when it connected, believes that it still holds, and so does not set it again. */
    private static String resultsCharset(JdbcConnection connection) {
        String charset = session(connection).getServerVariable("character_set_results");
        return charset == null || charset.isEmpty() ? "NULL" : charset;
    }

    private static boolean isBackIn(String database, JdbcConnection connection) throws SQLException {
        if (!database.isEmpty()) {
            connection.setDatabase(database);
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet current = statement.executeQuery("SELECT DATABASE()")) {
            return current.next() && current.getString(1) == null;
        }
    }

    private static ServerSession session(JdbcConnection connection) {
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
}
