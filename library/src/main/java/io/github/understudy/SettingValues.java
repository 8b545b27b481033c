package io.github.understudy;

import io.github.understudy.topology.Endpoint;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
        String text = text(setting).strip();
        for (E each : choices.getEnumConstants()) {
            if (each.name().equalsIgnoreCase(text)) {
                return each;
            }
        }
        problem(
                setting,
                "is none of " + Arrays.toString(choices.getEnumConstants()).toLowerCase(java.util.Locale.ROOT));
        return Enum.valueOf(choices, setting.defaultValue().toUpperCase(java.util.Locale.ROOT));
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
        Duration duration = parse(setting);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            problem(setting, "is not between " + least.toMillis() + "ms and " + most.toSeconds() + "s");
            return least;
        }
        return duration;
    }

    private Duration parse(Setting setting) {
        try {
            return parse(text(setting).strip());
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            problem(setting, "is not a duration such as 500ms, 2s or 1m");
            return parse(setting.defaultValue());
        }
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
        String host = text.strip().toLowerCase(java.util.Locale.ROOT);
        String full = host.contains(":") && !host.endsWith("]") ? host : host + ":*";
        return Pattern.compile(Pattern.quote(full).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    /** Pairs of host[:port]=value, where the value matches. The order is kept. */
    Map<Pattern, String> byNode(Setting setting, Pattern valid, String expected) {
        Map<Pattern, String> values = new LinkedHashMap<>();
        for (String pair : text(setting).split(",")) {
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

    /** Empty, or a name. */
    String name(Setting setting, Pattern valid) {
        String name = text(setting).strip().toLowerCase(java.util.Locale.ROOT);
        if (!name.isEmpty() && !valid.matcher(name).matches()) {
            problem(setting, "is not a name of letters, digits, '.', '_' and '-'");
        }
        return name;
    }

    /** Pairs of host:port=host:port. */
    Map<Endpoint, Endpoint> addresses(Setting setting) {
        Map<Endpoint, Endpoint> addresses = new HashMap<>();
        for (String pair : text(setting).split(",")) {
            String[] sides = pair.split("=", -1);
            if (pair.isBlank()) {
                continue;
            }
            try {
                if (sides.length != 2) {
                    throw new IllegalArgumentException("'" + pair + "' is not of the form host:port=host:port");
                }
                addresses.put(Endpoint.parse(sides[0]), Endpoint.parse(sides[1]));
            } catch (IllegalArgumentException e) {
                problems.add(setting.key() + ": " + e.getMessage());
            }
        }
        return addresses;
    }

    private void problem(Setting setting, String what) {
        String problem = setting.key() + " = '" + text(setting) + "' " + what;
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
