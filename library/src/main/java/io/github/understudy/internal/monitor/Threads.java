package io.github.understudy.internal.monitor;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All threads of one data source. */
public final class Threads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor monitor;
    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor events;

    /** @param name the data source's name, part of every thread's name */
    public Threads(String name) {
        monitor = new ScheduledThreadPoolExecutor(1, named(name + "-monitor"));
        monitor.setRemoveOnCancelPolicy(true);
        monitor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        workers = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), named(name + "-worker"));
        events =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name + "-events"));
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "understudy-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((at, thrown) -> LOG.error("{} failed", at.getName(), thrown));
            return thread;
        };
    }

    /** Decides and keeps deadlines; must never wait for anything. */
    public ScheduledExecutorService monitor() {
        return monitor;
    }

    /** Does what may wait: probes, closing pools. */
    public ExecutorService workers() {
        return workers;
    }

    /** Calls the listeners, in order. */
    public ExecutorService events() {
        return events;
    }

    /** Runs something after a while on a thread of its own, which may end these threads. */
    public void later(Runnable task, long delay, TimeUnit unit) {
        monitor.schedule(() -> named("late").newThread(task).start(), delay, unit);
    }

    /** Ends all threads, and waits for them a while. */
    @Override
    public void close() {
        workers.shutdown();
        await(workers);
        monitor.shutdownNow();
        events.shutdown();
        await(monitor);
        await(events);
    }

    private static void await(ExecutorService executor) {
        try {
            if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a thread did not end within {}: {}", PATIENCE, executor);
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
