package io.github.understudy.spring.internal.advice;

import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.spring.UnderstudyDataSources;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work again whose transaction was rolled back for certain, if nothing else was committed meanwhile. Thread-safe.
 */
final class Retry {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.understudy.retry");

    /** The next attempt waits for a source by itself; this only keeps many from coming at the same moment. */
    private static final long FIRST_PAUSE_MILLIS = 50;

    private final LongSupplier writes;
    private final RetryListener told;

    /** @param writes what the calling thread has committed so far: a number that only grows */
    Retry(LongSupplier writes, RetryListener told) {
        this.writes = writes;
        this.told = told;
    }

    /** What the calling thread has committed on any data source. */
    static LongSupplier writesOn(Supplier<UnderstudyDataSources> dataSources) {
        return () -> dataSources.get().all().values().stream()
                .mapToLong(each -> each.consistency().writes())
                .sum();
    }

    /** Something that can be run several times. */
    @FunctionalInterface
    interface Work {
        @Nullable
        Object run() throws Throwable;
    }

    /**
     * @param name of the work, for the log
     * @param most how often it is run at most
     */
    @Nullable
    Object run(String name, int most, Work work) throws Throwable {
        long before = writes.getAsLong();
        for (int attempt = 1; ; attempt++) {
            try {
                Object result = work.run();
                count(attempt, RetryListener.Outcome.SUCCESS);
                return result;
            } catch (Throwable failure) {
                TransactionLostException lost = Loss.in(failure);
                count(attempt, lost == null ? RetryListener.Outcome.FAILED : RetryListener.Outcome.LOST);
                if (lost == null || GivenUp.isNotedWith(lost) || !mayRunAgain(name, attempt, most, before, lost)) {
                    throw failure;
                }
                if (!pause(attempt)) {
                    throw failure;
                }
                LOG.info("{} is run again ({} of {}): {}", name, attempt + 1, most, lost.getMessage());
            }
        }
    }

    private void count(int attempt, RetryListener.Outcome outcome) {
        if (attempt > 1) {
            told.ranAgain(outcome);
        }
    }

    private boolean mayRunAgain(String name, int attempt, int most, long before, TransactionLostException lost) {
        String obstacle = attempt >= most
                ? "it was run " + attempt + " times"
                : writes.getAsLong() != before
                        ? "something else was committed since it began, and would be done twice"
                        : null;
        if (obstacle != null) {
            LOG.warn("{} is not run again: {}. {}", name, obstacle, lost.getMessage());
            lost.addSuppressed(new GivenUp(name + " was not run again: " + obstacle));
        }
        return obstacle == null;
    }

    private static boolean pause(int attempt) {
        long most = FIRST_PAUSE_MILLIS << attempt;
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
