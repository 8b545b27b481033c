package io.github.understudy.internal.jdbc;

import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failover.Patience;
import io.github.understudy.internal.jdbc.forward.StatementSetter;
import io.github.understudy.internal.sql.Classification;
import io.github.understudy.internal.sql.StatementClass;
import io.github.understudy.internal.sql.StatementText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds a logical statement to a physical one, anew for each run if need be, and runs it again where that is safe.
 *
 * @param <S> the physical statement's type
 */
final class Execution<S extends Statement> {
    private final LogicalConnection connection;
    private final Blueprint<S> blueprint;
    private @Nullable List<StatementSetter> settings;
    private @Nullable Lease lease;
    private @Nullable S physical;
    private @Nullable LogicalResultSet result;
    private @Nullable StatementText ran;

    /** Read of the result of the last run; below 0 if that gave none. */
    private int rows;

    /** A short one, as the limit of all waiting is an hour: an execution is made for each statement, and its size counts. */
    private short limitSeconds;

    private boolean closed;

    /** What is run. */
    interface Work<S, T> {
        T on(S physical) throws SQLException;
    }

    Execution(LogicalConnection connection, Blueprint<S> blueprint) {
        this.connection = connection;
        this.blueprint = blueprint;
    }

    LogicalConnection connection() {
        return connection;
    }

    /** Runs a statement, on another server if need be. */
    <T> T run(Classification what, @Nullable String sql, Work<S, T> work) throws SQLException {
        Conversation conversation = connection.conversation();
        if (what.kind() == StatementClass.DML && conversation.isNotedAlone(what, sql)) {
            requireOpen();
            Patience patience = conversation.patience(patience());
            return new NotedWrite(conversation, patience, blueprint.isRepeatable()).run(() -> {
                T answer = runAll(what, sql, work);
                keepWarnings();
                return answer;
            });
        }
        return runAll(what, sql, work);
    }

    /** Connector/J keeps them, and could not ask for them after COMMIT. */
    private void keepWarnings() {
        try {
            if (physical != null) {
                physical.getWarnings();
            }
        } catch (SQLException e) {
            // COMMIT will meet the same.
        }
    }

    /** For as long as the application wants to wait; null if it has said nothing. */
    private @Nullable Patience patience() {
        return limitSeconds == 0
                ? null
                : connection.conversation().context().checkout().newPatience(Duration.ofSeconds(limitSeconds));
    }

    /** The same for what may be several statements, each a transaction of its own in autocommit mode. */
    <T> T runAll(Classification what, @Nullable String sql, Work<S, T> work) throws SQLException {
        requireOpen();
        closeResult();
        long begun = connection.conversation().begun();
        try {
            return attempt(what, sql, work, begun);
        } catch (SQLException e) {
            countFailure(what, e, begun);
            throw e;
        }
    }

    private void countFailure(Classification what, SQLException thrown, long begun) {
        // Who found no server has failed nowhere.
        Lease where = thrown instanceof NoNodeAvailableException ? null : lease;
        connection.conversation().countedFailure(what.text(), where, begun);
    }

    private <T> T attempt(Classification what, @Nullable String sql, Work<S, T> work, long begun) throws SQLException {
        Conversation conversation = connection.conversation();
        Patience patience = patience();
        while (true) {
            Lease now = conversation.lease(what, patience);
            S bound;
            try {
                bound = bindTo(now);
                if (what.kind() == StatementClass.COMMIT && conversation.inTransaction == now) {
                    conversation.noteBeforeCommit(now);
                    if (conversation.isDoubtedSinceNoted(now)) {
                        patience = conversation.patience(patience); // one doubt after the other must end, too
                        continue;
                    }
                }
            } catch (SQLException e) {
                patience = conversation.recoverUnsent(e, what, now, patience);
                continue;
            }
            try {
                T answer = work.on(bound);
                long end = System.nanoTime();
                conversation.executed(what, sql, now, end);
                if (conversation.isRecording()) {
                    note(what, answer, bound, work);
                }
                count(what, answer, bound, now, begun, end);
                return answer;
            } catch (SQLException e) {
                patience = conversation.recover(e, what, sql, blueprint.isRepeatable(), now, patience);
            }
        }
    }

    private <T> void count(Classification what, T answer, S bound, Lease now, long begun, long end) {
        if (!connection.conversation().context().insight().isOn()) {
            return;
        }
        ran = what.text();
        boolean reads = answer instanceof ResultSet || Boolean.TRUE.equals(answer);
        rows = reads ? 0 : -1;
        connection.conversation().counted(ran, now, begun, end, reads ? 0 : Rows.changed(answer, bound));
    }

    /** The application has read a row of the last run's result. */
    void readRow() {
        if (rows >= 0) {
            rows++;
        }
    }

    /** The application has read what it wants of a result. */
    void readRows() {
        if (rows > 0 && ran != null) {
            connection.conversation().context().insight().read(ran, rows);
            rows = 0;
        }
    }

    private <T> void note(Classification what, T answer, S bound, Work<S, T> work) throws SQLException {
        Recording recording = connection.conversation().recording();
        Blueprint.Frozen<S> frozen = blueprint.freeze();
        if (frozen == null) {
            recording.hinder("a parameter of it can't be set a second time: a stream, a LOB or something unknown");
            return;
        }
        recording.note(
                this,
                what.kind(),
                new StatementStep<>(
                        this,
                        frozen,
                        settings == null ? List.of() : List.copyOf(settings),
                        work,
                        StatementStep.counts(answer, bound)));
    }

    /** After a replay: the run that was recorded last is this one now. False if the application has closed it. */
    boolean adopt(S again, Lease now) {
        if (closed) {
            return false;
        }
        physical = again;
        lease = now;
        try {
            renew(again);
            return true;
        } catch (SQLException e) {
            physical = null;
            return false;
        }
    }

    /** It was run with the settings and parameters of then; what follows has those that the application has set since. */
    private void renew(S again) throws SQLException {
        if (again instanceof PreparedStatement prepared) {
            prepared.clearParameters();
        }
        equip(again);
    }

    /** Makes the application's settings, and sets its parameters. */
    private void equip(S made) throws SQLException {
        if (settings != null) {
            for (StatementSetter setting : settings) {
                setting.applyTo(made);
            }
        }
        blueprint.refill(made);
    }

    /** Prepares the statement where it would run now. */
    void prepare(Classification what) throws SQLException {
        try {
            bound(what);
        } catch (SQLException e) {
            countFailure(what, e, connection.conversation().begun());
            throw e;
        }
    }

    /** The physical statement, bound where a statement of this kind would run now. */
    S bound(Classification what) throws SQLException {
        requireOpen();
        S known = physical;
        if (known != null && lease != null && !lease.isEnded()) {
            return known;
        }
        Conversation conversation = connection.conversation();
        Classification preparing = conversation.preparing(what);
        Patience patience = null;
        while (true) {
            Lease now = conversation.lease(preparing, patience);
            try {
                return bindTo(now);
            } catch (SQLException e) {
                patience = conversation.recoverUnsent(e, preparing, now, patience);
            }
        }
    }

    /** The physical statement, to be asked for what its last execution gave. */
    S outcome(Classification what) throws SQLException {
        Lease last = lease;
        if (last != null && last.isEnded() && !isClosed()) {
            throw new SQLException(
                    "What this statement gave is gone: its connection to " + last.endpoint()
                            + " was given back when the work moved on. Nothing was sent",
                    "HY010");
        }
        return bound(what);
    }

    /** The driver was asked about a statement, and may have run it. */
    void asked(Classification what) {
        if (lease != null && !lease.isEnded() && what.kind() == StatementClass.READ) {
            connection.conversation().begunBy(StatementClass.READ, lease);
        }
    }

    /** True if the last result was read and closed, and its connection given back. */
    boolean isOver() {
        Lease last = lease;
        return result != null && result.lease() == null && last != null && last.isEnded() && !isClosed();
    }

    /** The result of a run is there from now on, and holds its connection, though the application has not asked yet. */
    boolean opened(ResultOwner owner, boolean rows) throws SQLException {
        S its = physical;
        if (rows && its != null) {
            wrap(owner, its.getResultSet());
        }
        return rows;
    }

    private S bindTo(Lease now) throws SQLException {
        S known = physical;
        if (known != null && lease == now) {
            return known;
        }
        release();
        S made = blueprint.make(now.connection());
        lease = now;
        physical = made;
        equip(made);
        return made;
    }

    boolean isBound() {
        return physical != null;
    }

    /** How long the application wants to wait for an answer: it waits no longer for a server either. 0 for no limit. */
    void limit(int seconds) {
        limitSeconds = (short) Math.min(seconds, Short.MAX_VALUE);
    }

    /** A setting of the statement, to be made on every physical statement from now on. */
    void remember(StatementSetter setting) {
        if (settings == null) {
            settings = new ArrayList<>(2);
        }
        settings.add(setting);
    }

    /** A result of the physical statement, as the application gets it. */
    LogicalResultSet wrap(ResultOwner owner, ResultSet rows) {
        if (result != null && result.isOf(rows)) {
            return result;
        }
        StatementStep<?> step = connection.conversation().stepOf(this);
        LogicalResultSet wrapped =
                step == null ? new LogicalResultSet(owner, rows, lease) : step.recorded(owner, rows, lease);
        result = wrapped;
        return wrapped;
    }

    private void closeResult() {
        if (result != null) {
            result.released();
            result = null;
        }
    }

    /** For cancelling from another thread. */
    @Nullable
    S physical() {
        return physical;
    }

    <X extends SQLException> X failed(X thrown) throws SQLException {
        return connection.conversation().failed(thrown, lease);
    }

    private void requireOpen() throws SQLException {
        if (closed) {
            throw new SQLException("The statement is closed", "S1009");
        }
    }

    boolean isClosed() {
        return closed || connection.conversation().isClosed();
    }

    void close() throws SQLException {
        if (!closed) {
            closed = true;
            closeResult();
            release();
        }
    }

    private void release() throws SQLException {
        S old = physical;
        boolean open = lease != null && !lease.isEnded();
        physical = null;
        lease = null;
        // With its connection given back, the physical statement is closed, or may be somebody else's by now.
        if (old != null && open) {
            try {
                old.close();
            } catch (SQLException e) {
                // A statement of a connection that is gone is closed already.
                if (!connection.conversation().context().failures().classify(e).connectionIsGone()) {
                    throw e;
                }
            }
        }
    }
}
