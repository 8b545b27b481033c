package io.github.understudy.spring.internal.actuate;

import io.github.understudy.Cluster;
import io.github.understudy.event.ClusterListener;
import io.github.understudy.spring.UnderstudyDataSources;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.springframework.context.SmartLifecycle;

/** Listens to the clusters of all data sources while the application runs: not before it can be told, nor after. */
public final class Subscriptions implements SmartLifecycle {
    private final UnderstudyDataSources dataSources;
    private final BiFunction<String, Cluster, ClusterListener> listeners;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Subscription> open = new ArrayList<>();
    private boolean known;
    private volatile boolean running;

    /** @param listeners makes the listener to a data source, given the name of its bean */
    public Subscriptions(UnderstudyDataSources dataSources, BiFunction<String, Cluster, ClusterListener> listeners) {
        this.dataSources = dataSources;
        this.listeners = listeners;
    }

    private record Subscription(Cluster cluster, ClusterListener listener) {}

    @Override
    public void start() {
        boolean first;
        lock.lock();
        try {
            running = true;
            first = !known;
            known = true;
            open.forEach(each -> each.cluster().addListener(each.listener()));
        } finally {
            lock.unlock();
        }
        if (first) {
            dataSources.onWrapped((name, dataSource) -> subscribe(name, dataSource.cluster()));
        }
    }

    private void subscribe(String name, Cluster cluster) {
        Subscription subscription = new Subscription(cluster, listeners.apply(name, cluster));
        lock.lock();
        try {
            open.add(subscription);
            if (running) {
                cluster.addListener(subscription.listener());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            running = false;
            open.forEach(each -> each.cluster().removeListener(each.listener()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
