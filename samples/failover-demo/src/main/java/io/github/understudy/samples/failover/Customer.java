package io.github.understudy.samples.failover;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Orders and orders, with a moment's thought in between. */
final class Customer implements Runnable {
    private static final int THINK_MILLIS = 30;
    private static final int MOST_LINES = 3;

    private final OrderDesk desk;
    private final Ledger ledger;
    private final Journal journal;
    private final AtomicBoolean open;
    private final SplittableRandom random;

    Customer(OrderDesk desk, Ledger ledger, Journal journal, AtomicBoolean open, long seed) {
        this.desk = desk;
        this.ledger = ledger;
        this.journal = journal;
        this.open = open;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void run() {
        try {
            while (open.get()) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(THINK_MILLIS / 2, THINK_MILLIS * 3 / 2));
                order();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void order() throws InterruptedException {
        Order order = new Order(UUID.randomUUID().toString(), random.nextInt(Catalogue.CUSTOMERS), lines());
        long from = journal.now();
        Answer answer = desk.place(order);
        ledger.record(order, answer);
        journal.ordered(from, answer);
    }

    private List<Order.Line> lines() {
        return random.ints(1, Catalogue.PRODUCTS + 1)
                .distinct()
                .limit(random.nextInt(1, MOST_LINES + 1))
                .sorted()
                .mapToObj(product -> new Order.Line(product, random.nextInt(1, 5)))
                .toList();
    }
}
