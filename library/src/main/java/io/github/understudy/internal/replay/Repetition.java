package io.github.understudy.internal.replay;

import io.github.understudy.internal.replay.Step.Repeated;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction that is being done again. Closing it gives the application the new results if all steps were answered as
 * before, and drops them if not. Used by one thread.
 *
 * @param <P> the place where its steps are done again
 */
public final class Repetition<P> implements AutoCloseable {
    private final List<Step<P>> steps;
    private final List<Repeated> done;

    Repetition(List<Step<P>> steps) {
        this.steps = steps;
        this.done = new ArrayList<>(steps.size());
    }

    /** True once every step was answered as before. */
    public boolean isComplete() {
        return done.size() == steps.size();
    }

    /**
     * Does the next step.
     *
     * @throws ReplayMismatchException if its answer is not the one that the application has seen
     */
    public void next(P place) throws SQLException {
        try {
            done.add(steps.get(done.size()).repeatOn(place));
        } catch (ReplayMismatchException e) {
            throw new ReplayMismatchException("statement " + (done.size() + 1) + " of it " + e.getMessage());
        }
    }

    @Override
    public void close() {
        done.forEach(isComplete() ? Repeated::adopt : Repeated::drop);
    }
}
