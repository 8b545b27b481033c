package io.github.understudy.it.matrix;

import io.github.understudy.it.SessionThings.Thing;
import io.github.understudy.it.orders.Account;
import io.github.understudy.it.orders.Orders;
import io.github.understudy.it.orders.Told;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** An application at work: writers, with and without transactions, readers, and one that keeps state in its sessions. */
final class Load {
    private static final int THREADS_OF_A_KIND = 2;
    private static final int WRITE_PAUSE_MILLIS = 20;
    private static final int READ_PAUSE_MILLIS = 10;
    private static final int SECONDS_TO_END = 60;

    private final Account account;
    private final Orders orders;
    private final SessionUser sessions;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopped;

    Load(DataSource dataSource, String table, List<Thing> things, Account account) {
        this.account = account;
        this.orders = new Orders(dataSource, table);
        this.sessions = new SessionUser(dataSource, things, account, () -> stopped);
    }

    void start() {
        for (int i = 0; i < THREADS_OF_A_KIND; i++) {
            repeat(() -> write("autocommit", orders::writeAlone), WRITE_PAUSE_MILLIS);
            repeat(() -> write("transaction", orders::writeTogether), WRITE_PAUSE_MILLIS);
            repeat(this::read, READ_PAUSE_MILLIS);
        }
        repeat(sessions::use, WRITE_PAUSE_MILLIS);
    }

    private void repeat(Step step, int pauseMillis) {
        running.add(threads.submit(() -> {
            while (!stopped) {
                step.run();
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(pauseMillis / 2, pauseMillis * 3 / 2));
            }
            return null;
        }));
    }

    /** Only the first try counts as a request; what was said not to be applied is then repeated until it is. */
    private void write(String kind, Write write) throws InterruptedException {
        int id = account.newOrder();
        boolean first = true;
        while (!stopped) {
            try {
                write.order(id, () -> account.applied(id));
                return;
            } catch (SQLException | RuntimeException e) {
                if (first) {
                    account.failed(kind + " " + Told.name(e));
                }
                first = false;
                if (account.isApplied(id) || account.refused(id, e) == Told.UNKNOWN) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(WRITE_PAUSE_MILLIS);
            }
        }
    }

    private void read() {
        try {
            orders.read(ThreadLocalRandom.current().nextInt(1, 200));
            account.reads().beat();
        } catch (SQLException | RuntimeException e) {
            account.failed("read " + Told.name(e));
        }
    }

    /** @throws java.util.concurrent.TimeoutException if a thread hangs */
    void stop() throws Exception {
        stopped = true;
        for (Future<?> each : running) {
            each.get(SECONDS_TO_END, TimeUnit.SECONDS);
        }
        threads.shutdown();
    }

    /** One request. */
    private interface Step {
        void run() throws InterruptedException;
    }

    /** A way to write an order. */
    private interface Write {
        void order(int id, Runnable acknowledged) throws SQLException;
    }
}
