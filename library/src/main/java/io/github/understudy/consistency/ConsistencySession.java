package io.github.understudy.consistency;

/**
 * What was written and seen in one piece of work, apart from the thread that does it: a request on a thread that serves
 * many users, for example, or a conversation that goes on on another thread. Made by {@link Consistency#newSession()}.
 *
 * <pre>{@code
 * ConsistencySession session = dataSource.consistency().newSession();
 * try (ConsistencySession.Scope scope = session.enter()) {
 *     orders.place(order);
 *     token = dataSource.consistency().token();
 * }
 * }</pre>
 *
 * <p>One thread after the other may enter it, but only one at a time.
 */
@FunctionalInterface
public interface ConsistencySession {
    /**
     * From now on what the calling thread writes and sees belongs to this session, and its reads see what this session
     * demands, and not what the thread did before. Scopes are closed on the thread that opened them, the innermost first.
     */
    Scope enter();

    /** Ends what {@link #enter} began: the thread is again what it was before. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
