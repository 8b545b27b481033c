package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.jdbc.forward.StatementSetter;
import io.github.understudy.internal.replay.Reading;
import io.github.understudy.internal.replay.ReplayMismatchException;
import io.github.understudy.internal.replay.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a statement in the open transaction: how to run it again, and what it answered.
 *
 * @param <S> the physical statement's type
 */
final class StatementStep<S extends Statement> implements Step<Lease> {
    private static final String ROWS = "rows";

    private final Execution<S> execution;
    private final Blueprint.Frozen<S> frozen;
    private final List<StatementSetter> settings;
    private final Execution.Work<S, ?> work;
    private final Object counts;
    private final List<RecordedResultSet> read = new ArrayList<>(1);
    private boolean superseded;

    /**
     * @param frozen with the parameters as they were
     * @param settings as they were
     * @param counts how many rows were changed, as the driver told it
     */
    StatementStep(
            Execution<S> execution,
            Blueprint.Frozen<S> frozen,
            List<StatementSetter> settings,
            Execution.Work<S, ?> work,
            Object counts) {
        this.execution = execution;
        this.frozen = frozen;
        this.settings = settings;
        this.work = work;
        this.counts = counts;
    }

    /** What can be compared of an answer at once: of a query nothing, since nobody has read it. */
    static Object counts(Object answer, Statement physical) throws SQLException {
        if (answer instanceof ResultSet || Boolean.TRUE.equals(answer)) {
            return ROWS;
        }
        if (answer instanceof int[] each) {
            return Arrays.stream(each).boxed().toList();
        }
        if (answer instanceof long[] each) {
            return Arrays.stream(each).boxed().toList();
        }
        return answer instanceof Boolean ? physical.getLargeUpdateCount() : answer;
    }

    /** The application reads a result of this run: its rows, or the keys that it has generated. */
    RecordedResultSet recorded(ResultOwner owner, ResultSet rows, @Nullable Lease lease) {
        RecordedResultSet recorded = new RecordedResultSet(owner, rows, lease);
        read.add(recorded);
        return recorded;
    }

    /** The statement was run once more: the application can't ask for this run's results any longer. */
    void superseded() {
        superseded = true;
    }

    @Override
    public int size() {
        return frozen.size();
    }

    @Override
    public Repeated repeatOn(Lease lease) throws SQLException {
        S physical = frozen.make(lease.connection());
        try {
            for (StatementSetter setting : settings) {
                setting.applyTo(physical);
            }
            presetKey(lease.connection());
            return run(physical, lease);
        } catch (SQLException | RuntimeException e) {
            drop(physical);
            throw e;
        }
    }

    private Repeated run(S physical, Lease lease) throws SQLException {
        Object answer = work.on(physical);
        Object again = counts(answer, physical);
        if (!counts.equals(again)) {
            throw new ReplayMismatchException("changed other rows than before: " + again + ", and first " + counts);
        }
        List<Follower> followers = new ArrayList<>(read.size());
        for (RecordedResultSet each : read) {
            followers.add(new Follower(each, rows(answer, physical)));
        }
        return new Again(physical, lease, followers);
    }

    private ResultSet rows(Object answer, S physical) throws SQLException {
        if (answer instanceof ResultSet direct) {
            return direct;
        }
        return counts == ROWS ? physical.getResultSet() : physical.getGeneratedKeys();
    }

    /** The number that the application has seen as generated is given again, if nobody has it meanwhile. */
    private void presetKey(Connection connection) throws SQLException {
        for (RecordedResultSet each : read) {
            Long first = counts == ROWS ? null : each.firstKey();
            if (first != null) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET insert_id = " + first);
                }
                return;
            }
        }
    }

    private static void drop(Statement physical) {
        try {
            physical.close();
        } catch (SQLException e) {
            // Its connection is lost or given up with it.
        }
    }

    /** A result of the application's, and the new one that was read as far. */
    private static final class Follower {
        private final RecordedResultSet held;
        private final ResultSet rows;
        private final Reading reading;

        Follower(RecordedResultSet held, ResultSet rows) throws SQLException {
            this.held = held;
            this.rows = rows;
            this.reading = held.reading().follow(rows);
            if (held.isReleased()) {
                rows.close();
            }
        }

        void adopt(Lease lease) {
            if (!held.isReleased()) {
                held.adopt(rows, reading, lease);
            }
        }
    }

    private final class Again implements Repeated {
        private final S physical;
        private final Lease lease;
        private final List<Follower> followers;

        Again(S physical, Lease lease, List<Follower> followers) {
            this.physical = physical;
            this.lease = lease;
            this.followers = followers;
        }

        @Override
        public void adopt() {
            if (!superseded && execution.adopt(physical, lease)) {
                followers.forEach(each -> each.adopt(lease));
            } else {
                drop();
            }
        }

        @Override
        public void drop() {
            StatementStep.drop(physical);
        }
    }
}
