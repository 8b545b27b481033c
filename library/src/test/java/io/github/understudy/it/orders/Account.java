package io.github.understudy.it.orders;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What an application was told: of its orders, and of the state of its sessions. Thread-safe. */
public final class Account {
    /** What was last said about an order. */
    public enum Said {
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

    public Pulse writes() {
        return writes;
    }

    public Pulse reads() {
        return reads;
    }

    public int newOrder() {
        int id = ids.incrementAndGet();
        orders.put(id, Said.NOTHING);
        return id;
    }

    public void applied(int id) {
        orders.put(id, Said.APPLIED);
        writes.beat();
    }

    /** An exception about an order that was not said to be applied before. */
    public Told refused(int id, Exception e) {
        Told told = Told.by(e);
        orders.put(id, told == Told.UNKNOWN ? Said.MAYBE : Said.NOT_APPLIED);
        return told;
    }

    public boolean isApplied(int id) {
        return orders.get(id) == Said.APPLIED;
    }

    /** How many orders are said to be applied. */
    public int applied() {
        return (int) orders.values().stream().filter(Said.APPLIED::equals).count();
    }

    /** A request failed; how is for people. */
    public void failed(String how) {
        failed.incrementAndGet();
        count(failures, how);
    }

    /** The outcome of one thing set in a session. */
    public void session(String outcome) {
        count(sessions, outcome);
    }

    public void silentlyLost(String what) {
        silentlyLost.add(what);
    }

    /** These orders were on a server that the test itself has made go without passing them on. */
    public void onlyThere(Set<Integer> orders) {
        onlyThere.addAll(orders);
    }

    private static void count(Map<String, AtomicInteger> counts, String key) {
        counts.computeIfAbsent(key, it -> new AtomicInteger()).incrementAndGet();
    }

    public Set<Integer> onlyThere() {
        return onlyThere;
    }

    public Map<Integer, Said> orders() {
        return orders;
    }

    public int failed() {
        return failed.get();
    }

    public Map<String, AtomicInteger> failures() {
        return new TreeMap<>(failures);
    }

    public Map<String, AtomicInteger> sessions() {
        return new TreeMap<>(sessions);
    }

    public List<String> silentlyLost() {
        return silentlyLost;
    }
}
