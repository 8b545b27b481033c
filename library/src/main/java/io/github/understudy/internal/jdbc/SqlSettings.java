package io.github.understudy.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts by which the application has set constants in its session, in order. */
final class SqlSettings {
    private static final int MOST = 64;
    private static final int MOST_CHARACTERS = 64 * 1024;

    private final List<Text> texts = new ArrayList<>(2);
    private int characters;

    private record Text(String sql, int version, @Nullable String variable) {
        /** A variable of the user's own, which no other text depends on, is what it was set to last. */
        boolean isReplacedBy(String later, @Nullable String itsVariable) {
            return sql.equals(later)
                    || (itsVariable != null && itsVariable.startsWith("@") && itsVariable.equals(variable));
        }
    }

    /**
     * Adds a text; a repeated one counts as made now.
     *
     * @param variable the only one that it sets; null if there are several, or it can't be told
     * @return false if there is no room for it
     */
    boolean add(String sql, @Nullable String variable, int version) {
        for (Text text : List.copyOf(texts)) {
            if (text.isReplacedBy(sql, variable)) {
                texts.remove(text);
                characters -= text.sql().length();
            }
        }
        if (texts.size() >= MOST || characters + sql.length() > MOST_CHARACTERS) {
            return false;
        }
        texts.add(new Text(sql, version, variable));
        characters += sql.length();
        return true;
    }

    /** True if something was added after this version. */
    boolean isNewer(int version) {
        return !texts.isEmpty() && texts.get(texts.size() - 1).version() > version;
    }

    /** Runs the text of exactly this version, if there is one. */
    void applyTo(Connection connection, int version) throws SQLException {
        for (Text text : texts) {
            if (text.version() == version) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(text.sql());
                }
            }
        }
    }
}
