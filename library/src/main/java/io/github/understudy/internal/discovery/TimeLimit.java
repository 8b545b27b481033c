package io.github.understudy.internal.discovery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Bounds a question that the server itself would wait with for longer. */
final class TimeLimit {
    private TimeLimit() {}

    /** What is asked. */
    interface Question<T> {
        T ask(Connection node) throws SQLException;
    }

    /**
     * Asks, and stops listening when the time is over: then the connection must not be used again.
     *
     * @param atMost at least a millisecond
     * @throws SQLException the driver's, also if the time was over
     */
    static <T> T ask(Connection node, Duration atMost, Question<T> question) throws SQLException {
        int before = node.getNetworkTimeout();
        int limit = (int) Math.min(Integer.MAX_VALUE, Math.max(1, atMost.toMillis()));
        node.setNetworkTimeout(Runnable::run, before > 0 ? Math.min(before, limit) : limit);
        T answer = question.ask(node);
        node.setNetworkTimeout(Runnable::run, before);
        return answer;
    }
}
