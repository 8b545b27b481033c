package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.replay.Step;
import io.github.understudy.internal.replay.Transcript;
import io.github.understudy.internal.sql.StatementClass;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The transcript of one logical connection's open transaction, and which run of each statement was the last. */
final class Recording {
    private final Transcript<Lease> transcript;
    private final Map<Execution<?>, StatementStep<?>> latest = new IdentityHashMap<>();

    Recording(int mostSteps) {
        transcript = new Transcript<>(mostSteps);
    }

    Transcript<Lease> transcript() {
        return transcript;
    }

    void hinder(String reason) {
        transcript.hinder(reason);
        latest.clear();
    }

    void note(Execution<?> execution, StatementClass kind, StatementStep<?> step) {
        if (!isRepeatable(kind)) {
            hinder("it has a statement that may commit by itself, or leaves something in the session");
        }
        if (transcript.obstacle() == null) {
            transcript.add(step);
            StatementStep<?> before = latest.put(execution, step);
            if (before != null) {
                before.superseded();
            }
        }
    }

    /** Something else than a statement. */
    void note(Step<Lease> step) {
        transcript.add(step);
    }

    private static boolean isRepeatable(StatementClass kind) {
        return switch (kind) {
            case READ, LOCKING_READ, QUERY, DML, BEGIN, BEGIN_READ_ONLY, COMMIT_AND_CHAIN, ROLLBACK_AND_CHAIN -> true;
            default -> false;
        };
    }

    /** The last run of a statement in the open transaction; null if there was none. */
    @Nullable
    StatementStep<?> latest(Execution<?> execution) {
        return latest.get(execution);
    }

    void clear() {
        transcript.clear();
        latest.clear();
    }
}
