package io.github.understudy.internal.routing;

import io.github.understudy.topology.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How near each zone is: 0 for the nearest; zones of one rank are as good as one another. Immutable.
 *
 * @param byZone the ranks of the zones that are known
 * @param count how many ranks there are; what is not known has the last one
 */
record ZoneRanks(Map<String, Integer> byZone, int count) {
    /** All zones are the same. */
    static final ZoneRanks FLAT = new ZoneRanks(Map.of(), 1);

    /** Zones of one rank come apart when one of them is so many times as far away, and a moment more. */
    private static final int APART = 2;

    private static final long APART_NANOS = Duration.ofMillis(1).toNanos();

    /** Zones of two ranks stay apart until the further one is less than so many percent further away. */
    private static final int TOGETHER_PERCENT = 30;

    ZoneRanks {
        byZone = Map.copyOf(byZone);
    }

    /** The zones in this order, and all others after them. */
    static ZoneRanks inOrder(List<String> zones) {
        return zones.isEmpty() ? FLAT : new ZoneRanks(ranks(zones), zones.size() + 1);
    }

    private static Map<String, Integer> ranks(List<String> zones) {
        Map<String, Integer> ranks = new HashMap<>();
        zones.forEach(zone -> ranks.putIfAbsent(zone, ranks.size()));
        return ranks;
    }

    /**
     * The zones in this order, and after them the others that were measured, the nearest first. Two of these swap their
     * places only when the times have become clearly different, so that work does not wander.
     *
     * @param roundTrips the time to each zone
     * @param before what was said the last time
     */
    static ZoneRanks of(List<String> order, Map<String, Duration> roundTrips, ZoneRanks before) {
        List<Map.Entry<String, Duration>> measured = roundTrips.entrySet().stream()
                .filter(each -> !order.contains(each.getKey()))
                .sorted(Map.Entry.<String, Duration>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        Map<String, Integer> ranks = ranks(order);
        int rank = order.size() - 1;
        Map.Entry<String, Duration> first = null;
        for (Map.Entry<String, Duration> each : measured) {
            if (first == null || areApart(first, each, before)) {
                first = each;
                rank++;
            }
            ranks.put(each.getKey(), rank);
        }
        return ranks.isEmpty() ? FLAT : new ZoneRanks(ranks, rank + 2);
    }

    private static boolean areApart(
            Map.Entry<String, Duration> near, Map.Entry<String, Duration> far, ZoneRanks before) {
        long shorter = near.getValue().toNanos();
        long longer = far.getValue().toNanos();
        boolean wereApart = before.byZone.containsKey(near.getKey())
                && before.byZone.containsKey(far.getKey())
                && before.of(near.getKey()) < before.of(far.getKey());
        return wereApart
                ? longer - shorter > shorter / 100 * TOGETHER_PERCENT
                : longer > shorter * APART && longer - shorter > APART_NANOS;
    }

    int of(String zone) {
        return byZone.getOrDefault(zone, count - 1);
    }

    int of(Node node) {
        return count == 1 ? 0 : of(node.labels().zone());
    }

    /** The zones from the nearest on, for messages. */
    List<String> nearestFirst() {
        List<String> zones = new ArrayList<>(byZone.keySet());
        zones.sort(Comparator.comparing((String zone) -> of(zone)).thenComparing(Comparator.naturalOrder()));
        return zones;
    }
}
