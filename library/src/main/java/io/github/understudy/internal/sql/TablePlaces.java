package io.github.understudy.internal.sql;

import java.util.Set;

/** Tells whether a name stands where tables do, and so is no column of the same name. */
final class TablePlaces {
    private static final Set<String> BEFORE_TABLES = Set.of("FROM", "JOIN", "STRAIGHT_JOIN");

    /** What begins a list in which commas are between columns or values. */
    private static final Set<String> BEFORE_COLUMNS = Set.of(
            "SELECT", "SET", "BY", "WHERE", "HAVING", "VALUES", "VALUE", "INTO", "LIMIT", "RETURNING", "CALL", "DO");

    private TablePlaces() {}

    /** True after FROM, JOIN, or a comma between tables, and with the dictionary's name before it. */
    static boolean isTable(Tokens tokens, int name) {
        if (tokens.isSign(name - 1, '.')) {
            return tokens.name(name - 2).equals("INFORMATION_SCHEMA");
        }
        return isTablePlace(tokens, name - 1);
    }

    private static boolean isTablePlace(Tokens tokens, int before) {
        int i = before;
        while (tokens.isSign(i, '(') || tokens.isSign(i, '{')) {
            i--;
        }
        boolean outerJoin = tokens.isWord(i, "OJ") && tokens.isSign(i - 1, '{');
        boolean wholeTable = i == 0 && tokens.isWord(i, "TABLE");
        return outerJoin
                || wholeTable
                || BEFORE_TABLES.contains(tokens.word(i))
                || (tokens.isSign(i, ',') && isBetweenTables(tokens, i));
    }

    /** Goes back to the word that the list began with, over what is in parentheses. */
    private static boolean isBetweenTables(Tokens tokens, int comma) {
        int depth = 0;
        for (int i = comma - 1; i >= 0; i--) {
            if (tokens.isSign(i, ')')) {
                depth++;
            } else if (tokens.isSign(i, '(') && depth > 0) {
                depth--;
            } else if (tokens.isSign(i, '(')) {
                return isTablePlace(tokens, i); // FROM (a, b), or else the arguments of a function
            } else if (depth == 0 && BEFORE_COLUMNS.contains(tokens.word(i))) {
                return false;
            } else if (depth == 0 && BEFORE_TABLES.contains(tokens.word(i))) {
                return true;
            }
        }
        return false;
    }
}
