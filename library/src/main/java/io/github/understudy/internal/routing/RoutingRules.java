package io.github.understudy.internal.routing;

import java.util.Map;

/**
 * What the application wants of routing.
 *
 * @param fallbacks who serves those who ask for a group without a fit node; {@link GroupFallback#REPLICAS} if not said
 */
public record RoutingRules(Nearness nearness, ZoneWrites zoneWrites, Map<String, GroupFallback> fallbacks) {
    public RoutingRules {
        fallbacks = Map.copyOf(fallbacks);
    }

    /** Everybody is the same. */
    public static RoutingRules plain() {
        return new RoutingRules(new Nearness("", java.util.List.of()), ZoneWrites.ALLOWED, Map.of());
    }

    GroupFallback fallback(Wish wish) {
        return wish.group().isEmpty()
                ? GroupFallback.REPLICAS
                : fallbacks.getOrDefault(wish.group(), GroupFallback.REPLICAS);
    }
}
