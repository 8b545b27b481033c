package io.github.understudy.it;

import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.testkit.Cluster;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Threads that each count up a row of their own, read all rows, and know what they must see. */
final class Counters {
    private static final int HISTORY = 4096;

    private final Connected connected;
    private final ConsistencyLevel level;
    private final AtomicLongArray acknowledged;
    private final long[][] acknowledgedAt;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong byReplicas = new AtomicLong();
    private final AtomicLong oldestNanos = new AtomicLong();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final String sourceId;

    Counters(Connected connected, int threads, ConsistencyLevel level) throws SQLException {
        this.connected = connected;
        this.level = level;
        this.acknowledged = new AtomicLongArray(threads);
        this.acknowledgedAt = new long[threads][HISTORY];
        this.sourceId = connected.query("SELECT @@server_id");
    }

    /** The view tells which server answers; by its text a query of it is a plain read. */
    static void create(Cluster cluster, int threads) {
        var source = cluster.source();
        source.execute("DROP TABLE IF EXISTS app.counters");
        source.execute("CREATE TABLE app.counters (k INT PRIMARY KEY, v BIGINT NOT NULL)");
        source.execute("DROP FUNCTION IF EXISTS app.this_server");
        source.execute("CREATE FUNCTION app.this_server() RETURNS INT DETERMINISTIC NO SQL RETURN @@server_id");
        source.execute(
                "CREATE OR REPLACE VIEW app.counted AS SELECT k, v, app.this_server() AS server FROM app.counters");
        for (int i = 0; i < threads; i++) {
            source.execute("INSERT INTO app.counters VALUES (" + i + ", 0)");
        }
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }

    List<Future<?>> start(long seed) {
        List<Future<?>> threads = new ArrayList<>();
        for (int i = 0; i < acknowledged.length(); i++) {
            int mine = i;
            threads.add(connected.inBackground(() -> {
                new Worker(mine, new Random(seed + mine)).run();
                return null;
            }));
        }
        return threads;
    }

    void stop() {
        stopped.set(true);
    }

    List<String> violations() {
        return List.copyOf(violations).stream().limit(10).toList();
    }

    long reads() {
        return reads.get();
    }

    Duration oldestSeen() {
        return Duration.ofNanos(oldestNanos.get());
    }

    String summary() {
        return "%d writes, %d reads, %.1f %% of them by replicas, %d violations, oldest state seen %d ms"
                .formatted(
                        writes.get(),
                        reads.get(),
                        100.0 * byReplicas.get() / Math.max(1, reads.get()),
                        violations.size(),
                        oldestSeen().toMillis());
    }

    /** One thread's work. */
    private final class Worker {
        private final int mine;
        private final Random random;
        private final long[] seen = new long[acknowledged.length()];

        Worker(int mine, Random random) {
            this.mine = mine;
            this.random = random;
        }

        void run() throws SQLException, InterruptedException {
            while (!stopped.get()) {
                try (Connection connection = connected.connection()) {
                    for (int i = 1 + random.nextInt(4); i > 0; i--) {
                        step(connection);
                    }
                }
                Thread.sleep(random.nextInt(20));
            }
        }

        private void step(Connection connection) throws SQLException {
            int dice = random.nextInt(10);
            if (dice == 0) {
                write(connection);
            } else if (dice == 1) {
                connection.setAutoCommit(false);
                read(connection, random.nextInt(seen.length));
                write(connection);
                connection.setAutoCommit(true);
            } else if (dice == 2) {
                connection.setReadOnly(true);
                read(connection, random.nextInt(seen.length));
                read(connection, mine);
                connection.setReadOnly(false);
            } else {
                read(connection, random.nextBoolean() ? mine : random.nextInt(seen.length));
            }
        }

        private void write(Connection connection) throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE counters SET v = v + 1 WHERE k = ?")) {
                statement.setInt(1, mine);
                statement.executeUpdate();
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            // First when, then that: who sees the number finds its time.
            long now = acknowledged.get(mine) + 1;
            acknowledgedAt[mine][(int) (now % HISTORY)] = System.nanoTime();
            acknowledged.set(mine, now);
            seen[mine] = now;
            writes.incrementAndGet();
        }

        private void read(Connection connection, int key) throws SQLException {
            long expected = acknowledged.get(key);
            long begun = System.nanoTime();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT v, server FROM counted WHERE k = " + key)) {
                row.next();
                check(key, row.getLong(1), expected, begun, row.getString(2));
            }
        }

        private void check(int key, long value, long expected, long begun, String server) {
            reads.incrementAndGet();
            if (!server.equals(sourceId)) {
                byReplicas.incrementAndGet();
            }
            if (value < expected) {
                // the first write that is missing was acknowledged then
                long missing = acknowledgedAt[key][(int) ((value + 1) % HISTORY)];
                oldestNanos.accumulateAndGet(begun - missing, Math::max);
            }
            if (level == ConsistencyLevel.EVENTUAL) {
                return;
            }
            if (value < seen[key]) {
                violations.add("thread " + mine + " read " + value + " of row " + key + " on server " + server
                        + " after it had " + (key == mine ? "written " : "seen ") + seen[key]);
            }
            if (level != ConsistencyLevel.SESSION && value < expected) {
                violations.add("thread " + mine + " read " + value + " of row " + key + " on server " + server
                        + " when " + expected + " had been acknowledged");
            }
            seen[key] = Math.max(seen[key], value);
        }
    }
}
