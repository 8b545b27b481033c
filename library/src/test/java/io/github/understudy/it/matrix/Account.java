package io.github.understudy.it.matrix;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What one variant's application was told during one fault. Thread-safe. */
final class Account {
    /** What was last said about an order. */
    enum Said {
        NOTHING,
        APPLIED,
        NOT_APPLIED,
        MAYBE
    }

    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<Integer, Said> orders = new ConcurrentHashMap<>();
    private final Set<Integer> onlyThere = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> sessions = new ConcurrentHashMap<>();
    private final List<String> silentlyLost = new CopyOnWriteArrayList<>();
    private final Pulse writes = new Pulse();
    private final Pulse reads = new Pulse();

    Pulse writes() {
        return writes;
    }

    Pulse reads() {
        return reads;
    }

    int newOrder() {
        int id = ids.incrementAndGet();
        orders.put(id, Said.NOTHING);
        return id;
    }

    void applied(int id) {
        orders.put(id, Said.APPLIED);
        writes.beat();
    }

    /** An exception about an order that was not said to be applied before. */
    Told refused(int id, Exception e) {
        Told told = Told.by(e);
        orders.put(id, told == Told.UNKNOWN ? Said.MAYBE : Said.NOT_APPLIED);
        return told;
    }

    boolean isApplied(int id) {
        return orders.get(id) == Said.APPLIED;
    }

    /** A request failed that had not been tried before. */
    void failed(String what, Exception e) {
        failed.incrementAndGet();
        count(failures, what + " " + Told.name(e));
    }

    /** The outcome of one thing set in a session. */
    void session(String outcome) {
        count(sessions, outcome);
    }

    void silentlyLost(String what) {
        silentlyLost.add(what);
    }

    /** These orders were on a server that the test itself has made go without passing them on. */
    void onlyThere(Set<Integer> orders) {
        onlyThere.addAll(orders);
    }

    private static void count(Map<String, AtomicInteger> counts, String key) {
        counts.computeIfAbsent(key, it -> new AtomicInteger()).incrementAndGet();
    }

    Set<Integer> onlyThere() {
        return onlyThere;
    }

    Map<Integer, Said> orders() {
        return orders;
    }

    int failed() {
        return failed.get();
    }

    Map<String, AtomicInteger> failures() {
        return new TreeMap<>(failures);
    }

    Map<String, AtomicInteger> sessions() {
        return new TreeMap<>(sessions);
    }

    List<String> silentlyLost() {
        return silentlyLost;
    }
}
