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
import org.jspecify.annotations.Nullable;

/** A call of a stored procedure or function. It keeps what was set, so that it can be prepared anew elsewhere. */
final class LogicalCallableStatement extends RecordingCallableStatement
        implements Blueprint<CallableStatement>, ResultOwner {
    private final Execution<CallableStatement> execution;
    private final CallParameters parameters = new CallParameters();
    private final Recipe<CallableStatement> recipe;
    private final String sql;
    private final Classification what;
    private boolean closesItself;

    LogicalCallableStatement(LogicalConnection connection, String sql, Recipe<CallableStatement> recipe)
            throws SQLException {
        this.sql = sql;
        this.what = connection.classify(sql);
        this.recipe = recipe;
        this.execution = new Execution<>(connection, this);
        // Prepared at once: a wrong text or parameter is then told where the application makes the mistake.
        execution.prepare(what);
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

    /** A procedure may do anything. */
    @Override
    public @Nullable Frozen<CallableStatement> freeze() {
        return null;
    }

    private <T> T run(Execution.Work<CallableStatement, T> work) throws SQLException {
        requireNotCompleted();
        return execution.run(what, sql, work);
    }

    private <T> T runBatch(Execution.Work<CallableStatement, T> work) throws SQLException {
        requireNotCompleted();
        return execution.runAll(Meanings.of(what), sql, work);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return wrap(run(CallableStatement::executeQuery));
    }

    @Override
    public int executeUpdate() throws SQLException {
        return run(CallableStatement::executeUpdate);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return run(CallableStatement::executeLargeUpdate);
    }

    @Override
    public boolean execute() throws SQLException {
        return execution.opened(this, run(CallableStatement::execute));
    }

    @Override
    public void addBatch() throws SQLException {
        super.addBatch();
        parameters.addBatch();
    }

    @Override
    public void clearBatch() throws SQLException {
        super.clearBatch();
        parameters.forgetMeanings();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        try {
            return runBatch(CallableStatement::executeBatch);
        } finally {
            parameters.forgetMeanings();
        }
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        try {
            return runBatch(CallableStatement::executeLargeBatch);
        } finally {
            parameters.forgetMeanings();
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

    private void requireOpen() throws SQLException {
        if (isClosed()) {
            throw new SQLException("The statement is closed", "S1009");
        }
    }

    @Override
    protected CallableStatement delegate() throws SQLException {
        return execution.bound(what);
    }

    @Override
    protected CallableStatement outcome() throws SQLException {
        return execution.outcome(what);
    }

    @Override
    protected boolean isOver() {
        return execution.isOver();
    }

    @Override
    protected boolean isBound() {
        return execution.isBound();
    }

    @Override
    protected void remember(StatementSetter setting) throws SQLException {
        requireOpen();
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
    public Execution<?> execution() {
        return execution;
    }

    @Override
    public Connection getConnection() throws SQLException {
        requireOpen();
        return execution.connection();
    }

    @Override
    public void cancel() throws SQLException {
        CallableStatement physical = execution.physical();
        if (physical != null) {
            physical.cancel();
        }
    }

    /** The physical statement is closed with its last result, and would be taken for one whose connection is gone. */
    private void requireNotCompleted() throws SQLException {
        if (closesItself) {
            requireOpen();
        }
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        super.closeOnCompletion();
        closesItself = true;
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        super.setQueryTimeout(seconds);
        execution.limit(Math.max(0, seconds));
    }

    @Override
    public boolean isClosed() throws SQLException {
        CallableStatement physical = execution.physical();
        return execution.isClosed() || (closesItself && physical != null && physical.isClosed());
    }

    @Override
    public void close() throws SQLException {
        execution.close();
    }
}
