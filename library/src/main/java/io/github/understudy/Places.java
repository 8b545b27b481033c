package io.github.understudy;

import io.github.understudy.internal.routing.ZoneWrites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where this application is, and what follows from that.
 *
 * @param zone its own zone; empty if it is not said
 * @param order the zones that come next, the nearest first
 * @param writesAfter how long a source must be in another zone before it takes writes; {@link ZoneWrites#NEVER}
 */
record Places(String zone, List<String> order, Duration writesAfter) {

    static Places of(SettingValues values, List<String> problems) {
        String zone = NodeLabels.zone(values);
        Places places = new Places(zone, order(values, problems), writesAfter(values));
        boolean needsPlaces = !places.writesAfter.isZero();
        if (needsPlaces && (zone.isEmpty() || values.text(Setting.ZONES).isBlank())) {
            problems.add(Setting.CROSS_ZONE_WRITES.key() + " = '" + values.text(Setting.CROSS_ZONE_WRITES) + "' needs "
                    + Setting.ZONE.key() + " and " + Setting.ZONES.key() + ": else no source is in the own zone");
        }
        return places;
    }

    private static List<String> order(SettingValues values, List<String> problems) {
        List<String> order = new ArrayList<>();
        for (String each : values.text(Setting.ZONE_ORDER).split(",")) {
            String zone = each.strip().toLowerCase(java.util.Locale.ROOT);
            if (zone.isEmpty()) {
                continue;
            }
            if (!NodeLabels.NAME.matcher(zone).matches() || order.contains(zone)) {
                problems.add(Setting.ZONE_ORDER.key() + " has '" + zone
                        + (order.contains(zone) ? "' twice" : "', which is not the name of a zone"));
            } else {
                order.add(zone);
            }
        }
        return order;
    }

    private static Duration writesAfter(SettingValues values) {
        String text = values.text(Setting.CROSS_ZONE_WRITES).strip();
        if (text.equalsIgnoreCase("allow")) {
            return Duration.ZERO;
        }
        return text.equalsIgnoreCase("refuse")
                ? ZoneWrites.NEVER
                : values.duration(
                        Setting.CROSS_ZONE_WRITES,
                        "allow, refuse or a duration such as 30s or 1m",
                        Duration.ofMillis(1),
                        Duration.ofDays(1));
    }
}
