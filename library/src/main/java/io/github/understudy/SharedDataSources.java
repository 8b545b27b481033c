package io.github.understudy;

import io.github.understudy.internal.jdbc.LogicalConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The data sources behind the driver's connections, one for each URL with its properties. A driver is not told when an
 * application is done with it; so a data source ends when it has had no connection for a while. Thread-safe.
 */
final class SharedDataSources {
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Shared> open = new HashMap<>();

    private record Key(String url, Properties properties) {}

    /** One data source and how many connections of it are open. */
    private static final class Shared {
        final UnderstudyDataSource dataSource;
        int users;

        Shared(UnderstudyDataSource dataSource) {
            this.dataSource = dataSource;
        }
    }

    Connection connect(String url, Properties given) throws SQLException {
        Properties properties = new Properties();
        given.stringPropertyNames().forEach(name -> properties.setProperty(name, given.getProperty(name)));
        Key key = new Key(url, properties);
        Shared shared = acquire(key);
        return new LogicalConnection(shared.dataSource.jdbc(), () -> release(key, shared));
    }

    private Shared acquire(Key key) {
        // Starting under the lock: a second connection must wait for the first one's start, not start again.
        lock.lock();
        try {
            Shared shared = open.computeIfAbsent(
                    key,
                    it -> new Shared(UnderstudyDataSource.builder()
                            .url(it.url())
                            .properties(it.properties())
                            .build()));
            shared.users++;
            return shared;
        } finally {
            lock.unlock();
        }
    }

    private void release(Key key, Shared shared) {
        lock.lock();
        try {
            shared.users--;
            if (shared.users == 0) {
                shared.dataSource.later(() -> closeUnused(key, shared), LINGER.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeUnused(Key key, Shared shared) {
        lock.lock();
        try {
            if (shared.users > 0 || !open.remove(key, shared)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        shared.dataSource.close();
    }
}
