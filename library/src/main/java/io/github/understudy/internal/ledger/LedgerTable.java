package io.github.understudy.internal.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of the ids: its name and the statement that makes it. */
public final class LedgerTable {
    public static final String DEFAULT_NAME = "understudy_ledger";

    private static final int LONGEST_NAME = 64;

    private final @Nullable String schema;
    private final String name;

    private LedgerTable(@Nullable String schema, String name) {
        this.schema = schema;
        this.name = name;
    }

    /**
     * @param name {@code table}, in the current database of the connection, or {@code database.table}; not quoted
     * @throws IllegalArgumentException if it is neither
     */
    public static LedgerTable of(String name) {
        List<String> parts = List.of(name.split("\\.", -1));
        if (parts.size() > 2 || !parts.stream().allMatch(LedgerTable::isName)) {
            throw new IllegalArgumentException("not the name of a table, as table or database.table: " + name);
        }
        return parts.size() == 1 ? new LedgerTable(null, parts.get(0)) : new LedgerTable(parts.get(0), parts.get(1));
    }

    /** What servers accept: no end in spaces, and nothing that could end the quotation unseen. */
    private static boolean isName(String part) {
        return !part.isBlank()
                && part.length() <= LONGEST_NAME
                && part.equals(part.strip())
                && part.chars().noneMatch(Character::isISOControl);
    }

    /** In what database it is, null for the current one. */
    @Nullable
    String schema() {
        return schema;
    }

    String name() {
        return name;
    }

    /** As statements need it. */
    String quoted() {
        return schema == null ? quote(name) : quote(schema) + "." + quote(name);
    }

    private static String quote(String part) {
        return "`" + part.replace("`", "``") + "`";
    }

    /**
     * The statement that makes the table.
     *
     * <p>{@code at} is UTC by the server's clock and not a {@code TIMESTAMP}, which each session sees in its own time
     * zone, with an hour that comes twice. {@code session} is the server's number of the connection.
     */
    public String createStatement() {
        return "CREATE TABLE IF NOT EXISTS " + quoted() + " (id BINARY(16) NOT NULL PRIMARY KEY,"
                + " session BIGINT UNSIGNED NOT NULL, at DATETIME NOT NULL, KEY at (at)) ENGINE = InnoDB";
    }

    /** The privileges that the application's account needs. */
    public String grantStatement(String account) {
        return "GRANT SELECT, INSERT, DELETE ON " + quoted() + " TO " + account;
    }

    @Override
    public String toString() {
        return quoted();
    }
}
