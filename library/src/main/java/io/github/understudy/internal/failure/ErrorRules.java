package io.github.understudy.internal.failure;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one exception means by itself. The server's error code says most; the SQLState comes second, because the drivers
 * rewrite it (1205 becomes 40001, replication errors look like 08S01); messages count only where nothing else tells.
 */
final class ErrorRules {
    private static final int READ_ONLY_OPTION = 1290;
    private static final int ERROR_WHEN_EXECUTING = 1220;
    private static final int HOOK_FAILED = 3100;
    private static final int ERROR_DURING_COMMIT = 1180;

    private final Map<Integer, Failure> byCode = new HashMap<>();
    private final BooleanSupplier inGroup;

    /** @param inGroup true while the servers are members of a group that replicates (Group Replication) */
    ErrorRules(BooleanSupplier inGroup) {
        this.inGroup = inGroup;
        put(Failure.READ_ONLY, 1836, 1874);
        put(Failure.CONNECTION_READ_ONLY, 1792);
        put(Failure.NOT_READY, 1047, 3032, 3168, 3796, 3797, 3798, 3799);
        put(Failure.CONNECT_FAILED, 1042, 1043);
        put(Failure.CONNECTION_CLOSED, 4031);
        put(Failure.CONNECTION_LOST, 1053, 1079, 1080, 1184, 1927, 3169);
        put(Failure.CONNECTION_LOST, IntStream.rangeClosed(1152, 1161).toArray());
        put(Failure.OVERLOAD, 1040, 1135, 1203, 1226);
        put(Failure.ACCESS_DENIED, 1044, 1045, 1049, 1129, 1130, 1251, 1524, 1698, 1820, 1862, 3118, 3159, 3955, 4151);
        put(Failure.ROLLED_BACK, 1213, 1402, 1613, 1614, 3101);
        // between a replica and its source, though the state speaks of the client's link
        put(Failure.STATEMENT, 1189, 1190, 1218);
    }

    private void put(Failure failure, int... codes) {
        for (int code : codes) {
            byCode.put(code, failure);
        }
    }

    Failure meaningOf(SQLException exception) {
        if (isTimeoutOfPool(exception)) {
            return Failure.POOL_TIMEOUT; // it carries code and state of the last failure to connect
        }
        String state = exception.getSQLState() == null ? "" : exception.getSQLState();
        int code = exception.getErrorCode();
        if (code == READ_ONLY_OPTION) {
            return isAboutReadOnly(exception) ? Failure.READ_ONLY : Failure.STATEMENT;
        }
        if (code == HOOK_FAILED) {
            return ofHook(exception);
        }
        if (NdbErrors.isUnknownResult(exception)) {
            return Failure.CONNECTION_LOST;
        }
        if (code == ERROR_DURING_COMMIT) {
            return duringCommit(exception);
        }
        Failure known = byCode.get(code);
        if (known != null) {
            return known;
        }
        return state.startsWith("08") ? ofLink(exception, state, code) : ofClient(exception, state, code);
    }

    /**
     * MySQL runs these hooks before it writes or commits: when one fails, as during a server's shutdown, the server rolls
     * back before it answers. Nothing is known of others. But a member of a group has sent the transaction to the others
     * when it gives up waiting for them: they may have it, though it was rolled back here.
     */
    private Failure ofHook(SQLException exception) {
        String message = message(exception);
        if (message.contains("'before_commit'")) {
            return inGroup.getAsBoolean() ? Failure.CONNECTION_LOST : Failure.NOT_READY;
        }
        return message.contains("'before_dml'") ? Failure.NOT_READY : Failure.STATEMENT;
    }

    /** A transaction that holds a lock which one from another member of its group needs ends with InnoDB's deadlock. */
    private static Failure duringCommit(SQLException exception) {
        if (isLossOfCluster(exception)) {
            return Failure.CONNECTION_LOST;
        }
        return message(exception).contains("got error 149 ") ? Failure.ROLLED_BACK : Failure.STATEMENT;
    }

    /**
     * A Galera node that has lost its cluster, or its own provider, says this of what it had sent and not seen again: the
     * others may have it. The number is Galera's own, though the text after it is the operating system's.
     */
    private static boolean isLossOfCluster(SQLException exception) {
        String message = message(exception);
        return message.contains("got error 6 ") || message.contains("got error 7 ") || message.contains("got error 8 ");
    }

    /** True for the exception that MySQL's driver throws within itself, and lets out now and then. */
    static boolean isLinkFailureOfMySql(Throwable thrown) {
        return thrown.getClass().getSimpleName().equals("CJCommunicationsException");
    }

    private static Failure ofLink(SQLException exception, String state, int code) {
        if (state.equals("08003") || code == ERROR_WHEN_EXECUTING) {
            return Failure.CONNECTION_CLOSED;
        }
        if (state.equals("08001") || state.equals("08004") || isFromConnecting(exception)) {
            return Failure.CONNECT_FAILED;
        }
        // MySQL's driver drops the code of error 4031
        return message(exception).contains("disconnected by the server because of inactivity")
                ? Failure.CONNECTION_CLOSED
                : Failure.CONNECTION_LOST;
    }

    /** What the drivers and the pool find out before they ask the server. */
    private static Failure ofClient(SQLException exception, String state, int code) {
        String message = message(exception);
        if (state.equals("25S03")) {
            return Failure.CONNECTION_LOST; // MariaDB's driver has reconnected by itself and lost a transaction
        }
        if (state.equals("25006") || (state.equals("S1009") && message.contains("connection is read-only"))) {
            return Failure.CONNECTION_READ_ONLY;
        }
        if (state.equals("28000")) {
            return Failure.ACCESS_DENIED;
        }
        // A result that is streamed, when the link breaks.
        if (message.contains("error retrieving record: unexpected exception: java.io.")
                || message.contains("error retrieving record: unexpected exception: java.net.")) {
            return Failure.CONNECTION_LOST;
        }
        // All that MySQL's driver says when the link breaks within a batch. Statements that the application has closed
        // never come as far as the driver.
        if (state.equals("S1009") && message.contains("after statement closed")) {
            return Failure.CONNECTION_LOST;
        }
        boolean fromPool = state.isEmpty() && code == 0;
        boolean closed = message.equals("connection is closed") || message.endsWith(") has been closed.");
        return fromPool && closed ? Failure.CONNECTION_CLOSED : Failure.STATEMENT;
    }

    /**
     * True if the failure certainly is one to connect. The message "has not received any packets" does not tell: with
     * {@code maintainTimeStats=false} it comes at any time. And the cause has to be a direct one: a query whose time was
     * up, and that could not be killed for want of a second connection, was executed, but has a refused connection
     * among its causes as well.
     */
    private static boolean isFromConnecting(SQLException exception) {
        Throwable cause = exception.getCause();
        if (cause != null
                && isLinkFailureOfMySql(cause)
                && exception.getClass().getSimpleName().equals("CommunicationsException")) {
            return isConnectError(cause.getCause());
        }
        String message = message(exception);
        return isConnectError(cause)
                || message.startsWith("could not connect to ")
                || message.startsWith("socket fail to connect to ")
                || message.startsWith("socket timeout when connecting to ");
    }

    private static boolean isConnectError(@Nullable Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || (cause instanceof SocketTimeoutException
                        && "connect timed out".equalsIgnoreCase(cause.getMessage()));
    }

    /** Code 1290 names the option that forbids the statement; there are others, such as --secure-file-priv. */
    private static boolean isAboutReadOnly(SQLException exception) {
        String message = message(exception);
        return message.contains("read-only") || message.contains("read_only");
    }

    private static boolean isTimeoutOfPool(SQLException exception) {
        return exception instanceof SQLTransientConnectionException
                && message(exception).contains("connection is not available, request timed out after");
    }

    private static String message(SQLException exception) {
        String message = exception.getMessage();
        return message == null ? "" : message.toLowerCase(Locale.ROOT);
    }
}
