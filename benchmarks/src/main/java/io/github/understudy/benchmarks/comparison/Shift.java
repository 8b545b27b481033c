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
    private static final int SECONDS_TO_END = 3;
    private static final int UNANSWERED_MILLIS = 1_000;
    private static final String INSERT = "INSERT INTO " + Books.TABLE + " (id, part) VALUES (?, ?)";
    private static final String SELECT = "SELECT COUNT(*) FROM " + Books.TABLE + " WHERE id = ?";

    private final DataSource dataSource;
    private final Books books;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "application");
        thread.setDaemon(true);
        return thread;
    });
    /** How many requests each thread has brought to a good end. */
    private final List<AtomicLong> done = new ArrayList<>();

    /** For each thread, since when its present request has been running; 0 between requests. */
    private final List<AtomicLong> running = new ArrayList<>();

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
        AtomicLong since = new AtomicLong();
        done.add(count);
        running.add(since);
        threads.execute(() -> {
            while (!stopped) {
                long start = System.nanoTime();
                since.set(start);
                try {
                    request.run();
                    pulse.beat();
                    count.incrementAndGet();
                } catch (SQLException | RuntimeException e) {
                    failed(kind, e);
                }
                since.set(0);
                books.request(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                pause();
            }
        });
    }

    /** What fails when all is being closed was counted as unanswered, if it took long. */
    private void failed(String kind, Exception e) {
        if (!stopped) {
            books.failed(kind, e);
        }
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

    /** The requests that have been running for so long that they count as unanswered. */
    List<Long> unansweredMillis() {
        long now = System.nanoTime();
        return running.stream()
                .map(AtomicLong::get)
                .filter(since -> since != 0)
                .map(since -> TimeUnit.NANOSECONDS.toMillis(now - since))
                .filter(millis -> millis > UNANSWERED_MILLIS)
                .toList();
    }

    /**
     * What still waits is interrupted after a second.
     *
     * @return false if a thread hangs for longer than the timeouts that all have
     */
    boolean stop() throws InterruptedException {
        stopped = true;
        threads.shutdown();
        if (threads.awaitTermination(1, TimeUnit.SECONDS)) {
            return true;
        }
        threads.shutdownNow();
        return threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    }

    /** One piece of work. */
    private interface Request {
        void run() throws SQLException;
    }
}
