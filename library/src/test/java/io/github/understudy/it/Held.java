package io.github.understudy.it;

import io.github.understudy.it.SessionThings.Thing;
import java.sql.Connection;
import java.sql.SQLException;

/** One thing that was set in a session, and the connection that must still have it. */
public final class Held implements AutoCloseable {
    private static final String LOST = "LOST";

    private final Thing thing;
    private final Connection connection;
    private final Object context;

    private Held(Thing thing, Connection connection, Object context) {
        this.thing = thing;
        this.connection = connection;
        this.context = context;
    }

    /** Sets it; closes the connection if that fails. */
    public static Held set(Thing thing, Connection connection, boolean readOnly) throws SQLException {
        try {
            if (readOnly && thing.onReplica()) {
                connection.setReadOnly(true);
            }
            return new Held(thing, connection, thing.set().on(connection));
        } catch (SQLException e) {
            connection.close();
            throw new SQLException("setting '" + thing.name() + "' failed", e.getSQLState(), e.getErrorCode(), e);
        }
    }

    String name() {
        return thing.name();
    }

    /** "intact", "told: " and the exception, or what is lost silently: then {@link #isLost} is true. */
    public String outcome() {
        try {
            String now = thing.look().on(connection, context);
            return thing.expected().equals(now) ? "intact" : LOST + ": " + now + " instead of " + thing.expected();
        } catch (SQLException e) {
            String name = e.getClass().getSimpleName();
            boolean typed = e.getClass().getPackageName().equals("io.github.understudy.exception");
            return typed ? "told: " + name : LOST + ", and failed with " + e;
        }
    }

    /** Whether an outcome is a loss that the application was not told of. */
    public static boolean isLost(String outcome) {
        return outcome.startsWith(LOST);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    @Override
    public String toString() {
        return thing.name();
    }
}
