package io.github.understudy.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.it.Connected;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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

    /** How many units were acknowledged. */
    int done() {
        return done.get();
    }

    List<Throwable> failures() {
        return failures;
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
