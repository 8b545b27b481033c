package io.github.understudy.benchmarks.comparison;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** An application at work, the same for all contenders: it repeats nothing and looks nothing up. */
final class Shift {
    private static final int THREADS_OF_A_KIND = 2;
    private static final int PAUSE_MILLIS = 10;
    private static final int PROGRESS = 10;
    private static final String INSERT = "INSERT INTO " + Books.TABLE + " (id, part) VALUES (?, ?)";
    private static final String SELECT = "SELECT COUNT(*) FROM " + Books.TABLE + " WHERE id = ?";

    private final DataSource dataSource;
    private final Books books;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** How many requests each thread has brought to a good end. */
    private final List<AtomicLong> done = new ArrayList<>();

    private volatile boolean stopped;

    Shift(DataSource dataSource, Books books) {
        this.dataSource = dataSource;
        this.books = books;
    }

    void start() {
        for (int i = 0; i < THREADS_OF_A_KIND; i++) {
            repeat("autocommit", this::writeAlone, books.writes());
            repeat("transaction", this::writeTogether, books.writes());
            repeat("read", this::read, books.reads());
        }
    }

    private void repeat(String kind, Request request, Pulse pulse) {
        AtomicLong count = new AtomicLong();
        done.add(count);
        threads.execute(() -> {
            while (!stopped) {
                long start = System.nanoTime();
                try {
                    request.run();
                    pulse.beat();
                    count.incrementAndGet();
                } catch (SQLException | RuntimeException e) {
                    books.failed(kind + (stopped ? " (waited until the end)" : ""), e);
                }
                books.request(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                pause();
            }
        });
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MILLIS / 2, PAUSE_MILLIS * 3 / 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAlone() throws SQLException {
        int id = books.newOrder(1);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            line(insert, id, 1);
            books.acknowledged(id);
        }
    }

    private void writeTogether() throws SQLException {
        int id = books.newOrder(2);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                line(insert, id, 1);
                line(insert, id, 2);
            }
            connection.commit();
            books.acknowledged(id);
        }
    }

    private static void line(PreparedStatement insert, int id, int part) throws SQLException {
        insert.setInt(1, id);
        insert.setInt(2, part);
        insert.executeUpdate();
    }

    private void read() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                select.setInt(1, ThreadLocalRandom.current().nextInt(1, 200));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                }
            }
        }
    }

    /** Waits until every thread has brought some more requests to a good end, but not longer than this. */
    boolean awaitProgress(long atMostMillis) throws InterruptedException {
        List<Long> goals = done.stream().map(it -> it.get() + PROGRESS).toList();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
        while (System.nanoTime() < end) {
            boolean all = true;
            for (int i = 0; i < done.size(); i++) {
                all &= done.get(i).get() >= goals.get(i);
            }
            if (all) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }

    /** What still waits is interrupted after a second, and counts as failed. */
    void stop() throws InterruptedException {
        stopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    /** @return false if a thread hangs for longer than any timeout allows */
    boolean hasEnded() throws InterruptedException {
        return threads.awaitTermination(10, TimeUnit.SECONDS);
    }

    /** One piece of work. */
    private interface Request {
        void run() throws SQLException;
    }
}
