package io.github.understudy.samples.failover;

import java.util.ArrayList;
import java.util.List;

/** All requests in the order in which they were answered. Safe for use by several threads. */
final class Journal {
    private final RunClock clock;
    private final Cast cast;
    private final List<Request> requests = new ArrayList<>();

    Journal(RunClock clock, Cast cast) {
        this.clock = clock;
        this.cast = cast;
    }

    long now() {
        return clock.now();
    }

    void ordered(long from, Answer answer) {
        note(Request.Kind.ORDER, from, answer);
    }

    void read(long from, Answer answer) {
        note(Request.Kind.READ, from, answer);
    }

    private void note(Request.Kind kind, long from, Answer answer) {
        int node = cast.withServerId(answer.server());
        boolean byReplica = node >= 0 && node != cast.source();
        synchronized (requests) {
            requests.add(new Request(kind, from, clock.now(), node, byReplica, answer));
        }
    }

    /** Those after the first {@code known} ones. */
    List<Request> after(int known) {
        synchronized (requests) {
            return List.copyOf(requests.subList(known, requests.size()));
        }
    }
}
