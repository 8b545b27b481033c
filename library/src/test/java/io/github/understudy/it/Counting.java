package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.testkit.TestNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that count in a table where several nodes take writes: what one has missed shows in the count. */
final class Counting {
    private static final int ROUNDS = 40;

    private final Connected app;
    final AtomicInteger done = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final AtomicInteger unseen = new AtomicInteger();

    Counting(Connected app) {
        this.app = app;
    }

    static void prepare(TestNode node) {
        node.execute("DROP TABLE IF EXISTS app.own");
        node.execute("CREATE TABLE app.own (id INT PRIMARY KEY, n INT NOT NULL)");
        node.execute("INSERT INTO app.own VALUES (0,0),(1,0),(2,0),(3,0)");
    }

    /** Each thread counts in a row of its own, and looks whether it sees what it wrote. Returns how often. */
    int apart(int threads) throws Exception {
        run(threads, id -> {
            for (int n = 1; n <= ROUNDS; n++) {
                increment(id, n % 2 == 0);
                String seen = app.query("SELECT n FROM own WHERE id = " + id);
                unseen.addAndGet(seen.equals("" + n) ? 0 : 1);
            }
        });
        return threads * ROUNDS;
    }

    /** What it has written on one node it must find on the next, or the count goes wrong. */
    private void increment(int id, boolean together) throws SQLException {
        try (Connection connection = app.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(!together);
            int next = Integer.parseInt(Connected.query(connection, "SELECT n FROM own WHERE id = " + id)) + 1;
            statement.executeUpdate("UPDATE own SET n = " + next + " WHERE id = " + id);
            if (together) {
                connection.commit();
            }
        }
    }

    /** All threads count in one row. */
    void together(int threads) throws Exception {
        run(threads, id -> {
            for (int n = 0; n < ROUNDS; n++) {
                (collide() ? done : failed).incrementAndGet();
            }
        });
    }

    private boolean collide() throws SQLException {
        try (Connection connection = app.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.executeUpdate("UPDATE own SET n = n + 1 WHERE id = 1");
                connection.commit();
                return true;
            } catch (SQLException e) {
                assertThat(app.dataSource.topology().writers()).hasSizeGreaterThan(1);
                assertThat(List.of("40001", "HY000")).as(e.toString()).contains(e.getSQLState());
                connection.rollback();
                return false;
            }
        }
    }

    private interface Work {
        void by(int thread) throws SQLException;
    }

    private void run(int threads, Work work) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            all.add(app.inBackground(() -> {
                work.by(thread);
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
    }
}
