package io.github.understudy.spring;

import io.github.understudy.UnderstudyDataSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * The application's data sources that Understudy serves, by the names of their beans. They are not beans themselves,
 * so that nothing takes them for further data sources. Thread-safe.
 */
public final class UnderstudyDataSources {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, UnderstudyDataSource> all = new LinkedHashMap<>();
    private final List<BiConsumer<String, UnderstudyDataSource>> listeners = new ArrayList<>();

    /** Those that there are now, in the order of their creation; later ones are not added to the result. */
    public Map<String, UnderstudyDataSource> all() {
        lock.lock();
        try {
            return Collections.unmodifiableMap(new LinkedHashMap<>(all));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has the listener called once with each data source and the name of its bean: at once with those that there are,
     * and with each later one on the thread that makes it.
     */
    public void onWrapped(BiConsumer<String, UnderstudyDataSource> listener) {
        Map<String, UnderstudyDataSource> known;
        lock.lock();
        try {
            listeners.add(listener);
            known = new LinkedHashMap<>(all);
        } finally {
            lock.unlock();
        }
        known.forEach(listener);
    }

    /** Adds a data source; the starter does so with all that it makes, and with those that are beans. */
    public void add(String beanName, UnderstudyDataSource dataSource) {
        List<BiConsumer<String, UnderstudyDataSource>> told;
        lock.lock();
        try {
            all.put(beanName, dataSource);
            told = List.copyOf(listeners);
        } finally {
            lock.unlock();
        }
        told.forEach(listener -> listener.accept(beanName, dataSource));
    }
}
