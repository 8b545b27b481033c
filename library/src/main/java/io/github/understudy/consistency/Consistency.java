package io.github.understudy.consistency;

import io.github.understudy.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * How fresh the reads of one data source are. What a thread has written and seen belongs to the thread; a token carries
 * it to another thread or another service (in a header, a cookie, a message), and several tokens add up.
 *
 * <pre>{@code
 * response.setHeader("X-Consistency", dataSource.consistency().token());
 * …
 * dataSource.consistency().with(request.getHeader("X-Consistency"), () -> orders.find(id));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public interface Consistency {

    /**
     * What the calling thread has written, and what it has seen on the source, as a short text of letters, digits,
     * {@code -}, {@code _} and {@code .}; empty if there is nothing to carry. It needs one query to the source where
     * the driver does not tell the position of writes (MariaDB Connector/J), or if the thread has read there since. If
     * that can't be had, and where GTIDs are off, the token stands for all that there is when it is given to
     * {@link #with}.
     */
    String token();

    /**
     * The same, at most so many characters long: instead of a longer one, a token of some 50 characters that stands for
     * all that there is when it is given to {@link #with}.
     */
    String token(int mostCharacters);

    /**
     * How often the calling thread has committed something, or may have: a number that only grows. If it is the same
     * before and after some work, nothing was committed there. What is written in a transaction counts when that is
     * committed. Where the driver does not tell which statements write (MariaDB Connector/J), what may be a write counts.
     */
    long writes();

    /** A session that has written and seen nothing yet, for work that is not what its thread did before. */
    ConsistencySession newSession();

    /**
     * Runs work that sees at least what the token stands for; so does what the thread does afterwards.
     *
     * @param token from {@link #token()} of any data source on the same cluster; empty for none
     * @throws InvalidTokenException if it is damaged, or not signed with {@code understudy.token-key}
     */
    <T extends @Nullable Object, X extends Exception> T with(String token, Route.Work<T, X> work) throws X;

    /** The same for a task without a result. */
    <X extends Exception> void with(String token, Route.Task<X> task) throws X;

    /** Runs work at another level than that of the data source; the innermost of nested levels counts. */
    <T extends @Nullable Object, X extends Exception> T at(ConsistencyLevel level, Route.Work<T, X> work) throws X;

    /** The same for a task without a result. */
    <X extends Exception> void at(ConsistencyLevel level, Route.Task<X> task) throws X;
}
