package io.github.understudy.internal.monitor;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.internal.discovery.Dialect;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.pool.Addresses;
import io.github.understudy.internal.pool.Connector;
import io.github.understudy.internal.pool.SocketRegistry;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.resolver.ProbeFailure;
import io.github.understudy.topology.Endpoint;
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
    private final Addresses addresses;
    private final Duration mostTime;
    private final Duration patientTimeout;
    private final ScheduledExecutorService timer;
    private final FailureClassifier classifier;
    private final SocketRegistry sockets = new SocketRegistry();
    private @Nullable Connection connection;
    private @Nullable Dialect dialect;
    private volatile int failures = HOPELESS;
    private volatile boolean closed;

    /**
     * @param mostTime after which a probe is broken off, even if the monitor has forgotten it
     * @param patientTimeout for a server that did not answer the last times: there is nothing to lose by waiting for a
     *     slow login
     */
    Prober(
            Endpoint endpoint,
            Connector connector,
            Addresses addresses,
            Duration mostTime,
            Duration patientTimeout,
            ScheduledExecutorService timer,
            FailureClassifier classifier) {
        this.endpoint = endpoint;
        this.connector = connector;
        this.addresses = addresses;
        this.mostTime = mostTime;
        this.patientTimeout = patientTimeout;
        this.timer = timer;
        this.classifier = classifier;
    }

    ProbeResult probe() {
        AtomicBoolean late = new AtomicBoolean();
        Duration limit = isHopeless() ? patientTimeout : mostTime;
        ScheduledFuture<?> deadline = timer.schedule(
                () -> {
                    late.set(true);
                    sockets.closeAll();
                },
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            ProbeResult answer = observe(late);
            failures = 0;
            return answer;
        } catch (Throwable e) {
            // Whatever it is, a probe ends with a result, or the node would never be asked again.
            failures = failures + 1;
            disconnect();
            LOG.debug("probe of {} failed", endpoint, e);
            return new ProbeResult.Failed(late.get() ? timedOut(limit, "") : ProbeFailures.of(classifier, e));
        } finally {
            deadline.cancel(false);
        }
    }

    /** True if the server did not answer the last times: it may take its time now. */
    boolean isHopeless() {
        return failures >= HOPELESS;
    }

    Duration patientLimit() {
        return patientTimeout;
    }

    /** The server answered a moment ago over another connection: no patience. To be called before the first probe. */
    void hurry() {
        failures = 1;
    }

    private ProbeResult observe(AtomicBoolean late) throws SQLException {
        if (addresses.isDoubted(endpoint)) {
            // Its name leads elsewhere now: who is there?
            disconnect();
        }
        if (connection != null && dialect != null) {
            try {
                long start = System.nanoTime();
                Observation seen = dialect.observe(connection);
                return new ProbeResult.Answered(seen, System.nanoTime() - start, sockets.lastConnected());
            } catch (SQLException e) {
                if (late.get() || closed || !classifier.classify(e).connectionIsGone()) {
                    throw e;
                }
                // The kept connection is gone, which may have been only its own fault: ask again over a fresh one.
                disconnect();
            }
        }
        Connection fresh = connector.open(endpoint, sockets);
        connection = fresh;
        if (closed) {
            throw new SQLException("the probe was broken off", "08003");
        }
        Dialect found = Dialect.of(fresh, true);
        dialect = found;
        return new ProbeResult.Answered(found.observe(fresh), -1, sockets.lastConnected());
    }

    /** What is said of a probe that has passed its deadline. */
    static ProbeFailure timedOut(Duration limit, String limits) {
        return new ProbeFailure(
                ProbeFailure.Kind.TIMEOUT,
                VerdictCode.SILENT,
                "did not answer a probe within " + limit.toMillis() + " ms",
                limits);
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
