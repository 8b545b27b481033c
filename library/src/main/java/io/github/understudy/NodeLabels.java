package io.github.understudy;

import io.github.understudy.internal.resolver.WriterRules;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Labels;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of nodes, by patterns of their addresses; of several that match, the first counts. Where no
 * zone is said but the pattern has a group of this name, the zone is what stands there.
 */
record NodeLabels(
        Map<Pattern, String> zones,
        Map<Pattern, String> groups,
        Map<Pattern, String> weights,
        Map<String, GroupSettings> settings) {
    static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");
    private static final Pattern PRIORITY = Pattern.compile("1000|0|[1-9][0-9]{0,2}");
    private static final Pattern WEIGHT = Pattern.compile("1000|[1-9][0-9]{0,2}");

    static NodeLabels of(SettingValues values) {
        return new NodeLabels(
                values.zones(NAME),
                values.byNode(Setting.GROUPS, NAME, "group"),
                values.byNode(Setting.WEIGHTS, WEIGHT, "number from 1 to 1000"),
                Map.of());
    }

    NodeLabels with(Map<String, GroupSettings> ofGroups) {
        return new NodeLabels(zones, groups, weights, ofGroups);
    }

    /** Which node takes the writes first. */
    static ToIntFunction<Endpoint> priorities(SettingValues values) {
        Map<Pattern, String> given = values.byNode(Setting.WRITER_PRIORITIES, PRIORITY, "number from 0 to 1000");
        return endpoint -> {
            String priority = first(given, endpoint);
            return priority.isEmpty() ? WriterRules.ORDINARY : Integer.parseInt(priority);
        };
    }

    static String zone(SettingValues values) {
        return values.name(Setting.ZONE, NAME);
    }

    Collection<String> groupNames() {
        return groups.values();
    }

    /** @param name what the endpoint is called, if it is one of several addresses of a name; itself if not */
    Labels at(Endpoint endpoint, Endpoint name) {
        String weight = first(weights, endpoint, name);
        String group = first(groups, endpoint, name);
        return new Labels(
                first(zones, endpoint, name),
                group,
                weight.isEmpty() ? Labels.ORDINARY_WEIGHT : Integer.parseInt(weight),
                maxLag(group));
    }

    private @Nullable Duration maxLag(String group) {
        GroupSettings own = settings.get(group);
        return own == null ? null : own.maxLag();
    }

    private static String first(Map<Pattern, String> values, Endpoint endpoint, Endpoint name) {
        String byAddress = first(values, endpoint);
        return byAddress.isEmpty() && !name.equals(endpoint) ? first(values, name) : byAddress;
    }

    private static String first(Map<Pattern, String> values, Endpoint endpoint) {
        for (Map.Entry<Pattern, String> each : values.entrySet()) {
            Matcher matcher = each.getKey().matcher(endpoint.toString());
            if (matcher.matches()) {
                return each.getValue().isEmpty()
                        ? Objects.requireNonNullElse(matcher.group("zone"), "")
                        : each.getValue();
            }
        }
        return "";
    }
}
