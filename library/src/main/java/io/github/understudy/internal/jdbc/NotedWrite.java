package io.github.understudy.internal.jdbc;

import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.internal.failover.Patience;
import java.sql.SQLException;

/**
 * A single write in autocommit mode as a transaction of its own, so that the ledger can tell what became of it. Used by
 * one thread.
 */
final class NotedWrite {
    private final Conversation conversation;
    private boolean answered;

    NotedWrite(Conversation conversation) {
        this.conversation = conversation;
    }

    /** The statement itself. */
    interface Statement<T> {
        T run() throws SQLException;
    }

    <T> T run(Statement<T> statement) throws SQLException {
        Patience patience = conversation.patience(null);
        while (true) {
            try {
                return once(statement);
            } catch (TransactionLostException e) {
                // With nothing but a refused statement behind it, it is as if it had not begun.
                if (answered || patience.isOver() || !conversation.isProvenUnapplied(e)) {
                    throw e;
                }
            }
        }
    }

    private <T> T once(Statement<T> statement) throws SQLException {
        boolean done = false;
        try {
            conversation.beginAlone();
            T answer = statement.run();
            answered = true;
            conversation.commitAlone();
            done = true;
            return answer;
        } finally {
            if (!done) {
                conversation.giveUpAlone();
            }
        }
    }
}
