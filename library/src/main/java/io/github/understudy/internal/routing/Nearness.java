package io.github.understudy.internal.routing;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which zone is nearest to this application: its own, then those of a given order, then the others by the measured time
 * to them and back. Measured by the monitor, read by everybody. Thread-safe.
 */
public final class Nearness {
    private final List<String> order;
    private volatile ZoneRanks ranks;

    /**
     * @param own where the application itself is; empty if that is not said
     * @param others the zones that come next, the nearest first
     */
    public Nearness(String own, List<String> others) {
        List<String> zones = new ArrayList<>();
        if (!own.isEmpty()) {
            zones.add(own);
        }
        others.stream().filter(zone -> !zones.contains(zone)).forEach(zones::add);
        this.order = List.copyOf(zones);
        this.ranks = ZoneRanks.inOrder(order);
    }

    /** Looks again how far the zones are. @param roundTrip the shortest time of late to an address; null if unknown */
    public void measured(Topology topology, Function<Endpoint, @Nullable Duration> roundTrip) {
        Map<String, Duration> times = new HashMap<>();
        boolean zoned = false;
        for (Node node : topology.nodes()) {
            zoned |= !node.labels().zone().isEmpty();
            Duration time = roundTrip.apply(node.endpoint());
            if (time != null) {
                times.merge(node.labels().zone(), time, (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
        }
        if (zoned) {
            ranks = ZoneRanks.of(order, times, ranks);
        }
    }

    ZoneRanks ranks() {
        return ranks;
    }
}
