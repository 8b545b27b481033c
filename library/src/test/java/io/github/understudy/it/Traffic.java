package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.it.orders.Account;
import io.github.understudy.it.orders.Audit;
import io.github.understudy.it.orders.Orders;
import io.github.understudy.it.orders.Told;
import io.github.understudy.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** An application that orders, and looks for its orders, while something happens to its servers. */
final class Traffic {
    private static final int THREADS = 6;

    private final Connected app;
    private final String table;
    private final Account account = new Account();
    private final List<Future<?>> work = new ArrayList<>();
    private volatile boolean stopped;

    /** The table is made anew. */
    Traffic(Connected app, String table) throws Exception {
        this.app = app;
        this.table = table;
        for (String sql : Orders.definition(table)) {
            app.update(sql);
        }
    }

    Account account() {
        return account;
    }

    void start() {
        Orders orders = new Orders(app.dataSource, table);
        for (int i = 0; i < THREADS; i++) {
            boolean together = i % 2 == 0;
            work.add(app.inBackground(() -> {
                while (!stopped) {
                    order(orders, together);
                }
                return null;
            }));
        }
        calm();
    }

    private void order(Orders orders, boolean together) throws InterruptedException {
        int id = account.newOrder();
        try {
            if (together) {
                orders.writeTogether(id, () -> account.applied(id));
            } else {
                orders.writeAlone(id, () -> account.applied(id));
            }
            orders.read(id);
            account.reads().beat();
        } catch (Exception e) {
            if (!account.isApplied(id)) {
                account.refused(id, e);
            }
            account.failed(Told.name(e));
        }
        Thread.sleep(ThreadLocalRandom.current().nextInt(5, 15));
    }

    /** So many more requests succeed that each thread has had its share. */
    void calm() {
        long reads = account.reads().beats();
        Connected.await().until(() -> account.reads().beats() > reads + 10 * THREADS);
    }

    /** What was before does not count for the gaps. */
    void faultBegins() {
        account.writes().restart();
        account.reads().restart();
    }

    /** Ends it, prints what the fault cost, and compares what was told with what is there. */
    void finish(String fault, TestNode source) throws Exception {
        stopped = true;
        for (Future<?> each : work) {
            each.get(60, TimeUnit.SECONDS);
        }
        Audit audit = Audit.of(account, Orders.on(source, table));
        System.out.printf(
                "FIGURE %s: %d orders, %d failed %s, longest write gap %d ms, longest read gap %d ms, lost %d, doubled"
                        + " %d%n",
                fault,
                account.applied(),
                account.failed(),
                account.failures(),
                account.writes().longest().toMillis(),
                account.reads().longest().toMillis(),
                audit.lost().size(),
                audit.doubled().size());
        assertThat(audit.lost()).isEmpty();
        assertThat(audit.doubled()).isEmpty();
    }
}
