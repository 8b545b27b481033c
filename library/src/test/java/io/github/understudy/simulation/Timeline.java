package io.github.understudy.simulation;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** The fake clock, and what happens when. What is planned for the same moment happens in the order of planning. */
final class Timeline {
    private final PriorityQueue<Event> events = new PriorityQueue<>(256);
    private long now = TimeUnit.HOURS.toNanos(1);
    private long planned;

    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    long now() {
        return now;
    }

    void in(long nanos, Runnable what) {
        at(now + nanos, what);
    }

    void at(long when, Runnable what) {
        events.add(new Event(Math.max(when, now), planned++, what));
    }

    void runUntil(long end) {
        while (!events.isEmpty() && events.peek().at <= end) {
            Event next = events.poll();
            now = next.at;
            next.what.run();
        }
        now = end;
    }
}
