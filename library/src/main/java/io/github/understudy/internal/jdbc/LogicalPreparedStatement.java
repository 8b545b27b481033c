package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.jdbc.forward.ParameterSetter;
import io.github.understudy.internal.jdbc.forward.RecordingPreparedStatement;
import io.github.understudy.internal.jdbc.forward.StatementSetter;
import io.github.understudy.internal.replay.Parameters;
import io.github.understudy.internal.sql.Classification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement with parameters. It keeps what was set, so that it can be prepared anew on another server. */
final class LogicalPreparedStatement extends RecordingPreparedStatement
        implements Blueprint<PreparedStatement>, ResultOwner {
    private static final ParameterSetter[] NONE = {};
    private static final int FEW = 2;

    private final Execution<PreparedStatement> execution;
    private final Recipe<PreparedStatement> recipe;
    private final String sql;
    private final Classification what;
    private @Nullable ParameterSetter[] setters = NONE;
    private @Nullable List<@Nullable ParameterSetter[]> batches;
    private boolean hasStream;
    private boolean hasOpaque;
    private boolean closesItself;

    LogicalPreparedStatement(
            LogicalConnection connection, String sql, Recipe<PreparedStatement> recipe, boolean updatable)
            throws SQLException {
        this.sql = sql;
        this.what = Meanings.forRows(connection.classify(sql), updatable);
        this.recipe = recipe;
        this.execution = new Execution<>(connection, this);
        // Prepared at once: a wrong text or parameter is then told where the application makes the mistake.
        execution.prepare(what);
    }

    // ---- what is needed to make it anew ----

    @Override
    public PreparedStatement make(Connection physical) throws SQLException {
        return recipe.make(physical, sql);
    }

    @Override
    public boolean isRepeatable() {
        return !hasStream;
    }

    @Override
    public void refill(PreparedStatement physical) throws SQLException {
        if (batches != null) {
            for (@Nullable ParameterSetter[] batch : batches) {
                set(physical, batch);
                physical.addBatch();
            }
        }
        set(physical, setters);
    }

    @Override
    public @Nullable Frozen<PreparedStatement> freeze() {
        return hasStream || hasOpaque
                ? null
                : new Frozen<>() {
                    private final @Nullable ParameterSetter[] now = setters.clone();
                    private final List<@Nullable ParameterSetter[]> then =
                            batches == null ? List.of() : List.copyOf(batches);

                    @Override
                    public PreparedStatement make(Connection physical) throws SQLException {
                        PreparedStatement made = recipe.make(physical, sql);
                        for (@Nullable ParameterSetter[] batch : then) {
                            set(made, batch);
                            made.addBatch();
                        }
                        set(made, now);
                        return made;
                    }

                    @Override
                    public int size() {
                        return Math.max(1, then.size());
                    }
                };
    }

    @Override
    protected <T> T keep(T value) {
        if (value == null
                || !execution.connection().conversation().context().replay().isOn()) {
            return value;
        }
        T kept = Parameters.keep(value);
        hasOpaque |= kept == null;
        return kept == null ? value : kept;
    }

    private static void set(PreparedStatement physical, @Nullable ParameterSetter[] values) throws SQLException {
        for (int index = 1; index <= values.length; index++) {
            ParameterSetter setter = values[index - 1];
            if (setter != null) {
                setter.applyTo(physical, index);
            }
        }
    }

    @Override
    protected void record(int parameterIndex, ParameterSetter setter) {
        if (parameterIndex > setters.length) {
            setters = Arrays.copyOf(setters, Math.max(parameterIndex, Math.max(FEW, setters.length * 2)));
        }
        setters[parameterIndex - 1] = setter;
    }

    @Override
    protected void recordOnce(int parameterIndex) {
        hasStream = true;
        if (parameterIndex > 0 && parameterIndex <= setters.length) {
            // What stood there before must not be taken for it.
            setters[parameterIndex - 1] = null;
        }
    }

    @Override
    protected void forget() {
        Arrays.fill(setters, null);
        hasStream = batches != null && hasStream;
        hasOpaque = batches != null && hasOpaque;
    }

    private void forgetMeanings() {
        batches = null;
        hasStream = false;
        hasOpaque = false;
    }

    // ---- running it ----

    private <T> T run(Execution.Work<PreparedStatement, T> work) throws SQLException {
        requireNotCompleted();
        return execution.run(what, sql, work);
    }

    private <T> T runBatch(Execution.Work<PreparedStatement, T> work) throws SQLException {
        requireNotCompleted();
        return execution.runAll(Meanings.of(what), sql, work);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return wrap(run(PreparedStatement::executeQuery));
    }

    @Override
    public int executeUpdate() throws SQLException {
        return run(PreparedStatement::executeUpdate);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return run(PreparedStatement::executeLargeUpdate);
    }

    @Override
    public boolean execute() throws SQLException {
        return execution.opened(this, run(PreparedStatement::execute));
    }

    @Override
    public void addBatch() throws SQLException {
        super.addBatch();
        if (batches == null) {
            batches = new ArrayList<>();
        }
        batches.add(setters.clone());
    }

    @Override
    public void clearBatch() throws SQLException {
        super.clearBatch();
        forgetMeanings();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        try {
            return runBatch(PreparedStatement::executeBatch);
        } finally {
            forgetMeanings();
        }
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        try {
            return runBatch(PreparedStatement::executeLargeBatch);
        } finally {
            forgetMeanings();
        }
    }

    /** The server may run the query for this, and begin a transaction. */
    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        ResultSetMetaData columns = super.getMetaData();
        execution.asked(what);
        return columns;
    }

    // ---- the same for all kinds of statements ----

    private void requireOpen() throws SQLException {
        if (isClosed()) {
            throw new SQLException("The statement is closed", "S1009");
        }
    }

    @Override
    protected PreparedStatement delegate() throws SQLException {
        return execution.bound(what);
    }

    @Override
    protected PreparedStatement outcome() throws SQLException {
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
        PreparedStatement physical = execution.physical();
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
        PreparedStatement physical = execution.physical();
        return execution.isClosed() || (closesItself && physical != null && physical.isClosed());
    }

    @Override
    public void close() throws SQLException {
        execution.close();
    }
}
