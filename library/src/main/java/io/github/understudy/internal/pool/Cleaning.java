package io.github.understudy.internal.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.IsolationLevel;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a connection as new, for its next borrower. First the session on the server, then everything that Hikari did
 * when it was opened; that goes through Hikari's own proxy, so that Hikari knows it. Thread-safe.
 */
final class Cleaning {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaning.class);

    private final String database;
    private final HikariConfig template;

    /** @param database the one the driver chooses when it connects, empty for none */
    Cleaning(String database, HikariConfig template) {
        this.database = database;
        this.template = template;
    }

    /** False if the connection can't be cleaned and must be closed. */
    boolean clean(Connection borrowed, PhysicalSession session) {
        try {
            if (borrowed.isClosed() || !session.reset(database)) {
                return false;
            }
            setUp(borrowed);
            return true;
        } catch (SQLException | RuntimeException | LinkageError e) {
            LOG.debug("a connection could not be cleaned and is closed", e);
            return false;
        }
    }

    /** The order is Hikari's. The network timeout is not the server's; Hikari restores it at return. */
    private void setUp(Connection borrowed) throws SQLException {
        borrowed.setReadOnly(template.isReadOnly());
        borrowed.setAutoCommit(template.isAutoCommit());
        if (template.getTransactionIsolation() != null) {
            borrowed.setTransactionIsolation(
                    IsolationLevel.valueOf(template.getTransactionIsolation()).getLevelId());
        }
        if (template.getCatalog() != null) {
            borrowed.setCatalog(template.getCatalog());
        }
        if (template.getSchema() != null) {
            borrowed.setSchema(template.getSchema());
        }
        if (template.getConnectionInitSql() != null) {
            try (Statement statement = borrowed.createStatement()) {
                statement.execute(template.getConnectionInitSql());
            }
        }
        if (!borrowed.getAutoCommit()) {
            borrowed.commit();
        }
    }
}
