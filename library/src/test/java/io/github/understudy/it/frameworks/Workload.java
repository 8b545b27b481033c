package io.github.understudy.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.it.Connected;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Threads that do the same over and over, as the requests of users would, and what they failed with. */
final class Workload implements AutoCloseable {
    private static final int THREADS = 3;
    private static final int PROGRESS = 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger done = new AtomicInteger();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    Workload(Callable<?> unit) {
        for (int i = 0; i < THREADS; i++) {
            threads.execute(() -> {
                while (!stopped) {
                    run(unit);
                }
            });
        }
    }

    private void run(Callable<?> unit) {
        try {
            unit.call();
            done.incrementAndGet();
        } catch (Exception e) {
            failures.add(e);
        }
    }

    void awaitProgress() {
        int before = done.get();
        Connected.await().until(() -> done.get() > before + PROGRESS);
    }

    /** Whether nothing failed but what the library said of a lost transaction; the framework may have wrapped it. */
    void assertOnlyToldLosses(Class<? extends Throwable> frameworksOwn) {
        assertThat(failures).allSatisfy(each -> {
            assertThat(each).isInstanceOf(frameworksOwn);
            assertThat(causes(each))
                    .anyMatch(cause ->
                            cause instanceof TransactionLostException || cause instanceof OutcomeUnknownException);
        });
    }

    /** What was acknowledged is there; what failed may be. */
    void assertWritten(int rows) {
        assertThat(rows).isBetween(done.get(), done.get() + failures.size());
    }

    private static List<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).toList();
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
        try {
            assertThat(threads.awaitTermination(40, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
