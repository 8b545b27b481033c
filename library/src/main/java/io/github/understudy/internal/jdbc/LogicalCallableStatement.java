package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.jdbc.forward.CallableSetter;
import io.github.understudy.internal.jdbc.forward.RecordingCallableStatement;
import io.github.understudy.internal.jdbc.forward.StatementSetter;
import io.github.understudy.internal.sql.Classification;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A call of a stored procedure or function. It keeps what was set, so that it can be prepared anew elsewhere. */
final class LogicalCallableStatement extends RecordingCallableStatement
        implements Blueprint<CallableStatement>, ResultOwner {
    private final Execution<CallableStatement> execution;
    private final CallParameters parameters = new CallParameters();
    private final Recipe<CallableStatement> recipe;
    private final String sql;
    private final Classification what;

    LogicalCallableStatement(LogicalConnection connection, String sql, Recipe<CallableStatement> recipe)
            throws SQLException {
        this.sql = sql;
        this.what = connection.classify(sql);
        this.recipe = recipe;
        this.execution = new Execution<>(connection, this);
        // Prepared at once: a wrong text or parameter is then told where the application makes the mistake.
        execution.bound(what);
    }

    @Override
    public CallableStatement make(Connection physical) throws SQLException {
        return recipe.make(physical, sql);
    }

    @Override
    public boolean isRepeatable() {
        return parameters.isRepeatable();
    }

    @Override
    public void refill(CallableStatement physical) throws SQLException {
        parameters.refill(physical);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return wrap(execution.run(what, sql, CallableStatement::executeQuery));
    }

    @Override
    public int executeUpdate() throws SQLException {
        return execution.run(what, sql, CallableStatement::executeUpdate);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return execution.run(what, sql, CallableStatement::executeLargeUpdate);
    }

    @Override
    public boolean execute() throws SQLException {
        return execution.run(what, sql, CallableStatement::execute);
    }

    @Override
    public void addBatch() throws SQLException {
        super.addBatch();
        parameters.addBatch();
    }

    @Override
    public void clearBatch() throws SQLException {
        super.clearBatch();
        parameters.forgetBatches();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        try {
            return execution.run(Batches.of(what), sql, CallableStatement::executeBatch);
        } finally {
            parameters.forgetBatches();
        }
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        try {
            return execution.run(Batches.of(what), sql, CallableStatement::executeLargeBatch);
        } finally {
            parameters.forgetBatches();
        }
    }

    @Override
    protected void record(Object key, CallableSetter setter) {
        parameters.record(key, setter);
    }

    @Override
    protected void recordOnce(Object key) {
        parameters.recordOnce();
    }

    @Override
    protected void forget() {
        parameters.forget();
    }

    // ---- the same for all kinds of statements ----

    @Override
    protected CallableStatement delegate() throws SQLException {
        return execution.bound(what);
    }

    @Override
    protected boolean isBound() {
        return execution.isBound();
    }

    @Override
    protected void remember(StatementSetter setting) {
        execution.remember(setting);
    }

    @Override
    protected ResultSet wrap(ResultSet rows) {
        return execution.wrap(this, rows);
    }

    @Override
    protected <X extends SQLException> X failed(X exception) throws SQLException {
        return execution.failed(exception);
    }

    @Override
    public Conversation conversation() {
        return execution.connection().conversation();
    }

    @Override
    public Statement statement() {
        return this;
    }

    @Override
    public Connection getConnection() {
        return execution.connection();
    }

    @Override
    public void cancel() throws SQLException {
        CallableStatement physical = execution.physical();
        if (physical != null) {
            physical.cancel();
        }
    }

    @Override
    public boolean isClosed() {
        return execution.isClosed();
    }

    @Override
    public void close() throws SQLException {
        execution.close();
    }
}
