package io.github.understudy.benchmarks.stub;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLWarning;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what a server is asked about itself, and accepts all else. */
final class QuickStatement extends StubStatement {
    private final QuickConnection connection;
    private final Deque<String> answered = new ArrayDeque<>();
    private boolean closed;

    QuickStatement(QuickConnection connection) {
        this.connection = connection;
    }

    @Override
    public ResultSet executeQuery(String sql) {
        return ServerAnswer.to(sql);
    }

    /** A probe asks all its questions at once, and the application's statements need no answer. */
    @Override
    public boolean execute(String sql) {
        answered.clear();
        if (sql.startsWith("SELECT")) {
            answered.addAll(List.of(sql.split(";")));
        }
        return !answered.isEmpty();
    }

    @Override
    public ResultSet getResultSet() {
        return ServerAnswer.to(answered.element());
    }

    @Override
    public boolean getMoreResults() {
        answered.remove();
        return !answered.isEmpty();
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
