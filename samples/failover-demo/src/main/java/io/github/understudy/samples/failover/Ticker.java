package io.github.understudy.samples.failover;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.topology.Node;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Prints once a second how the shop is doing. */
final class Ticker implements Runnable, AutoCloseable {
    private static final long WORTH_TELLING = 250_000_000;

    private final Console console;
    private final Journal journal;
    private final UnderstudyDataSource dataSource;
    private final Cast cast;
    private final Thread thread = new Thread(this, "ticker");
    private int known;
    private long lastOrder;
    private long lastRead;
    private long longestOrderGap;
    private long longestReadGap;

    Ticker(Console console, Journal journal, UnderstudyDataSource dataSource, Cast cast) {
        this.console = console;
        this.journal = journal;
        this.dataSource = dataSource;
        this.cast = cast;
    }

    void start() {
        lastOrder = journal.now();
        lastRead = lastOrder;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(1);
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        List<Request> fresh = journal.after(known);
        known += fresh.size();
        longestOrderGap = 0;
        longestReadGap = 0;
        fresh.stream().filter(Request::isSuccess).forEach(this::note);
        long now = journal.now();
        long failed = fresh.stream().filter(request -> !request.isSuccess()).count();
        console.line(String.format(
                Locale.ROOT,
                "%6.1f s    orders %4d/s   reads %4d/s   failed %2d   gap in orders %s  in reads %s   source %s",
                now / RunClock.SECOND,
                succeeded(fresh, Request.Kind.ORDER),
                succeeded(fresh, Request.Kind.READ),
                failed,
                gap(Math.max(longestOrderGap, now - lastOrder)),
                gap(Math.max(longestReadGap, now - lastRead)),
                source()));
    }

    private void note(Request request) {
        if (request.kind() == Request.Kind.ORDER) {
            longestOrderGap = Math.max(longestOrderGap, request.to() - lastOrder);
            lastOrder = request.to();
        } else {
            longestReadGap = Math.max(longestReadGap, request.to() - lastRead);
            lastRead = request.to();
        }
    }

    private static long succeeded(List<Request> requests, Request.Kind kind) {
        return requests.stream()
                .filter(request -> request.kind() == kind && request.isSuccess())
                .count();
    }

    private static String gap(long nanos) {
        return nanos < WORTH_TELLING ? "  -  " : String.format(Locale.ROOT, "%3.1f s", nanos / RunClock.SECOND);
    }

    private String source() {
        return dataSource
                .topology()
                .source()
                .map(Node::endpoint)
                .map(cast::at)
                .map(Cast::name)
                .orElse("none");
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
