package io.github.understudy.spring.internal.advice;

import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.TransactionLostException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds in what a framework has made of an exception what was thrown at first. */
final class Loss {
    private Loss() {}

    /** The lost transaction behind a failure; null if there is none, or if the outcome of something is unknown. */
    static @Nullable TransactionLostException in(Throwable failure) {
        TransactionLostException lost = null;
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>(Set.of(failure));
        while (!left.isEmpty()) {
            Throwable each = left.removeFirst();
            if (!seen.add(each)) {
                continue;
            }
            if (each instanceof OutcomeUnknownException) {
                return null;
            }
            if (lost == null && each instanceof TransactionLostException found) {
                lost = found;
            }
            add(left, each.getCause());
            if (each instanceof SQLException sql) {
                add(left, sql.getNextException());
            }
        }
        return lost;
    }

    private static void add(Deque<Throwable> left, @Nullable Throwable more) {
        if (more != null) {
            left.add(more);
        }
    }
}
