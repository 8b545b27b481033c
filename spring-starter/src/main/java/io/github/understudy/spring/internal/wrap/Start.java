package io.github.understudy.spring.internal.wrap;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.exception.StartException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a data source: at once, or, if the application may start without, when it is needed. Thread-safe. */
final class Start {
    private static final Logger LOG = LoggerFactory.getLogger(Start.class);

    private final Supplier<UnderstudyDataSource> attempt;
    private final Consumer<UnderstudyDataSource> onStarted;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable UnderstudyDataSource started;
    private boolean closed;

    /**
     * @param attempt starts it, or throws a {@link StartException}
     * @param onStarted told once
     */
    Start(Supplier<UnderstudyDataSource> attempt, Consumer<UnderstudyDataSource> onStarted) {
        this.attempt = attempt;
        this.onStarted = onStarted;
    }

    /**
     * @param failFast false to go on without
     * @throws StartException if it could not be started, and must
     */
    void now(boolean failFast) {
        try {
            start();
        } catch (StartException e) {
            if (failFast) {
                throw e;
            }
            LOG.warn("Started without the database, which is tried again when it is needed. {}", e.getMessage());
        }
    }

    /** Null if it is not started yet. */
    @Nullable
    UnderstudyDataSource started() {
        return started;
    }

    /** @throws SQLException if it is not started yet, and can't be now either */
    UnderstudyDataSource dataSource() throws SQLException {
        UnderstudyDataSource known = started;
        if (known != null) {
            return known;
        }
        try {
            return start();
        } catch (StartException e) {
            throw new SQLTransientConnectionException(e.getMessage(), "08001", e);
        }
    }

    private UnderstudyDataSource start() {
        UnderstudyDataSource made;
        lock.lock();
        try {
            UnderstudyDataSource known = started;
            if (known != null) {
                return known;
            }
            if (closed) {
                throw new StartException("the data source is closed");
            }
            made = attempt.get();
            started = made;
        } finally {
            lock.unlock();
        }
        onStarted.accept(made);
        return made;
    }

    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        UnderstudyDataSource known = started;
        if (known != null) {
            known.close();
        }
    }
}
