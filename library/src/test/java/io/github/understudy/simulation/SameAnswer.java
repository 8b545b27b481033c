package io.github.understudy.simulation;

import io.github.understudy.internal.replay.ReplayMismatchException;
import io.github.understudy.internal.replay.Step;
import org.jspecify.annotations.Nullable;

/** A recorded statement. Where it is done again is the answer that it got there. */
record SameAnswer(Request request, @Nullable Object answer) implements Step<Reply> {

    @Override
    public int size() {
        return 1;
    }

    @Override
    public Repeated repeatOn(Reply again) throws ReplayMismatchException {
        if (!String.valueOf(answer).equals(String.valueOf(again.answer()))) {
            throw new ReplayMismatchException("gave " + again.answer() + " instead of " + answer);
        }
        return Repeated.NOTHING;
    }
}
