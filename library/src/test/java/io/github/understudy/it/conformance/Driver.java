package io.github.understudy.it.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The drivers, and ways to configure them that change how they work. */
enum Driver {
    CONNECTOR_J("mysql", Map.of("sslMode", "DISABLED", "allowPublicKeyRetrieval", "true", "tcpKeepAlive", "true")),
    MARIADB("mariadb", Map.of("sslMode", "disable", "allowPublicKeyRetrieval", "true"));

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

    Driver(String protocol, Map<String, String> properties) {
        this.protocol = protocol;
        this.properties = properties;
    }

    /** The library tells the drivers not to send this to the server, so the plain connection must not either. */
    private static final Map<String, String> AS_UNDERSTUDY = Map.of("readOnlyPropagatesToServer", "false");

    String url(String prefix, String hosts, String database, Mode mode) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(AS_UNDERSTUDY);
        all.putAll(mode.properties);
        return all.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .sorted()
                .collect(Collectors.joining("&", prefix + protocol + "://" + hosts + "/" + database + "?", ""));
    }
}
