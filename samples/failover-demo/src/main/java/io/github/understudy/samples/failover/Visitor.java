package io.github.understudy.samples.failover;

import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks at products and at earlier orders, one page after the other. Repeats nothing: a failed read is a failure. */
final class Visitor implements Runnable {
    private static final int THINK_MILLIS = 18;

    private final Shop shop;
    private final Journal journal;
    private final AtomicBoolean open;
    private final SplittableRandom random;

    Visitor(Shop shop, Journal journal, AtomicBoolean open, long seed) {
        this.shop = shop;
        this.journal = journal;
        this.open = open;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void run() {
        try {
            while (open.get()) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(THINK_MILLIS / 2, THINK_MILLIS * 3 / 2));
                long from = journal.now();
                journal.read(from, look());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer look() {
        try {
            int server = random.nextInt(4) > 0
                    ? shop.showProducts(random.nextInt(Catalogue.CATEGORIES))
                    : shop.showHistory(random.nextInt(Catalogue.CUSTOMERS));
            return Answer.of(server, 0, 0);
        } catch (SQLException | RuntimeException e) {
            return Answer.failed(e, 0, 0);
        }
    }
}
