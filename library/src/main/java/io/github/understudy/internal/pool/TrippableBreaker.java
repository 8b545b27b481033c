package io.github.understudy.internal.pool;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * The circuit breaker of one node. It counts attempts to connect, not statements: a slow or wrong statement says
 * nothing about a server, and the hot path must not pay for counting.
 */
final class TrippableBreaker {
    private static final int WINDOW = 10;
    private static final int LEAST_CALLS = 5;

    private final CircuitBreaker breaker;
    private final long openNanos;
    private volatile long openedNanos;

    /** @param alive which failures come from a server that lives, so that they do not count */
    TrippableBreaker(String name, Duration openTime, Predicate<Throwable> alive) {
        this.openNanos = openTime.toNanos();
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(WINDOW, LEAST_CALLS, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(80)
                        .waitDurationInOpenState(openTime)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .ignoreException(alive)
                        .build());
        breaker.getEventPublisher().onStateTransition(change -> {
            if (change.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                openedNanos = System.nanoTime();
            }
        });
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /**
     * True while the node is to be left alone. After that time it counts as fit again although the breaker is still
     * open, or nobody would ever make the attempt that closes it.
     */
    boolean isTripped() {
        return breaker.getState() == CircuitBreaker.State.OPEN && System.nanoTime() - openedNanos < openNanos;
    }

    void reset() {
        if (breaker.getState() != CircuitBreaker.State.CLOSED) {
            breaker.reset();
        }
    }
}
