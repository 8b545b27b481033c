package io.github.understudy.benchmarks.stub;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** Answers what a server is asked about itself, and accepts all else. */
final class QuickStatement extends StubStatement {
    private final QuickConnection connection;
    private boolean closed;

    QuickStatement(QuickConnection connection) {
        this.connection = connection;
    }

    @Override
    public ResultSet executeQuery(String sql) {
        return ServerAnswer.to(sql);
    }

    @Override
    public boolean execute(String sql) {
        return false;
    }

    @Override
    public int executeUpdate(String sql) {
        return 0;
    }

    @Override
    public void setQueryTimeout(int seconds) {}

    @Override
    public @Nullable SQLWarning getWarnings() {
        return null;
    }

    @Override
    public void clearWarnings() {}

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
