package io.github.understudy.it.matrix;

import io.github.understudy.UnderstudyBuilder;
import java.util.Map;

/**
 * A configuration of the data source. All variants go through each fault side by side, on the same cluster, and each
 * has its columns in the table.
 *
 * @param name for the data source and the table of its orders; letters and spaces
 * @param title for a person
 * @param properties as of the URL
 */
record Variant(String name, String title, Map<String, String> properties) {
    static final Variant PLAIN = new Variant("default", "With plain settings", Map.of());
    static final Variant REPLAY_AND_LEDGER = new Variant(
            "replay and ledger",
            "With `understudy.replay=conflicts` and `understudy.ledger=all`",
            Map.of("understudy.replay", "conflicts", "understudy.ledger", "all"));
    static final Variant ALL_WRITERS = new Variant(
            "all writers",
            "With `understudy.writers=all` besides",
            Map.of("understudy.writers", "all", "understudy.replay", "conflicts", "understudy.ledger", "all"));

    String table() {
        return "matrix_" + name.replace(' ', '_');
    }

    void configure(UnderstudyBuilder builder) {
        properties.forEach(builder::property);
    }
}
