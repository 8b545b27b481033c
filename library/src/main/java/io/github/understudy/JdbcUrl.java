package io.github.understudy;

import io.github.understudy.internal.pool.DriverKind;
import io.github.understudy.topology.Endpoint;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts of {@code jdbc:[understudy:]mysql|mariadb://host[:port][,host…]/[database][?key=value&…]}.
 *
 * @param kind which driver serves it
 * @param seeds the hosts, all of one cluster
 * @param services names of DNS SRV records that name further hosts
 * @param database empty for none
 * @param properties the driver's and the library's, as given
 */
record JdbcUrl(
        DriverKind kind, List<Endpoint> seeds, List<String> services, String database, Map<String, String> properties) {
    static final String PREFIX = "jdbc:understudy:";
    private static final String SRV = "+srv";

    private static final Pattern FORM =
            Pattern.compile("jdbc:(?:understudy:)?([a-z+:]+?)://([^/?]*)(?:/([^?]*))?(?:\\?(.*))?", Pattern.DOTALL);

    /** Adds to the problems what is wrong with the text; then the result has what could be read. */
    static JdbcUrl parse(String text, List<String> problems) {
        if (text.replaceAll("\\?.*", "").contains("@")) {
            problems.add("the URL holds an account before the hosts: give user and password as properties");
            return new JdbcUrl(DriverKind.CONNECTOR_J, List.of(), List.of(), "", Map.of());
        }
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            problems.add("the URL '" + withoutSecrets(text) + "' is not of the form"
                    + " jdbc:understudy:mysql://host[:port][,host…]/database[?key=value&…]");
            return new JdbcUrl(DriverKind.CONNECTOR_J, List.of(), List.of(), "", Map.of());
        }
        String protocol = matcher.group(1);
        boolean srv = protocol.endsWith(SRV);
        List<String> services = new ArrayList<>();
        List<Endpoint> seeds = seeds(matcher.group(2), srv, services, problems);
        String database = matcher.group(3) == null ? "" : matcher.group(3);
        return new JdbcUrl(
                kind(srv ? protocol.substring(0, protocol.length() - SRV.length()) : protocol, problems),
                seeds,
                services,
                database,
                properties(matcher.group(4) == null ? "" : matcher.group(4), problems));
    }

    private static DriverKind kind(String protocol, List<String> problems) {
        for (DriverKind kind : DriverKind.values()) {
            if (kind.protocol().equals(protocol)) {
                return kind;
            }
        }
        boolean multiHost = protocol.startsWith("mysql") || protocol.startsWith("mariadb");
        problems.add(
                multiHost
                        ? "the driver's own multi-host mode '" + protocol
                                + "' can't be used under Understudy, which does"
                                + " that work itself: write jdbc:understudy:mysql://host1,host2/…"
                        : "'" + protocol + "' is not a supported protocol: use mysql or mariadb");
        return protocol.startsWith("mariadb") ? DriverKind.MARIADB : DriverKind.CONNECTOR_J;
    }

    /** A name that begins with an underscore is a service's: no host has such a name. */
    private static List<Endpoint> seeds(String text, boolean srv, List<String> services, List<String> problems) {
        List<Endpoint> seeds = new ArrayList<>();
        if (text.contains("(")) {
            problems.add("the form (host=…,port=…) is not understood: write host:port");
            return seeds;
        }
        for (String host : text.split(",", -1)) {
            String name = host.strip();
            if (!name.isEmpty() && (srv || name.startsWith("_"))) {
                addService(name, services, problems);
                continue;
            }
            try {
                Endpoint seed = Endpoint.parse(host);
                if (seeds.contains(seed)) {
                    problems.add("the host " + seed + " is named twice");
                } else {
                    seeds.add(seed);
                }
            } catch (IllegalArgumentException e) {
                problems.add(host.isBlank() ? "the list of hosts '" + text + "' has an empty place" : e.getMessage());
            }
        }
        return seeds;
    }

    private static void addService(String name, List<String> services, List<String> problems) {
        if (!name.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?")) {
            problems.add("'" + name + "' is not the name of a service: write it without a port, such as"
                    + " jdbc:understudy:mysql+srv://example.org/… or _mysql._tcp.example.org");
        } else if (services.contains(name)) {
            problems.add("the service " + name + " is named twice");
        } else {
            services.add(name);
        }
    }

    private static Map<String, String> properties(String query, List<String> problems) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (properties.put(key, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                problems.add("the property '" + key + "' is given twice in the URL");
            }
        }
        return properties;
    }

    private static String decode(String text) {
        try {
            // A plus is a plus in a JDBC URL, not a blank as in a form.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** For messages: nothing of the properties or of an account is shown. */
    static String withoutSecrets(String url) {
        return url.replaceAll("\\?.*", "?…").replaceAll("//[^/@]*@", "//…@");
    }

    /** The URL that an application without the library would use; frameworks recognise the database by it. */
    String plain() {
        String hosts = String.join(
                ",",
                Stream.concat(seeds.stream().map(Endpoint::toString), services.stream())
                        .toList());
        return "jdbc:" + kind.protocol() + (seeds.isEmpty() && !services.isEmpty() ? SRV : "") + "://" + hosts + "/"
                + database;
    }
}
