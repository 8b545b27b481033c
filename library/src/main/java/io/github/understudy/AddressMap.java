package io.github.understudy;

import io.github.understudy.topology.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From the addresses that servers give to those at which this application reaches them; of several rules that fit, the
 * first counts, and without a rule they are the same. A rule without a port is for all ports and leaves them as they are.
 */
record AddressMap(Map<Pattern, String> rules) {
    private static final Pattern SIDE =
            Pattern.compile("[A-Za-z0-9._%*-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.%]+\\](:\\d{1,5})?");

    static AddressMap of(String text, Consumer<String> problems) {
        Map<Pattern, String> rules = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            if (pair.isBlank()) {
                continue;
            }
            String[] sides = pair.strip().toLowerCase(java.util.Locale.ROOT).split("\\s*=\\s*", -1);
            if (sides.length != 2 || !isValid(sides[0], sides[1])) {
                problems.accept("'" + pair.strip() + "' is not of the form host[:port]=host[:port]");
            } else {
                add(sides[0], sides[1], rules);
            }
        }
        return new AddressMap(rules);
    }

    private static boolean isValid(String from, String to) {
        boolean formed = SIDE.matcher(from).matches() && SIDE.matcher(to).matches();
        int stars = stars(from);
        return formed && stars <= 1 && stars(to) <= stars && isPortPossible(from) && isPortPossible(to);
    }

    private static boolean isPortPossible(String side) {
        int port = hasPort(side) ? Integer.parseInt(side.substring(side.lastIndexOf(':') + 1)) : 1;
        return port > 0 && port <= 65_535;
    }

    private static int stars(String text) {
        return (int) text.chars().filter(it -> it == '*').count();
    }

    private static boolean hasPort(String side) {
        return side.matches(".*:\\d+") && !side.endsWith("]");
    }

    /** What stands for the star is the first group, and the port the second. */
    private static void add(String from, String to, Map<Pattern, String> rules) {
        boolean ofOnePort = hasPort(from);
        String bare = ofOnePort ? from.substring(0, from.lastIndexOf(':')) : from;
        String port = ofOnePort ? from.substring(from.lastIndexOf(':') + 1) : "\\d+";
        String host = Pattern.quote(bare).replace("*", "\\E(?<star>.*)\\Q");
        String target = hasPort(to) ? Matcher.quoteReplacement(to) : Matcher.quoteReplacement(to) + ":${port}";
        rules.putIfAbsent(
                Pattern.compile(host + ":(?<port>" + port + ")"),
                from.contains("*") ? target.replace("*", "${star}") : target);
    }

    Endpoint translate(Endpoint endpoint) {
        for (Map.Entry<Pattern, String> rule : rules.entrySet()) {
            Matcher matcher = rule.getKey().matcher(endpoint.toString());
            if (matcher.matches()) {
                return Endpoint.parse(matcher.replaceFirst(rule.getValue()));
            }
        }
        return endpoint;
    }
}
