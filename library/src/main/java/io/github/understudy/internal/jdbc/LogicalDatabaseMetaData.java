package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.jdbc.forward.ForwardingDatabaseMetaData;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What the database is like. What needs no server is answered without one: tracing tools ask for the URL of every
 * connection, and must not thereby bind it.
 */
final class LogicalDatabaseMetaData extends ForwardingDatabaseMetaData implements ResultOwner {
    private final LogicalConnection connection;

    LogicalDatabaseMetaData(LogicalConnection connection) {
        this.connection = connection;
    }

    @Override
    public Conversation conversation() {
        return connection.conversation();
    }

    @Override
    public @Nullable Statement statement() {
        return null;
    }

    private JdbcDefaults defaults() {
        return conversation().context().defaults();
    }

    @Override
    protected DatabaseMetaData delegate() throws SQLException {
        return conversation().anyLease().connection().getMetaData();
    }

    @Override
    protected ResultSet wrap(ResultSet rows) {
        return new LogicalResultSet(this, rows, conversation().current());
    }

    @Override
    protected <X extends SQLException> X failed(X exception) throws SQLException {
        return conversation().failed(exception, conversation().current());
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public String getURL() {
        return defaults().url();
    }

    @Override
    public String getUserName() {
        return defaults().user();
    }

    @Override
    public boolean isReadOnly() {
        return conversation().isReadOnly();
    }

    @Override
    public int getDriverMajorVersion() {
        return defaults().driverMajor();
    }

    @Override
    public int getDriverMinorVersion() {
        return defaults().driverMinor();
    }
}
