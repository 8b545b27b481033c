package io.github.understudy.internal.pool;

import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.failure.FailureClassifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps asking a server that has too many connections. HikariCP would sleep longer after each refusal, up to five
 * seconds, and nothing wakes it when the server has room again; so it is told of the first few only, and later ones are
 * waited out here, with short pauses. Thread-safe.
 */
final class Overload {
    private static final int TOLD = 3;
    private static final Duration MOST_WAIT = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 250;

    private final FailureClassifier classifier;
    private final AtomicInteger told = new AtomicInteger();
    private volatile @Nullable SQLException refusal;

    Overload(FailureClassifier classifier) {
        this.classifier = classifier;
    }

    /** Opens a connection. */
    interface Opening {
        Connection open() throws SQLException;
    }

    boolean is(Throwable failure) {
        return classifier.classify(failure) == Failure.OVERLOAD;
    }

    /** The last refusal, null if there is room. */
    @Nullable
    SQLException refusal() {
        return refusal;
    }

    Connection open(Opening opening) throws SQLException {
        long deadline = System.nanoTime() + MOST_WAIT.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                Connection connection = opening.open();
                told.set(0);
                refusal = null;
                return connection;
            } catch (SQLException e) {
                if (!is(e)) {
                    refusal = null;
                    throw e;
                }
                refusal = e;
                if (told.incrementAndGet() <= TOLD || System.nanoTime() - deadline >= 0 || !pause(pause)) {
                    throw e;
                }
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    /** @return false if the pool is being closed */
    private static boolean pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
            return true;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
