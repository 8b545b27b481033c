package io.github.understudy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings from text, and collects every problem instead of stopping at the first. */
final class SettingValues {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h)?");

    private static final Pattern HOST_PATTERN = Pattern.compile("[A-Za-z0-9._:*?\\[\\]%-]+");

    private final Map<String, String> values;
    private final List<String> problems;

    SettingValues(Map<String, String> values, List<String> problems) {
        this.values = values;
        this.problems = problems;
    }

    String text(Setting setting) {
        return values.getOrDefault(setting.key(), setting.defaultValue());
    }

    boolean flag(Setting setting) {
        String text = text(setting).strip();
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            problem(setting, "is neither true nor false");
        }
        return text.equalsIgnoreCase("true");
    }

    /** One of an enum's names, in any case. */
    <E extends Enum<E>> E choice(Setting setting, Class<E> choices) {
        E byDefault = Enum.valueOf(choices, setting.defaultValue().toUpperCase(java.util.Locale.ROOT));
        return choice(setting.key(), text(setting), byDefault, problems);
    }

    static <E extends Enum<E>> E choice(String key, String given, E otherwise, List<String> problems) {
        E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        for (E each : choices) {
            if (each.name().equalsIgnoreCase(given.strip())) {
                return each;
            }
        }
        add(
                problems,
                key + " = '" + given + "' is none of "
                        + Arrays.toString(choices).toLowerCase(java.util.Locale.ROOT));
        return otherwise;
    }

    int number(Setting setting, int least, int most) {
        try {
            int number = Integer.parseInt(text(setting).strip());
            if (number < least || number > most) {
                problem(setting, "is not between " + least + " and " + most);
            }
            return number;
        } catch (NumberFormatException e) {
            problem(setting, "is not a whole number");
            return least;
        }
    }

    /** Understands 500ms, 2s, 1m, 1h, ISO-8601 such as PT2S, and a bare number of milliseconds. */
    Duration duration(Setting setting, Duration least, Duration most) {
        return duration(setting, "a duration such as 500ms, 2s or 1m", least, most);
    }

    /** @param expected what else the setting may be */
    Duration duration(Setting setting, String expected, Duration least, Duration most) {
        return duration(setting.key(), text(setting), expected, least, most, problems);
    }

    static Duration duration(String key, String given, Duration least, Duration most, List<String> problems) {
        return duration(key, given, "a duration such as 500ms, 2s or 1m", least, most, problems);
    }

    private static Duration duration(
            String key, String given, String expected, Duration least, Duration most, List<String> problems) {
        try {
            Duration duration = parse(given.strip());
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
            String bounds = " is not between " + least.toMillis() + "ms and " + most.toSeconds() + "s";
            add(problems, key + " = '" + given + "'" + bounds);
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            add(problems, key + " = '" + given + "' is not " + expected);
        }
        return least;
    }

    private static Duration parse(String text) {
        Matcher simple = DURATION.matcher(text);
        if (!simple.matches()) {
            return Duration.parse(text);
        }
        long count = Long.parseLong(simple.group(1));
        String unit = simple.group(2) == null ? "ms" : simple.group(2);
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofMillis(count);
        };
    }

    /** Patterns of host[:port] with * and ?. */
    List<Pattern> patterns(Setting setting) {
        List<Pattern> patterns = new ArrayList<>();
        for (String each : text(setting).split(",")) {
            if (!each.isBlank()) {
                patterns.add(pattern(each));
            }
        }
        return patterns;
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(quoted(text));
    }

    private static String quoted(String text) {
        String host = text.strip().toLowerCase(java.util.Locale.ROOT);
        boolean ported = host.contains(":") && !host.endsWith("]");
        // An IPv6 address may stand without brackets, as an endpoint's host does; it has no port then.
        boolean bare = !host.startsWith("[") && host.indexOf(':') != host.lastIndexOf(':');
        String full = bare ? "[" + host + "]:*" : ported ? host : host + ":*";
        return Pattern.quote(full).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    }

    /** Pairs of host[:port]=value, where the value matches. The order is kept. */
    Map<Pattern, String> byNode(Setting setting, Pattern valid, String expected) {
        return byNode(setting, text(setting), valid, expected);
    }

    private Map<Pattern, String> byNode(Setting setting, String pairs, Pattern valid, String expected) {
        Map<Pattern, String> values = new LinkedHashMap<>();
        for (String pair : pairs.split(",")) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String value = pair.substring(equals + 1).strip().toLowerCase(java.util.Locale.ROOT);
            String host = equals < 1 ? "" : pair.substring(0, equals).strip();
            if (!HOST_PATTERN.matcher(host).matches() || !valid.matcher(value).matches()) {
                problem(setting, "has '" + pair.strip() + "', which is not of the form host[:port]=" + expected);
            } else {
                values.put(pattern(host), value);
            }
        }
        return values;
    }

    /** Where nodes are: pairs as above, and patterns that have the zone in the host's name, whose value is empty. */
    Map<Pattern, String> zones(Pattern valid) {
        Map<Pattern, String> zones = new LinkedHashMap<>();
        for (String each : text(Setting.ZONES).split(",")) {
            if (!each.contains("{zone}")) {
                zones.putAll(byNode(Setting.ZONES, each, valid, "zone"));
                continue;
            }
            String host = each.strip();
            String bare = host.replaceFirst("\\{zone}", "z");
            if (!HOST_PATTERN.matcher(bare).matches()) {
                problem(
                        Setting.ZONES,
                        "has '" + host + "', which is not a pattern of a host with {zone} once, and without a =");
            } else {
                zones.put(Pattern.compile(quoted(host).replaceFirst("\\{zone}", "\\\\E(?<zone>[a-z0-9_-]+)\\\\Q")), "");
            }
        }
        return zones;
    }

    /** Empty, or a name. */
    String name(Setting setting, Pattern valid) {
        String name = text(setting).strip().toLowerCase(java.util.Locale.ROOT);
        if (!name.isEmpty() && !valid.matcher(name).matches()) {
            problem(setting, "is not a name of letters, digits, '.', '_' and '-'");
        }
        return name;
    }

    /** Pairs of host[:port]=host[:port]. */
    AddressMap addresses(Setting setting) {
        return AddressMap.of(text(setting), problem -> problems.add(setting.key() + ": " + problem));
    }

    private void problem(Setting setting, String what) {
        add(problems, setting.key() + " = '" + text(setting) + "' " + what);
    }

    private static void add(List<String> problems, String problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
