package io.github.understudy.internal.pool;

import org.jspecify.annotations.Nullable;

/**
 * What the server has told about a session along with the answers to its statements, without being asked. Belongs to
 * one connection and is used by the thread that uses the connection.
 *
 * <p>What the pool and the driver do to a connection between two borrowers is told too. So who begins to use a
 * connection calls both methods once, and forgets the answers.
 */
public interface SessionTracker {

    /**
     * The GTIDs of what this session has committed since the last call, in the server's own form
     * ({@code uuid:5,uuid:7} or {@code 0-1-46}); null if there are none. Where nobody asks for long, the oldest are
     * forgotten.
     */
    @Nullable
    String takeGtid();

    /**
     * True if something of the session's state was changed by a statement since the last call: a variable of the user or
     * of the system, the default database, temporary tables, prepared statements. Named locks and assignments within
     * expressions ({@code SELECT @x := 1}) are not told.
     */
    boolean takeStateChanged();
}
