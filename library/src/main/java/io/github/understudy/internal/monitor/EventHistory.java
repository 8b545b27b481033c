package io.github.understudy.internal.monitor;

import io.github.understudy.event.ClusterEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The last events, oldest first. Thread-safe. */
final class EventHistory {
    /** As many are kept. */
    static final int SIZE = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<ClusterEvent> events = new ArrayDeque<>(SIZE);

    void add(ClusterEvent event) {
        lock.lock();
        try {
            if (events.size() == SIZE) {
                events.removeFirst();
            }
            events.addLast(event);
        } finally {
            lock.unlock();
        }
    }

    /** The newest ones, newest last. */
    List<ClusterEvent> last(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("how many events can't be negative: " + most);
        }
        lock.lock();
        try {
            List<ClusterEvent> all = new ArrayList<>(events);
            return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
        } finally {
            lock.unlock();
        }
    }
}
