package io.github.understudy.samples.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** The shop's customers: some order, more of them only look. All of them share one data source. */
final class Load implements AutoCloseable {
    /** More than the data source's own limit for waiting, so that a request in trouble still gets its answer. */
    private static final long END_MILLIS = 40_000;

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final List<Thread> threads = new ArrayList<>();

    Load(DataSource dataSource, Options options, Ledger ledger, Journal journal) {
        Shop shop = new Shop(dataSource);
        OrderDesk desk = new OrderDesk(shop);
        for (int i = 0; i < options.customers(); i++) {
            threads.add(new Thread(new Customer(desk, ledger, journal, open, i), "customer-" + i));
        }
        for (int i = 0; i < options.visitors(); i++) {
            threads.add(new Thread(new Visitor(shop, journal, open, 1000 + i), "visitor-" + i));
        }
    }

    void start() {
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Lets every request that is under way come to its end. */
    void finish() throws InterruptedException {
        open.set(false);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MILLIS);
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            if (thread.isAlive()) {
                throw new IllegalStateException(thread.getName() + " has hung for " + END_MILLIS / 1000 + " s");
            }
        }
    }

    @Override
    public void close() {
        open.set(false);
        threads.forEach(Thread::interrupt);
    }
}
