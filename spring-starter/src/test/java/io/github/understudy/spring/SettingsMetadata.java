package io.github.understudy.spring;

import io.github.understudy.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what editors know of the library's settings, from the settings themselves. Run it in the folder
 * {@code spring-starter} when {@link SettingsMetadataTest} says so.
 */
final class SettingsMetadata {
    static final Path FILE =
            Path.of("src", "main", "resources", "META-INF", "additional-spring-configuration-metadata.json");

    /** What a setting with a few words for values takes. */
    static final Map<Setting, List<String>> CHOICES = Map.of(
            Setting.ROUTING, List.of("statement", "transaction", "off"),
            Setting.CONSISTENCY, List.of("eventual", "session", "instance", "strong"),
            Setting.REPLAY, List.of("off", "on", "conflicts"),
            Setting.LEDGER, List.of("off", "on", "all"),
            Setting.ON_LOST_WRITES, List.of("continue", "refuse"),
            Setting.WRITERS, List.of("one", "all"));

    private static final String POOL = "understudy.pool";
    private static final String GROUP = "understudy.group";

    private SettingsMetadata() {}

    public static void main(String[] args) throws IOException {
        Files.writeString(FILE, text());
    }

    static String text() {
        String properties = indented(Arrays.stream(Setting.values()).map(SettingsMetadata::property));
        String hints = indented(
                Arrays.stream(Setting.values()).filter(CHOICES::containsKey).map(SettingsMetadata::hint));
        return """
                {
                  "properties": [
                %s,
                    {
                      "name": "%s",
                      "type": "java.util.Map<java.lang.String,java.lang.String>",
                      "description": "HikariCP's settings for the pool of each node, where they are not those of spring.datasource.hikari."
                    },
                    {
                      "name": "%s",
                      "type": "java.util.Map<java.lang.String,java.lang.String>",
                      "description": "What is different for the nodes of a group: NAME.max-lag, NAME.fallback (replicas, source or none) and HikariCP's settings as NAME.pool.*."
                    }
                  ],
                  "hints": [
                %s
                  ]
                }
                """.formatted(properties, POOL, GROUP, hints);
    }

    private static String indented(Stream<String> blocks) {
        return blocks.collect(Collectors.joining(",\n")).indent(4).stripTrailing();
    }

    private static String property(Setting setting) {
        String value = setting.defaultValue();
        String type = type(value);
        boolean bare = type.endsWith("Integer") || type.endsWith("Boolean");
        String given = value.isEmpty() ? "" : ",\n  \"defaultValue\": " + (bare ? value : quoted(value));
        return """
                    {
                      "name": "%s",
                      "type": "%s",
                      "description": %s%s
                    }""".formatted(setting.key(), type, quoted(setting.meaning()), given);
    }

    private static String type(String defaultValue) {
        if (defaultValue.matches("\\d+(ms|s|m|h)")) {
            return "java.time.Duration";
        }
        if (defaultValue.matches("\\d+")) {
            return "java.lang.Integer";
        }
        return defaultValue.matches("true|false") ? "java.lang.Boolean" : "java.lang.String";
    }

    private static String hint(Setting setting) {
        String values = CHOICES.getOrDefault(setting, List.of()).stream()
                .map(value -> "{ \"value\": \"" + value + "\" }")
                .collect(Collectors.joining(", "));
        return """
                {
                  "name": "%s",
                  "values": [%s]
                }""".formatted(setting.key(), values);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
