package io.github.understudy.benchmarks.stub;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** Finds one row with its last parameter in it, and changes one row. */
final class QuickPreparedStatement extends StubPreparedStatement {
    private final QuickConnection connection;
    private int parameter;
    private boolean closed;

    QuickPreparedStatement(QuickConnection connection) {
        this.connection = connection;
    }

    @Override
    public void setInt(int index, int value) {
        parameter = value;
    }

    @Override
    public ResultSet executeQuery() {
        return new OneRow(parameter);
    }

    @Override
    public int executeUpdate() {
        return 1;
    }

    @Override
    public void clearParameters() {}

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

    private static final class OneRow extends StubResultSet {
        private final int value;
        private int row;

        OneRow(int value) {
            this.value = value;
        }

        @Override
        public boolean next() {
            return ++row == 1;
        }

        @Override
        public int getInt(int column) {
            return value;
        }

        @Override
        public void close() {
            row = Integer.MAX_VALUE - 1;
        }
    }
}
