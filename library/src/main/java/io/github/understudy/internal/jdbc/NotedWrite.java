package io.github.understudy.internal.jdbc;

import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failover.Patience;
import io.github.understudy.internal.sql.Classification;
import io.github.understudy.internal.sql.Classification.Dependence;
import io.github.understudy.internal.sql.StatementClass;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A single write in autocommit mode as a transaction of its own, so that the ledger can tell what became of it. Used by
 * one thread.
 */
final class NotedWrite {
    private static final Classification BEGIN = new Classification(StatementClass.BEGIN, Dependence.NONE, null);

    private final Conversation conversation;
    private final Patience patience;
    private final boolean repeatable;
    private boolean answered;

    /** @param repeatable true if the statement can be sent again: its parameters are still there */
    NotedWrite(Conversation conversation, Patience patience, boolean repeatable) {
        this.conversation = conversation;
        this.patience = patience;
        this.repeatable = repeatable;
    }

    /** The statement itself. */
    interface Statement<T> {
        T run() throws SQLException;
    }

    <T> T run(Statement<T> statement) throws SQLException {
        conversation.requireUsable();
        while (true) {
            try {
                return once(statement);
            } catch (TransactionLostException e) {
                // With nothing but a refused statement behind it, it is as if it had not begun.
                if (answered || !repeatable || patience.isOver() || !isProvenUnapplied(e)) {
                    throw e;
                }
            }
        }
    }

    private <T> T once(Statement<T> statement) throws SQLException {
        boolean done = false;
        try {
            begin();
            T answer = statement.run();
            answered = true;
            commit();
            done = true;
            return answer;
        } finally {
            if (!done) {
                giveUp();
            }
        }
    }

    private void begin() throws SQLException {
        Patience spent = patience;
        while (!conversation.explicit) {
            Lease lease = conversation.lease(BEGIN, spent);
            try {
                begin(lease.connection());
                conversation.ranForUs(lease);
                conversation.executed(BEGIN, null, lease, System.nanoTime());
                if (conversation.isRecording()) {
                    conversation.recording().note(new ConnectionStep(NotedWrite::begin));
                }
            } catch (SQLException e) {
                spent = conversation.recoverUnsent(e, BEGIN, lease, spent);
            }
        }
    }

    private static boolean begin(Connection physical) throws SQLException {
        try (java.sql.Statement statement = physical.createStatement()) {
            return statement.execute("BEGIN");
        }
    }

    private void commit() throws SQLException {
        Lease open = conversation.inTransaction;
        if (open != null) {
            conversation.commitOpen(open);
        }
        Lease last = conversation.writing();
        if (last != null) {
            conversation.ranForUs(last);
        }
        conversation.tracesOver = true;
    }

    /** The write has failed: nothing is left open, and the connection can be used as before. */
    private void giveUp() {
        Lease open = conversation.inTransaction;
        if (open != null) {
            conversation.rollbackQuietly(open);
        }
        conversation.endTransaction();
        conversation.forgive();
    }

    /** True if the transaction was refused by a server that is not the source, or before anything was sent. */
    private boolean isProvenUnapplied(TransactionLostException lost) {
        return !(lost.getCause() instanceof SQLException cause)
                || conversation.context().failures().classify(cause).provesNothingApplied();
    }
}
