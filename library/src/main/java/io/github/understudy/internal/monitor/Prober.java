package io.github.understudy.internal.monitor;

import io.github.understudy.internal.discovery.Dialect;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.pool.Connector;
import io.github.understudy.internal.pool.SocketRegistry;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.resolver.ProbeFailure;
import io.github.understudy.topology.Endpoint;
import java.net.ConnectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one address how it is, over a connection of its own that it keeps. A probe ends in time whatever the server
 * does: at the deadline its sockets are closed. Used by one thread at a time; {@link #close} by any.
 */
final class Prober {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

    /** After so many failures in a row a server is dead anyway. */
    private static final int HOPELESS = 3;

    private final Endpoint endpoint;
    private final Connector connector;
    private final Duration timeout;
    private final Duration patientTimeout;
    private final ScheduledExecutorService timer;
    private final FailureClassifier classifier;
    private final SocketRegistry sockets = new SocketRegistry();
    private @Nullable Connection connection;
    private @Nullable Dialect dialect;
    private volatile int failures = HOPELESS;
    private volatile boolean closed;

    /**
     * @param timeout for a server that answered the last time
     * @param patientTimeout for a server that did not: there is nothing to lose by waiting for a slow login
     */
    Prober(
            Endpoint endpoint,
            Connector connector,
            Duration timeout,
            Duration patientTimeout,
            ScheduledExecutorService timer,
            FailureClassifier classifier) {
        this.endpoint = endpoint;
        this.connector = connector;
        this.timeout = timeout;
        this.patientTimeout = patientTimeout;
        this.timer = timer;
        this.classifier = classifier;
    }

    ProbeResult probe() {
        AtomicBoolean late = new AtomicBoolean();
        Duration limit = limit();
        ScheduledFuture<?> deadline = timer.schedule(
                () -> {
                    late.set(true);
                    sockets.closeAll();
                },
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            Observation observation = observe(late);
            failures = 0;
            return new ProbeResult.Answered(observation);
        } catch (Throwable e) {
            // Whatever it is, a probe ends with a result, or the node would never be asked again.
            failures = failures + 1;
            disconnect();
            LOG.debug("probe of {} failed", endpoint, e);
            return new ProbeResult.Failed(late.get() ? timedOut() : failure(e));
        } finally {
            deadline.cancel(false);
        }
    }

    /** How long the next probe may take. */
    Duration limit() {
        return failures >= HOPELESS ? patientTimeout : timeout;
    }

    private Observation observe(AtomicBoolean late) throws SQLException {
        if (connection != null && dialect != null) {
            try {
                return dialect.observe(connection);
            } catch (SQLException e) {
                if (late.get() || !classifier.classify(e).connectionIsGone()) {
                    throw e;
                }
                // The kept connection is gone, which may have been only its own fault: ask again over a fresh one.
                disconnect();
            }
        }
        Connection fresh = connector.open(endpoint, sockets);
        connection = fresh;
        if (closed) {
            throw new SQLException("the data source is closed", "08003");
        }
        Dialect found = Dialect.of(fresh);
        dialect = found;
        return found.observe(fresh);
    }

    /** What a probe that has passed its deadline says. */
    ProbeFailure timedOut() {
        Duration limit = limit();
        return new ProbeFailure(ProbeFailure.Kind.TIMEOUT, "did not answer a probe within " + limit.toMillis() + " ms");
    }

    private ProbeFailure failure(Throwable e) {
        Failure failure = classifier.classify(e);
        ProbeFailure.Kind kind = switch (failure) {
            case ACCESS_DENIED -> ProbeFailure.Kind.ACCESS_DENIED;
            case OVERLOAD -> ProbeFailure.Kind.OVERLOADED;
            case NOT_READY -> ProbeFailure.Kind.NOT_READY;
            default -> isRefused(e) ? ProbeFailure.Kind.GONE : ProbeFailure.Kind.ERROR;
        };
        return new ProbeFailure(kind, message(kind, e));
    }

    private static String message(ProbeFailure.Kind kind, Throwable e) {
        return switch (kind) {
            case GONE -> "refuses connections: " + rootMessage(e);
            case ACCESS_DENIED -> "refuses the account: " + e.getMessage();
            case OVERLOADED -> "has too many connections: " + e.getMessage();
            default -> "probe failed: " + rootMessage(e);
        };
    }

    private static boolean isRefused(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable e) {
        Throwable at = e;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at.getClass().getSimpleName() + ": " + at.getMessage();
    }

    private void disconnect() {
        sockets.closeAll();
        Connection old = connection;
        connection = null;
        dialect = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                LOG.trace("closing a probe connection failed", e);
            }
        }
    }

    /** Frees the thread that is probing, if any, and leaves no connection. */
    void close() {
        closed = true;
        sockets.closeAll();
    }
}
