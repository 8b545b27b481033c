package io.github.understudy.it;

import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.route.Route;
import io.github.understudy.testkit.Cluster;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Orders that are written under faults, by threads that behave as a good application does, and the proof at the end:
 * every acknowledged one is there, and none twice.
 */
final class Ledger {
    private final Connected connected;
    private final String table;
    private final AtomicInteger ids = new AtomicInteger();
    private final Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final AtomicLong longestGapNanos = new AtomicLong();
    private final AtomicLong lastNanos = new AtomicLong();
    private final List<Future<?>> writers = new ArrayList<>();
    private volatile boolean stopped;

    Ledger(Connected connected, String table) throws SQLException {
        this.connected = connected;
        this.table = table;
        connected.update("DROP TABLE IF EXISTS " + table);
        connected.update("CREATE TABLE " + table
                + " (line BIGINT PRIMARY KEY AUTO_INCREMENT, id INT NOT NULL, part INT NOT NULL, KEY (id))");
    }

    Ledger write(int threads) {
        lastNanos.set(System.nanoTime());
        for (int i = 0; i < threads; i++) {
            writers.add(connected.inBackground(() -> {
                while (!stopped) {
                    order(ids.incrementAndGet());
                }
                return null;
            }));
        }
        return this;
    }

    private void order(int id) throws InterruptedException {
        while (!stopped) {
            try {
                insert(id);
                acknowledge(id);
                return;
            } catch (TransactionLostException e) {
                count(e);
            } catch (OutcomeUnknownException e) {
                count(e);
                Boolean found = look(id);
                if (found == null) {
                    return;
                }
                if (found) {
                    acknowledge(id);
                    return;
                }
            } catch (SQLException e) {
                count(e);
                Thread.sleep(20);
            }
        }
    }

    /** One order, of two lines in one transaction. */
    private void insert(int id) throws SQLException {
        try (Connection connection = connected.connection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO " + table + " (id, part) VALUES (?, ?)")) {
                for (int part = 1; part <= 2; part++) {
                    insert.setInt(1, id);
                    insert.setInt(2, part);
                    insert.executeUpdate();
                }
            }
            connection.commit();
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
                return !connected
                        .query("SELECT COUNT(*) FROM " + table + " WHERE id = " + id + " LOCK IN SHARE MODE")
                        .equals("0");
            } catch (SQLException e) {
                count(e);
                Thread.sleep(20);
            }
        }
        return null;
    }

    private void acknowledge(int id) {
        acknowledged.add(id);
        long now = System.nanoTime();
        long gap = now - lastNanos.getAndSet(now);
        longestGapNanos.accumulateAndGet(gap, Math::max);
    }

    private void count(SQLException e) {
        String kind = e.getClass().getSimpleName();
        boolean ours = e.getClass().getPackageName().startsWith("io.github.understudy");
        failures.computeIfAbsent(ours ? kind : kind + ": " + e.getMessage(), it -> new AtomicInteger())
                .incrementAndGet();
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** Waits until so many more orders have been acknowledged. */
    void awaitProgress(int more) {
        int goal = acknowledged() + more;
        Connected.await().until(() -> acknowledged() >= goal);
    }

    Ledger stop() throws Exception {
        stopped = true;
        for (Future<?> writer : writers) {
            writer.get();
        }
        return this;
    }

    Duration longestGap() {
        return Duration.ofNanos(longestGapNanos.get());
    }

    Map<String, AtomicInteger> failures() {
        return new TreeMap<>(failures);
    }

    /** What the servers have against what was acknowledged: "lost 0, doubled 0" if all is well. */
    String audit(Cluster cluster) throws SQLException {
        // Other threads have written: only the source surely has it all.
        return Route.onSource(() -> audit());
    }

    private String audit() throws SQLException {
        Set<Integer> lost = new HashSet<>(acknowledged);
        Set<Integer> doubled = new HashSet<>();
        try (Connection connection = connected.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, COUNT(*), COUNT(DISTINCT part) FROM " + table + " GROUP BY id")) {
            while (rows.next()) {
                lost.remove(rows.getInt(1));
                if (rows.getInt(2) != 2 || rows.getInt(3) != 2) {
                    doubled.add(rows.getInt(1));
                }
            }
        }
        System.out.printf(
                "%s: %d orders acknowledged, lost %s, doubled or halved %s, longest gap %d ms, seen by the application: %s%n",
                table, acknowledged.size(), lost, doubled, longestGap().toMillis(), failures());
        return "lost " + lost.size() + ", doubled " + doubled.size();
    }
}
