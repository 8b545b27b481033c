package io.github.understudy.it;

import io.github.understudy.it.orders.Account;
import io.github.understudy.it.orders.Audit;
import io.github.understudy.it.orders.Orders;
import io.github.understudy.it.orders.Told;
import io.github.understudy.testkit.Cluster;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Orders that are written under faults, by threads that behave as a good application does, and the proof at the end:
 * every acknowledged one is there, and none twice.
 */
final class Ledger {
    private static final int PAUSE_MILLIS = 20;

    private final Connected connected;
    private final String table;
    private final Orders orders;
    private final Account account = new Account();
    private final List<Future<?>> threads = new ArrayList<>();
    private Duration pause = Duration.ZERO;
    private volatile boolean stopped;

    Ledger(Connected connected, String table) throws SQLException {
        this.connected = connected;
        this.table = table;
        this.orders = new Orders(connected.dataSource, table);
        for (String statement : Orders.definition(table)) {
            connected.update(statement);
        }
    }

    /** How long each thread rests after each request; not at all if this is not called. */
    Ledger pause(Duration time) {
        pause = time;
        return this;
    }

    Ledger write(int count) {
        account.writes().restart();
        for (int i = 0; i < count; i++) {
            threads.add(connected.inBackground(() -> {
                while (!stopped) {
                    order(account.newOrder());
                    Thread.sleep(pause.toMillis());
                }
                return null;
            }));
        }
        return this;
    }

    /** Threads that look for orders, as anybody would, wherever the data source sends them. */
    Ledger read(int count) {
        for (int i = 0; i < count; i++) {
            threads.add(connected.inBackground(() -> {
                while (!stopped) {
                    read();
                    Thread.sleep(pause.toMillis());
                }
                return null;
            }));
        }
        return this;
    }

    private void read() throws InterruptedException {
        try {
            orders.read(1 + acknowledged());
            account.reads().beat();
        } catch (SQLException e) {
            account.failed("read " + name(e));
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void order(int id) throws InterruptedException {
        while (!stopped) {
            try {
                orders.writeTogether(id, () -> account.applied(id));
                return;
            } catch (SQLException e) {
                account.failed(name(e));
                if (account.isApplied(id)) {
                    return;
                }
                if (account.refused(id, e) == Told.UNKNOWN && !Boolean.FALSE.equals(look(id))) {
                    return;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /**
     * Looks with a locking read: the server may still be committing for the lost connection (waiting for a replica's
     * acknowledgement, for example), and a plain read does not see what is not committed yet. Null if the test ended
     * before an answer came.
     */
    private @Nullable Boolean look(int id) throws InterruptedException {
        while (!stopped) {
            try {
                boolean found = !connected
                        .query("SELECT COUNT(*) FROM " + table + " WHERE id = " + id + " LOCK IN SHARE MODE")
                        .equals("0");
                if (found) {
                    account.applied(id);
                }
                return found;
            } catch (SQLException e) {
                account.failed(name(e));
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        return null;
    }

    private static String name(SQLException e) {
        boolean ours = e.getClass().getPackageName().startsWith("io.github.understudy");
        return ours ? Told.name(e) : Told.name(e) + ": " + e.getMessage();
    }

    int acknowledged() {
        return account.applied();
    }

    /** Waits until so many more orders have been acknowledged. */
    void awaitProgress(int more) {
        int goal = acknowledged() + more;
        Connected.await().until(() -> acknowledged() >= goal);
    }

    /** Waits until so many more reads have been answered. */
    void awaitReads(int more) {
        long goal = account.reads().beats() + more;
        Connected.await().until(() -> account.reads().beats() >= goal);
    }

    Ledger stop() throws Exception {
        stopped = true;
        for (Future<?> thread : threads) {
            thread.get();
        }
        return this;
    }

    Map<String, AtomicInteger> failures() {
        return account.failures();
    }

    /** Forgets how long nothing went on before. */
    void restartGaps() {
        account.writes().restart();
        account.reads().restart();
    }

    /** The longest time without an acknowledged order, and without an answered read. */
    String gaps() {
        return "longest gap of writes " + account.writes().longest().toMillis() + " ms, of reads "
                + account.reads().longest().toMillis() + " ms";
    }

    /** What the source has against what was acknowledged: "lost 0, doubled 0" if all is well. */
    String audit(Cluster cluster) {
        Audit audit = Audit.of(account, Orders.on(cluster.source(), table));
        System.out.printf(
                "%s: %d orders acknowledged, lost %s, doubled or halved %s, longest gap %d ms, seen by the application: %s%n",
                table,
                acknowledged(),
                audit.lost(),
                audit.doubled(),
                account.writes().longest().toMillis(),
                failures());
        return "lost " + audit.lost().size() + ", doubled " + audit.doubled().size();
    }
}
