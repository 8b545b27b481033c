package io.github.understudy.benchmarks.comparison;

import io.github.understudy.testkit.ClusterException;
import io.github.understudy.testkit.TestNode;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the application was told of its orders, and what came of it. Thread-safe. */
final class Books {
    static final String TABLE = "comparison_orders";

    private final AtomicInteger ids = new AtomicInteger();
    /** By order, how many lines it has. */
    private final Map<Integer, Integer> ordered = new ConcurrentHashMap<>();

    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong slowestMillis = new AtomicLong();
    private final Pulse writes = new Pulse();
    private final Pulse reads = new Pulse();

    Pulse writes() {
        return writes;
    }

    Pulse reads() {
        return reads;
    }

    int newOrder(int lines) {
        int id = ids.incrementAndGet();
        ordered.put(id, lines);
        return id;
    }

    void acknowledged(int id) {
        acknowledged.add(id);
    }

    void request(long millis) {
        requests.incrementAndGet();
        slowestMillis.accumulateAndGet(millis, Math::max);
    }

    void failed(String kind, Throwable e) {
        String state =
                e instanceof SQLException failure ? " " + failure.getErrorCode() + "/" + failure.getSQLState() : "";
        failures.computeIfAbsent(kind + " " + e.getClass().getSimpleName() + state, it -> new AtomicInteger())
                .incrementAndGet();
    }

    /** Requests that have got no answer by the end. */
    void unanswered(List<Long> millis) {
        millis.forEach(it -> {
            request(it);
            failures.computeIfAbsent("unanswered at the end", name -> new AtomicInteger())
                    .incrementAndGet();
        });
    }

    int failed() {
        return failures.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    Map<String, AtomicInteger> failures() {
        return new TreeMap<>(failures);
    }

    int requests() {
        return requests.get();
    }

    long slowestMillis() {
        return slowestMillis.get();
    }

    /** Forgets the times from before the fault. */
    void restart() {
        writes.restart();
        reads.restart();
        slowestMillis.set(0);
        requests.set(0);
        failures.clear();
    }

    /**
     * Against what the servers have.
     *
     * @param source whose data counts
     * @param others may hold what was written past the cluster
     */
    Verdict audit(TestNode source, Collection<TestNode> others) {
        Map<Integer, Found> there = on(source);
        Set<Integer> lost = new HashSet<>();
        int doubled = 0;
        for (Map.Entry<Integer, Integer> order : ordered.entrySet()) {
            Found found = there.get(order.getKey());
            int lines = order.getValue();
            if (found == null) {
                if (acknowledged.contains(order.getKey())) {
                    lost.add(order.getKey());
                }
            } else if (found.lines() != lines || found.parts() != lines) {
                doubled++;
            }
        }
        Set<Integer> elsewhere = new HashSet<>();
        for (TestNode node : others) {
            elsewhere.addAll(on(node).keySet());
        }
        int astray = (int) lost.stream().filter(elsewhere::contains).count();
        return new Verdict(astray, lost.size() - astray, doubled);
    }

    private static Map<Integer, Found> on(TestNode node) {
        Map<Integer, Found> found = new HashMap<>();
        try {
            node.rows("SELECT id, COUNT(*) n, COUNT(DISTINCT part) d FROM app." + TABLE + " GROUP BY id")
                    .forEach(row -> found.put(
                            Integer.valueOf(row.getOrDefault("id", "")),
                            new Found(
                                    Integer.parseInt(row.getOrDefault("n", "")),
                                    Integer.parseInt(row.getOrDefault("d", "")))));
        } catch (ClusterException e) {
            // a dead server has nothing to say
        }
        return found;
    }

    /** The lines of an order that a server has. */
    private record Found(int lines, int parts) {}

    /**
     * What is wrong.
     *
     * @param astray acknowledged orders that only a server has which is no longer part of the cluster
     * @param nowhere acknowledged orders that no server has: their commit did nothing
     * @param doubled orders that are there more than once, or by half
     */
    record Verdict(int astray, int nowhere, int doubled) {
        boolean isClean() {
            return astray == 0 && nowhere == 0 && doubled == 0;
        }
    }
}
