package io.github.understudy;

import io.github.understudy.internal.resolver.WriterRules;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Labels;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** What the configuration says of nodes, by patterns of their addresses; of several that match, the first counts. */
record NodeLabels(Map<Pattern, String> zones, Map<Pattern, String> groups, Map<Pattern, String> weights) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");
    private static final Pattern PRIORITY = Pattern.compile("1000|0|[1-9][0-9]{0,2}");
    private static final Pattern WEIGHT = Pattern.compile("1000|[1-9][0-9]{0,2}");

    static NodeLabels of(SettingValues values) {
        return new NodeLabels(
                values.byNode(Setting.ZONES, NAME, "zone"),
                values.byNode(Setting.GROUPS, NAME, "group"),
                values.byNode(Setting.WEIGHTS, WEIGHT, "number from 1 to 1000"));
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

    Labels at(Endpoint endpoint) {
        String weight = first(weights, endpoint);
        return new Labels(
                first(zones, endpoint),
                first(groups, endpoint),
                weight.isEmpty() ? Labels.ORDINARY_WEIGHT : Integer.parseInt(weight));
    }

    private static String first(Map<Pattern, String> values, Endpoint endpoint) {
        for (Map.Entry<Pattern, String> each : values.entrySet()) {
            if (each.getKey().matcher(endpoint.toString()).matches()) {
                return each.getValue();
            }
        }
        return "";
    }
}
