package io.github.understudy.internal.failure;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Tells what an exception of MySQL's or MariaDB's driver, or of the pool, means. Without state, for any thread. */
public final class FailureClassifier {
    private final ErrorRules rules;

    /** For servers that replicate, if at all, one from another. */
    public FailureClassifier() {
        this(() -> false);
    }

    /** @param inGroup true while the servers are members of a group that replicates (Group Replication) */
    public FailureClassifier(BooleanSupplier inGroup) {
        this.rules = new ErrorRules(inGroup);
    }

    /** Looks at the exception, its causes and the exceptions chained to it. Never throws. */
    public Failure classify(Throwable thrown) {
        Failure first = Failure.STATEMENT;
        boolean sqlSeen = false;
        boolean linkBroke = false;
        boolean partlyApplied = false;
        for (Throwable each : everything(thrown)) {
            if (each instanceof SQLException exception) {
                Failure meaning = rules.meaningOf(exception);
                first = first == Failure.STATEMENT ? meaning : first;
                sqlSeen = true;
                linkBroke |= meaning == Failure.CONNECTION_LOST;
                partlyApplied |= exception instanceof BatchUpdateException batch && mayHaveSuccess(batch);
            } else {
                linkBroke |= !sqlSeen && (each instanceof IOException || ErrorRules.isLinkFailureOfMySql(each));
            }
        }
        boolean batch = partlyApplied || thrown instanceof BatchUpdateException;
        return weighed(first, linkBroke, partlyApplied, batch);
    }

    private static Failure weighed(Failure first, boolean linkBroke, boolean partlyApplied, boolean batch) {
        boolean beforeSending = first == Failure.POOL_TIMEOUT || first == Failure.CONNECT_FAILED;
        // a driver goes on with the rest of a batch after the link broke, and reports the last error
        boolean masked = batch && first == Failure.CONNECTION_CLOSED;
        if (masked || (linkBroke && !beforeSending && first != Failure.CONNECTION_CLOSED)) {
            return Failure.CONNECTION_LOST;
        }
        return partlyApplied && first.provesNothingApplied() ? Failure.PARTLY_APPLIED : first;
    }

    /** Both drivers fill the counts of what was not executed with {@link Statement#EXECUTE_FAILED}. */
    private static boolean mayHaveSuccess(BatchUpdateException batch) {
        long[] counts = batch.getLargeUpdateCounts();
        return counts == null || LongStream.of(counts).anyMatch(count -> count != Statement.EXECUTE_FAILED);
    }

    /** The exception first, then causes and chained exceptions, nearest first; each once, because chains can be rings. */
    private static Iterable<Throwable> everything(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> waiting = new ArrayDeque<>();
        Deque<Throwable> inOrder = new ArrayDeque<>();
        waiting.add(thrown);
        while (!waiting.isEmpty()) {
            Throwable next = waiting.remove();
            if (seen.add(next)) {
                inOrder.add(next);
                addIfPresent(waiting, next.getCause());
                addIfPresent(waiting, next instanceof SQLException exception ? exception.getNextException() : null);
            }
        }
        return inOrder;
    }

    private static void addIfPresent(Deque<Throwable> waiting, @Nullable Throwable next) {
        if (next != null) {
            waiting.add(next);
        }
    }
}
