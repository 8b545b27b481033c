package io.github.understudy.internal.replay;

import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.replay.Step.Repeated;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the open transaction has done so far. Used by one thread. */
public final class Transcript {
    private final int mostSteps;
    private final List<Step> steps = new ArrayList<>();
    private int size;
    private @Nullable String obstacle;

    public Transcript(int mostSteps) {
        this.mostSteps = mostSteps;
    }

    /** Why the transaction can't be done again, null if it can. */
    public @Nullable String obstacle() {
        return obstacle;
    }

    /** From now on it can't be done again; the first reason is kept. */
    public void hinder(String reason) {
        if (obstacle == null) {
            obstacle = reason;
            steps.clear();
        }
    }

    public void add(Step step) {
        if (obstacle != null) {
            return;
        }
        size += step.size();
        if (size > mostSteps) {
            hinder("it has more than " + mostSteps + " statements");
        } else {
            steps.add(step);
        }
    }

    /** The transaction has ended. */
    public void clear() {
        steps.clear();
        size = 0;
        obstacle = null;
    }

    /**
     * Does everything again, in order. Only when all of it was answered as before does the application get the new
     * results in place of the old ones.
     *
     * @throws ReplayMismatchException at the first different answer
     */
    public void repeatOn(Lease lease) throws SQLException {
        List<Repeated> done = new ArrayList<>(steps.size());
        boolean same = false;
        try {
            for (int i = 0; i < steps.size(); i++) {
                done.add(repeat(i, lease));
            }
            same = true;
        } finally {
            done.forEach(same ? Repeated::adopt : Repeated::drop);
        }
    }

    private Repeated repeat(int index, Lease lease) throws SQLException {
        try {
            return steps.get(index).repeatOn(lease);
        } catch (ReplayMismatchException e) {
            throw new ReplayMismatchException("statement " + (index + 1) + " of it " + e.getMessage());
        }
    }
}
