package io.github.understudy.internal.sql;

import io.github.understudy.internal.sql.Classification.Dependence;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what a statement reads of the traces that earlier ones left in the session. Whoever asks for them where they are
 * gone gets an exception, so a column that is only called like one of them must not count.
 */
final class DependenceRules {
    private static final Set<String> OF_LAST_WRITE = Set.of("IDENTITY", "LAST_INSERT_ID", "LAST_GTID");
    private static final Set<String> OF_PREVIOUS = Set.of("WARNING_COUNT", "ERROR_COUNT");
    private static final Set<String> RESULTS = Set.of("FOUND_ROWS", "ROW_COUNT");
    private static final Set<String> SHOWN = Set.of("WARNINGS", "ERRORS", "COUNT", "PROFILE", "PROFILES");
    private static final Set<String> TABLES = Set.of("PROFILING", "OPTIMIZER_TRACE");

    private static final Pattern UNCUT_PREVIOUS =
            Pattern.compile("(?:FOUND_ROWS|ROW_COUNT)[^,=<>A-Z_(]{0,80}\\(|@@[^,=<>(]{0,80}(?:WARNING|ERROR)_COUNT"
                    + "|(?:\\b(?:FROM|JOIN|OJ)\\b[^A-Z_]{0,80}|\\.[^A-Z_]{0,80})(?:PROFILING|OPTIMIZER_TRACE)"
                    + "|SQL[^A-Z_(]{0,80}%[^A-Z_]{0,80}ROWCOUNT");

    private static final Pattern UNCUT_LAST_WRITE =
            Pattern.compile("LAST_INSERT_ID|LAST_GTID|@[^,=<>(]{0,80}\\bIDENTITY|LASTVAL[^,=<>A-Z_(]{0,80}\\("
                    + "|\\.[^,=<>A-Z_(]{0,80}CURRVAL|PREVIOUS[^,=<>A-Z_(]{0,80}VALUE");

    private DependenceRules() {}

    static Dependence of(Tokens tokens) {
        Dependence found = inRest(tokens.tail());
        for (int i = 0; i < tokens.size() && found != Dependence.PREVIOUS; i++) {
            Dependence here = at(tokens, i);
            found = here == Dependence.NONE ? found : here;
        }
        return found;
    }

    private static Dependence at(Tokens tokens, int i) {
        String name = tokens.name(i);
        if (name.isEmpty()) {
            return Dependence.NONE;
        }
        if (isOfPrevious(tokens, i, name)) {
            return Dependence.PREVIOUS;
        }
        boolean generated = name.equals("LAST_INSERT_ID") && isCalledWithNothing(tokens, i);
        boolean variable = OF_LAST_WRITE.contains(name) && isSystemVariable(tokens, i);
        return generated || variable || isOfSequence(tokens, i, name) ? Dependence.LAST_WRITE : Dependence.NONE;
    }

    private static boolean isOfPrevious(Tokens tokens, int i, String name) {
        boolean first = i == 0 || tokens.isSign(i - 1, ';') || tokens.isSign(i - 1, ':');
        return (RESULTS.contains(name) && isCalledWithNothing(tokens, i))
                || (OF_PREVIOUS.contains(name) && isSystemVariable(tokens, i))
                || (TABLES.contains(name) && TablePlaces.isTable(tokens, i))
                || (name.equals("ROWCOUNT") && tokens.isSign(i - 1, '%') && tokens.isWord(i - 2, "SQL"))
                || (first && isAboutPrevious(tokens, i, name));
    }

    /** With an argument it is another's function, or a table with its columns. */
    private static boolean isCalledWithNothing(Tokens tokens, int i) {
        return tokens.isSign(i + 1, '(') && tokens.isSign(i + 2, ')');
    }

    private static boolean isOfSequence(Tokens tokens, int i, String name) {
        return switch (name) {
            case "LASTVAL" -> tokens.isSign(i + 1, '(');
            case "CURRVAL" -> tokens.isSign(i - 1, '.');
            case "PREVIOUS" -> tokens.isWord(i + 1, "VALUE") && tokens.isWord(i + 2, "FOR");
            default -> false;
        };
    }

    /** After {@code @@} or {@code @@session.}: a column may have the same name. */
    private static boolean isSystemVariable(Tokens tokens, int i) {
        int before = tokens.isSign(i - 1, '.') ? i - 2 : i;
        return tokens.isSign(before - 1, '@') && tokens.isSign(before - 2, '@');
    }

    private static boolean isAboutPrevious(Tokens tokens, int first, String verb) {
        return verb.equals("GET") || (verb.equals("SHOW") && SHOWN.contains(tokens.word(first + 1)));
    }

    /** What can't be cut into tokens is searched for what looks like it. */
    private static Dependence inRest(String rest) {
        if (rest.isEmpty()) {
            return Dependence.NONE;
        }
        String text = Tokens.upperCase(rest);
        if (UNCUT_PREVIOUS.matcher(text).find()) {
            return Dependence.PREVIOUS;
        }
        return UNCUT_LAST_WRITE.matcher(text).find() ? Dependence.LAST_WRITE : Dependence.NONE;
    }
}
