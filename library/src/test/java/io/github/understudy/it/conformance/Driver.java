package io.github.understudy.it.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The drivers, and ways to configure them that change how they work. */
enum Driver {
    CONNECTOR_J(
            "mysql",
            Map.of("sslMode", "DISABLED", "allowPublicKeyRetrieval", "true", "tcpKeepAlive", "true"),
            Map.of()),
    MARIADB(
            "mariadb",
            Map.of("sslMode", "disable", "allowPublicKeyRetrieval", "true"),
            // The server answers a cached bulk statement with an empty error once its table was made anew.
            Map.of("cachePrepStmts", "false"));

    /** A way to configure a driver. */
    enum Mode {
        DEFAULTS(Map.of()),
        SERVER_SIDE(Map.of("useServerPrepStmts", "true", "cachePrepStmts", "true", "useCursorFetch", "true")),
        REWRITING(Map.of("rewriteBatchedStatements", "true", "allowMultiQueries", "true"));

        private final Map<String, String> properties;

        Mode(Map<String, String> properties) {
            this.properties = properties;
        }
    }

    private final String protocol;
    private final Map<String, String> properties;
    private final Map<String, String> always;

    Driver(String protocol, Map<String, String> properties, Map<String, String> always) {
        this.protocol = protocol;
        this.properties = properties;
        this.always = always;
    }

    /** The first is what the library asks of the drivers; the second ends what a driver would wait for without end. */
    private static final Map<String, String> ON_BOTH_SIDES =
            Map.of("readOnlyPropagatesToServer", "false", "socketTimeout", "25000");

    String url(String prefix, String hosts, String database, Mode mode) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(ON_BOTH_SIDES);
        all.putAll(mode.properties);
        all.putAll(always);
        return all.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .sorted()
                .collect(Collectors.joining("&", prefix + protocol + "://" + hosts + "/" + database + "?", ""));
    }
}
