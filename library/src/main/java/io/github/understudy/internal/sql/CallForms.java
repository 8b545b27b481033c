package io.github.understudy.internal.sql;

import java.util.Set;

/**
 * Names that MariaDB takes for its own only in the right form, and for those of stored functions in any other. Found by
 * making a stored function of each known name, and calling it with none to four arguments.
 */
final class CallForms {
    private static final Set<String> SHAPES =
            Set.of("GEOMETRYCOLLECTION", "LINESTRING", "MULTILINESTRING", "MULTIPOINT", "MULTIPOLYGON", "POLYGON");

    private CallForms() {}

    /** True if the word before a parenthesis is such a name, in the form that is the server's own. */
    static boolean isBuiltIn(Tokens tokens, int name, String word) {
        if (word.equals("AGAINST")) {
            return followsMatch(tokens, name);
        }
        if (!tokens.touchesNext(name)) {
            return false;
        }
        int open = name + 1;
        return switch (word) {
            case "POINT" -> commas(tokens, open) == 1;
            case "JSON_TABLE" -> hasColumns(tokens, open);
            default -> SHAPES.contains(word) && !tokens.isSign(open + 1, ')');
        };
    }

    /** {@code MATCH (a, b) AGAINST (…)}. */
    private static boolean followsMatch(Tokens tokens, int name) {
        if (!tokens.isSign(name - 1, ')')) {
            return false;
        }
        int i = name - 2;
        while (i >= 0 && !tokens.isSign(i, '(') && !tokens.isSign(i, ')')) {
            i--;
        }
        return tokens.isSign(i, '(') && tokens.isWord(i - 1, "MATCH");
    }

    /** How many there are between the arguments; as if none, if the parenthesis is never closed. */
    private static int commas(Tokens tokens, int open) {
        int commas = 0;
        int depth = 1;
        for (int i = open + 1; i < tokens.size(); i++) {
            depth += depthChange(tokens, i);
            if (depth == 0) {
                return commas;
            }
            commas += depth == 1 && tokens.isSign(i, ',') ? 1 : 0;
        }
        return 0;
    }

    /** After the path, where a function's argument could have a name, but no parenthesis after it. */
    private static boolean hasColumns(Tokens tokens, int open) {
        int depth = 1;
        for (int i = open + 1; i < tokens.size() && depth > 0; i++) {
            depth += depthChange(tokens, i);
            boolean columns = depth == 1 && tokens.isWord(i, "COLUMNS") && tokens.isSign(i + 1, '(');
            if (columns && tokens.kind(i - 1) == Tokens.Kind.QUOTED) {
                return true;
            }
        }
        return false;
    }

    private static int depthChange(Tokens tokens, int i) {
        return tokens.isSign(i, '(') ? 1 : tokens.isSign(i, ')') ? -1 : 0;
    }
}
