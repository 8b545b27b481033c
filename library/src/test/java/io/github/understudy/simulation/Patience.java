package io.github.understudy.simulation;

import io.github.understudy.topology.NodeId;
import java.util.HashSet;
import java.util.Set;

/** How long one request may be tried; the time begins with the first trouble. */
final class Patience {
    private final Timeline timeline;
    private final long limit;
    private final Set<NodeId> tried = new HashSet<>();
    private long deadline = Long.MAX_VALUE;

    Patience(Timeline timeline, long limit) {
        this.timeline = timeline;
        this.limit = limit;
    }

    Patience begun() {
        if (deadline == Long.MAX_VALUE) {
            deadline = timeline.now() + limit;
        }
        return this;
    }

    long deadline() {
        return begun().deadline;
    }

    boolean isOver() {
        return timeline.now() >= deadline();
    }

    void failed(VirtualServer server) {
        begun();
        tried.add(server.id);
    }

    Set<NodeId> tried() {
        return tried;
    }
}
