package io.github.understudy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.PropertyElf;
import io.github.understudy.internal.routing.GroupFallback;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is different for the nodes of one group, and for those who ask for it.
 *
 * @param maxLag how far its nodes may be behind; null for the data source's limit
 * @param fallback who serves those who ask for it while none of its nodes is fit
 * @param pool the settings of its nodes' pools; null if they are those of all
 */
record GroupSettings(
        @Nullable Duration maxLag,
        GroupFallback fallback,
        @Nullable HikariConfig pool) {
    private static final Pattern KEY = Pattern.compile(
            "([a-z0-9._-]{1,64})\\.(?:(max-?lag)|(fallback)|pool\\.([A-Za-z0-9.-]+))", Pattern.CASE_INSENSITIVE);

    private static final Duration MOST_LAG = Duration.ofDays(365);

    /**
     * @param properties by what follows {@link Setting#GROUP_PREFIX} in their keys
     * @param names the groups that nodes are in
     * @param template the pools' settings of all
     */
    static Map<String, GroupSettings> of(
            Map<String, String> properties, Set<String> names, HikariConfig template, List<String> problems) {
        Map<String, Reading> readings = new TreeMap<>();
        properties.forEach((key, value) -> {
            Matcher matcher = KEY.matcher(key);
            String full = Setting.GROUP_PREFIX + key;
            if (!matcher.matches()) {
                problems.add("the property '" + full + "' is not known: a group has max-lag, fallback and pool.…");
                return;
            }
            String group = matcher.group(1).toLowerCase(Locale.ROOT);
            if (!names.contains(group)) {
                problems.add("the property '" + full + "' is of a group that no node is in: " + Setting.GROUPS.key()
                        + (names.isEmpty() ? " is empty" : " has " + String.join(", ", names)));
            }
            readings.computeIfAbsent(group, it -> new Reading(problems)).read(matcher, full, value);
        });
        return readings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, it -> it.getValue().result(it.getKey(), template)));
    }

    /** One group's properties, one after the other. */
    private static final class Reading {
        private final List<String> problems;
        private final Properties pool = new Properties();
        private @Nullable Duration maxLag;
        private GroupFallback fallback = GroupFallback.REPLICAS;

        Reading(List<String> problems) {
            this.problems = problems;
        }

        void read(Matcher key, String full, String value) {
            if (key.group(2) != null) {
                maxLag = SettingValues.duration(full, value, Duration.ofMillis(1), MOST_LAG, problems);
            } else if (key.group(3) != null) {
                fallback = SettingValues.choice(full, value, GroupFallback.REPLICAS, problems);
            } else {
                pool.setProperty(hikariName(key.group(4)), value);
            }
        }

        GroupSettings result(String name, HikariConfig template) {
            if (pool.isEmpty()) {
                return new GroupSettings(maxLag, fallback, null);
            }
            HikariConfig own = new HikariConfig();
            template.copyStateTo(own);
            try {
                PropertyElf.setTargetFromProperties(own, pool);
            } catch (RuntimeException e) {
                problems.add("one of the properties " + Setting.GROUP_PREFIX + name + ".pool."
                        + pool.stringPropertyNames() + " is not one of HikariCP's or has a wrong value: "
                        + e.getMessage());
            }
            return new GroupSettings(maxLag, fallback, own);
        }
    }

    /** Spring's spelling is understood as well: maximum-pool-size. */
    private static String hikariName(String given) {
        String bare = given.replace("-", "");
        return PropertyElf.getPropertyNames(HikariConfig.class).stream()
                .filter(bare::equalsIgnoreCase)
                .findFirst()
                .orElse(given);
    }

    static Map<String, HikariConfig> pools(Map<String, GroupSettings> groups) {
        Map<String, HikariConfig> pools = new HashMap<>();
        groups.forEach((name, group) -> {
            if (group.pool() != null) {
                pools.put(name, group.pool());
            }
        });
        return pools;
    }
}
