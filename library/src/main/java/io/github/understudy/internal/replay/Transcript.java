package io.github.understudy.internal.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the open transaction has done so far. Used by one thread.
 *
 * @param <P> the place where its steps are done again
 */
public final class Transcript<P> {
    private final int mostSteps;
    private final List<Step<P>> steps = new ArrayList<>();
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

    public void add(Step<P> step) {
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
     * To do everything again, in order; to be closed in the end. Only when all of it was answered as before does the
     * application get the new results in place of the old ones.
     */
    public Repetition<P> repetition() {
        return new Repetition<>(steps);
    }
}
