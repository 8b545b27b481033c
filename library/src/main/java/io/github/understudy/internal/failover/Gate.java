package io.github.understudy.internal.failover;

import io.github.understudy.exception.NoNodeAvailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where requests wait while no node can take them, instead of failing. Bounded in number, and each in time. They leave
 * spread over a moment that grows with their number, so that a new source isn't stormed. Thread-safe.
 */
public final class Gate {
    private final LiveTopology live;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    public Gate(LiveTopology live, int mostWaiting) {
        this.live = live;
        this.mostWaiting = mostWaiting;
    }

    /** How many requests wait now. */
    public int waiting() {
        return waiting.get();
    }

    /**
     * Waits until the wish is granted.
     *
     * @param explanation why no node is fit, for the message
     * @throws SQLException if the gate is full, the time is up, or the thread was interrupted; nothing was sent
     */
    public void await(LiveTopology.Wish wish, long startNanos, long deadlineNanos, Supplier<String> explanation)
            throws SQLException {
        int crowd = waiting.incrementAndGet();
        try {
            if (GateRules.isFull(crowd, mostWaiting)) {
                throw refused("there are " + mostWaiting + " requests waiting already", startNanos, explanation);
            }
            boolean granted = live.await(wish, deadlineNanos);
            if (live.isClosed()) {
                throw new NoNodeAvailableException("The data source was closed while this request waited", null);
            }
            if (!granted) {
                throw refused("the time is up", startNanos, explanation);
            }
            spread(crowd);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoNodeAvailableException("Interrupted while waiting for a server", e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static NoNodeAvailableException refused(String why, long startNanos, Supplier<String> explanation) {
        Duration waited = Duration.ofNanos(System.nanoTime() - startNanos);
        return new NoNodeAvailableException(
                "No server can take this request: waited " + waited.toMillis() + " ms, " + why + ". Nothing was sent. "
                        + explanation.get(),
                null);
    }

    private static void spread(int crowd) throws InterruptedException {
        long most = GateRules.spreadNanos(crowd);
        if (most > 0) {
            TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(most));
        }
    }
}
