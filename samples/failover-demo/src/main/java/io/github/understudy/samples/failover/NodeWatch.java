package io.github.understudy.samples.failover;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks many times a second at what the library takes each node for, and what has really been done to it. */
final class NodeWatch implements Runnable, AutoCloseable {
    private static final int EVERY_MILLIS = 40;

    private final UnderstudyDataSource dataSource;
    private final Cast cast;
    private final RunClock clock;
    private final Thread thread = new Thread(this, "node-watch");
    private final List<Stay> stays = new ArrayList<>();
    private final @Nullable Stay[] current;

    NodeWatch(UnderstudyDataSource dataSource, Cast cast, RunClock clock) {
        this.dataSource = dataSource;
        this.cast = cast;
        this.clock = clock;
        this.current = new Stay[cast.size()];
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (true) {
                look();
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Topology topology = dataSource.topology();
        for (int node = 0; node < cast.size(); node++) {
            long now = clock.now();
            note(new Stay(node, now, now, seen(topology, node), truth(cast.node(node))), now);
        }
    }

    private synchronized void note(Stay seen, long now) {
        Stay last = current[seen.node()];
        if (last != null && last.isLike(seen)) {
            current[seen.node()] = last.until(now);
            return;
        }
        if (last != null) {
            stays.add(last.until(now));
        }
        current[seen.node()] = seen;
    }

    private Stay.Seen seen(Topology topology, int node) {
        return topology.nodes().stream()
                .filter(each -> cast.at(each.endpoint()) == node)
                .findFirst()
                .map(NodeWatch::seen)
                .orElse(Stay.Seen.UNKNOWN);
    }

    private static Stay.Seen seen(Node node) {
        return switch (node.state()) {
            case UNKNOWN -> Stay.Seen.UNKNOWN;
            case SUSPECT -> Stay.Seen.SUSPECT;
            case DOWN -> Stay.Seen.DOWN;
            case QUARANTINED -> Stay.Seen.QUARANTINED;
            case UP ->
                node.role() == Role.SOURCE
                        ? Stay.Seen.SOURCE
                        : node.readable() ? Stay.Seen.REPLICA : Stay.Seen.EXCLUDED;
        };
    }

    private static Stay.Truth truth(TestNode node) {
        return node.isFrozen() ? Stay.Truth.FROZEN : node.isRunning() ? Stay.Truth.RUNNING : Stay.Truth.KILLED;
    }

    /** All conditions so far, the present ones included. */
    synchronized List<Stay> stays() {
        List<Stay> all = new ArrayList<>(stays);
        for (Stay stay : current) {
            if (stay != null) {
                all.add(stay);
            }
        }
        return all;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
