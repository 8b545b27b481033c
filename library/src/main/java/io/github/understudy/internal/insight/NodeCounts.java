package io.github.understudy.internal.insight;

import io.github.understudy.topology.Endpoint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How often something ran on which node. A cluster has few, so they are searched one by one. Lock-free. */
final class NodeCounts {
    private static final int MOST = 32;

    private final AtomicReference<Count[]> counts = new AtomicReference<>(new Count[0]);
    private volatile @Nullable Endpoint last;

    private record Count(Endpoint node, LongAdder times) {}

    void add(Endpoint node) {
        add(node, 1);
        if (node != last) {
            last = node;
        }
    }

    void addAll(NodeCounts other) {
        for (Count each : other.counts.get()) {
            add(each.node, each.times.sum());
        }
        Endpoint theirs = other.last;
        last = theirs == null ? last : theirs;
    }

    private void add(Endpoint node, long times) {
        Count known = find(counts.get(), node);
        if (known == null) {
            known = append(node);
        }
        if (known != null) {
            known.times.add(times);
        }
    }

    private static @Nullable Count find(Count[] all, Endpoint node) {
        for (Count each : all) {
            if (each.node == node || each.node.equals(node)) {
                return each;
            }
        }
        return null;
    }

    /** Addresses that change all the time must not fill the memory: null if there are too many. */
    private @Nullable Count append(Endpoint node) {
        while (true) {
            Count[] before = counts.get();
            Count known = find(before, node);
            if (known != null || before.length == MOST) {
                return known;
            }
            Count[] after = Arrays.copyOf(before, before.length + 1);
            Count made = new Count(node, new LongAdder());
            after[before.length] = made;
            if (counts.compareAndSet(before, after)) {
                return made;
            }
        }
    }

    @Nullable
    Endpoint last() {
        return last;
    }

    Map<Endpoint, Long> all() {
        Map<Endpoint, Long> all = new HashMap<>();
        for (Count each : counts.get()) {
            all.put(each.node, each.times.sum());
        }
        return all;
    }
}
