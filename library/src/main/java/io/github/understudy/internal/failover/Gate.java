package io.github.understudy.internal.failover;

import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.internal.flight.Flight;
import io.github.understudy.metrics.WaitListener;
import io.github.understudy.metrics.WaitOutcome;
import io.github.understudy.metrics.WaitReason;
import io.github.understudy.metrics.Waits;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where requests wait while no node can take them, instead of failing. Bounded in number, and each in time. They leave
 * spread over a moment that grows with their number, so that a new source isn't stormed. Thread-safe.
 */
public final class Gate {
    private final LiveTopology live;
    private final int mostWaiting;
    private final Flight flight;
    private final AtomicInteger waiting = new AtomicInteger();
    private final WaitCounts counts = new WaitCounts();
    private final WaitListeners listeners = new WaitListeners();

    /** @param flight is told of each wait */
    public Gate(LiveTopology live, int mostWaiting, Flight flight) {
        this.live = live;
        this.mostWaiting = mostWaiting;
        this.flight = flight;
    }

    /** How many requests wait now. */
    public int waiting() {
        return waiting.get();
    }

    /** How many requests have waited so far for this reason, and ended like this. */
    public Waits waits(WaitReason reason, WaitOutcome outcome) {
        return counts.of(reason, outcome);
    }

    /** Tells of each wait from now on. */
    public void add(WaitListener listener) {
        listeners.add(listener);
    }

    public void remove(WaitListener listener) {
        listeners.remove(listener);
    }

    /**
     * Waits until the wish is granted.
     *
     * @param patience how long
     * @param explanation why no node is fit, for the message
     * @throws SQLException if the gate is full, the time is up, or the thread was interrupted; nothing was sent
     */
    public void await(LiveTopology.Wish wish, WaitReason reason, Patience patience, Supplier<String> explanation)
            throws SQLException {
        long since = System.nanoTime();
        Flight.Waiting noticed = flight.waiting();
        Consumer<WaitOutcome> told = listeners.begun(reason);
        int crowd = waiting.incrementAndGet();
        WaitOutcome outcome = WaitOutcome.INTERRUPTED;
        try {
            outcome = GateRules.isFull(crowd, mostWaiting) ? WaitOutcome.FULL : await(wish, patience.deadlineNanos());
            if (outcome == WaitOutcome.GRANTED) {
                spread(crowd, patience.deadlineNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = WaitOutcome.INTERRUPTED;
        } finally {
            waiting.decrementAndGet();
            counts.add(reason, outcome, System.nanoTime() - since);
            noticed.ended(reason.name(), outcome.name());
            told.accept(outcome);
        }
        String problem = problem(outcome, patience);
        if (problem != null) {
            throw new NoNodeAvailableException(
                    "No server can take this request: waited "
                            + patience.spent().toMillis() + " ms, " + problem + ". Nothing was sent. "
                            + explanation.get(),
                    null);
        }
    }

    private WaitOutcome await(LiveTopology.Wish wish, long deadlineNanos) throws InterruptedException {
        boolean granted = live.await(wish, deadlineNanos);
        return live.isClosed() ? WaitOutcome.CLOSED : granted ? WaitOutcome.GRANTED : WaitOutcome.TIMED_OUT;
    }

    private @Nullable String problem(WaitOutcome outcome, Patience patience) {
        return switch (outcome) {
            case GRANTED -> null;
            case TIMED_OUT -> patience.limitIsUp();
            case FULL -> "there are " + mostWaiting + " requests waiting already (understudy.most-waiting)";
            case INTERRUPTED -> "its thread was interrupted";
            case CLOSED -> "the data source was closed";
        };
    }

    private static void spread(int crowd, long deadlineNanos) throws InterruptedException {
        long most = Math.min(GateRules.spreadNanos(crowd), deadlineNanos - System.nanoTime());
        if (most > 0) {
            TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(most));
        }
    }
}
