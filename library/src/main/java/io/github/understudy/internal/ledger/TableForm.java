package io.github.understudy.internal.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as the server describes it.
 *
 * @param columns none, if there is no such table
 */
record TableForm(List<Column> columns) {
    private static final List<String> OURS = List.of("id", "session", "at");

    /**
     * @param engine empty for a view
     * @param key PRI, UNI, MUL (begins an index) or empty
     */
    record Column(String engine, String name, String type, String key, boolean needsValue) {}

    static Column column(ResultSet row) throws SQLException {
        boolean filled = row.getString("column_default") != null
                || lower(row.getString("extra")).matches(".*(auto_increment|generated).*");
        return new Column(
                Objects.requireNonNullElse(row.getString("engine"), ""),
                lower(row.getString("column_name")),
                lower(row.getString("column_type")),
                Objects.requireNonNullElse(row.getString("column_key"), ""),
                row.getString("is_nullable").equalsIgnoreCase("NO") && !filled);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    boolean isMissing() {
        return columns.isEmpty();
    }

    /** Why it is of no use, empty if it is. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        columns.stream()
                .map(Column::engine)
                .filter(engine -> !engine.equalsIgnoreCase("InnoDB"))
                .findFirst()
                .ifPresent(engine -> faults.add("its engine must be InnoDB, whose locks tell what is still open, not "
                        + (engine.isEmpty() ? "a view" : engine)));
        expect("id", "binary(16)", faults);
        expect("session", "bigint", faults);
        expect("at", "datetime", faults);
        if (columns.stream().filter(column -> column.key().equals("PRI")).count() != 1
                || !keyOf("id").equals("PRI")) {
            faults.add("its primary key must be id alone");
        }
        if (!keyOf("at").equals("MUL")) {
            faults.add("an index on at is missing, without which a purge would read the whole table");
        }
        columns.stream()
                .filter(column -> !OURS.contains(column.name()) && column.needsValue())
                .forEach(column -> faults.add("its column " + column.name() + " needs a value"));
        return faults;
    }

    private void expect(String name, String type, List<String> faults) {
        if (find(name).filter(column -> column.type().startsWith(type)).isEmpty()) {
            faults.add("it must have a column " + name + " of the type " + type);
        }
    }

    private String keyOf(String name) {
        return find(name).map(Column::key).orElse("");
    }

    private Optional<Column> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
