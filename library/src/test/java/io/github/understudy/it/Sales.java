package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.it.orders.Account;
import io.github.understudy.it.orders.Audit;
import io.github.understudy.it.orders.Orders;
import io.github.understudy.it.orders.Told;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Threads that write and read orders, and what they were told. */
final class Sales {
    private static final int THREADS = 4;

    private final Connected app;
    private final String table;
    private final Account account = new Account();
    private final List<Future<?>> work = new ArrayList<>();
    private volatile boolean stopped;

    private Sales(Connected app, String table) {
        this.app = app;
        this.table = table;
    }

    /** Makes the table anew, in the database of the application. Returns when all running servers have it. */
    static void prepare(Cluster cluster, String table) {
        String there = "app." + table;
        Orders.definition(there).forEach(cluster.source()::execute);
        int mark = -ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        cluster.source().execute("INSERT INTO " + there + " (id, part, parts) VALUES (" + mark + ", 1, 1)");
        cluster.nodes().stream()
                .filter(TestNode::isRunning)
                .forEach(node -> await().ignoreExceptions()
                        .until(() -> "1".equals(node.query("SELECT COUNT(*) FROM " + there + " WHERE id = " + mark))));
    }

    /** The table is made anew. */
    static Sales begin(Connected app, String table) {
        prepare(app.cluster(), table);
        Sales sales = new Sales(app, table);
        Orders orders = new Orders(app.dataSource, table);
        for (int i = 0; i < THREADS; i++) {
            boolean together = i % 2 == 0;
            sales.work.add(app.inBackground(() -> {
                while (!sales.stopped) {
                    sales.order(orders, together);
                }
                return null;
            }));
            sales.work.add(app.inBackground(() -> {
                while (!sales.stopped) {
                    sales.read(orders);
                }
                return null;
            }));
        }
        return sales;
    }

    /** As somebody does who has written nothing. */
    private void read(Orders orders) throws InterruptedException {
        try {
            orders.read(ThreadLocalRandom.current().nextInt(1, 200));
            account.reads().beat();
        } catch (Exception e) {
            account.failed("read " + Told.name(e));
        }
        Thread.sleep(ThreadLocalRandom.current().nextInt(10, 30));
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
        } catch (Exception e) {
            if (!account.isApplied(id)) {
                account.refused(id, e);
            }
            account.failed(Told.name(e));
        }
        Thread.sleep(ThreadLocalRandom.current().nextInt(5, 15));
    }

    Account account() {
        return account;
    }

    /** What was before does not count for the gaps. */
    void faultBegins() {
        account.writes().restart();
        account.reads().restart();
    }

    /** So many more requests succeed that each thread has had its share. */
    void calm() {
        long reads = account.reads().beats();
        int applied = account.applied();
        await().until(() ->
                account.reads().beats() > reads + 10 * THREADS && account.applied() > applied + 10 * THREADS);
    }

    void awaitWrites() {
        int applied = account.applied();
        await().until(() -> account.applied() > applied + THREADS);
    }

    /** Prints what the fault cost, and compares what was told with what is there. */
    void end(String fault, TestNode writer) throws Exception {
        stopped = true;
        for (Future<?> each : work) {
            each.get(60, TimeUnit.SECONDS);
        }
        Audit audit = Audit.of(account, Orders.on(writer, table));
        System.out.printf(
                "FIGURE %s, %s: %d orders, %d failed %s, longest write gap %d ms, longest read gap %d ms, lost %d,"
                        + " doubled %d%n",
                app.dataSource.topology().kind(),
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

    /** Leaves its threads alone, whatever they do. */
    void abandon() {
        stopped = true;
    }

    /** The node that writes go to; of several the first. */
    static TestNode writer(Connected app, Cluster cluster) {
        await().until(() -> app.dataSource.topology().sourceNode() != null);
        return cluster.nodes().stream().filter(app::isSource).findFirst().orElseThrow();
    }
}
