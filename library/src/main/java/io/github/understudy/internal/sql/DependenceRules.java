package io.github.understudy.internal.sql;

import io.github.understudy.internal.sql.Classification.Dependence;
import java.util.Set;

/** Finds what a statement reads of the traces that earlier ones left in the session. */
final class DependenceRules {
    private static final Set<String> OF_LAST_WRITE = Set.of("IDENTITY", "LAST_INSERT_ID", "LAST_GTID");
    private static final Set<String> OF_PREVIOUS = Set.of("WARNING_COUNT", "ERROR_COUNT");
    private static final Set<String> SEQUENCES = Set.of("CURRVAL", "LASTVAL");
    private static final Set<String> RESULTS = Set.of("FOUND_ROWS", "ROW_COUNT");
    private static final Set<String> SHOWN = Set.of("WARNINGS", "ERRORS", "COUNT", "PROFILE", "PROFILES");
    private static final Set<String> TABLES = Set.of("PROFILING", "OPTIMIZER_TRACE");

    private DependenceRules() {}

    static Dependence of(Tokens tokens) {
        Dependence found = inRest(tokens.rest());
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
        boolean called = tokens.isSign(i + 1, '(');
        boolean variable = isSystemVariable(tokens, i);
        if ((called && RESULTS.contains(name)) || (variable && OF_PREVIOUS.contains(name)) || TABLES.contains(name)) {
            return Dependence.PREVIOUS;
        }
        boolean first = i == 0 || tokens.isSign(i - 1, ';') || tokens.isSign(i - 1, ':');
        if (first && isAboutPrevious(tokens, i, name)) {
            return Dependence.PREVIOUS;
        }
        boolean generated = called && name.equals("LAST_INSERT_ID") && tokens.isSign(i + 2, ')');
        boolean value = SEQUENCES.contains(name) || (name.equals("PREVIOUS") && tokens.isWord(i + 1, "VALUE"));
        return generated || value || (variable && OF_LAST_WRITE.contains(name))
                ? Dependence.LAST_WRITE
                : Dependence.NONE;
    }

    /** After {@code @@} or {@code @@session.}: a column may have the same name. */
    private static boolean isSystemVariable(Tokens tokens, int i) {
        int before = tokens.isSign(i - 1, '.') ? i - 2 : i;
        return tokens.isSign(before - 1, '@') && tokens.isSign(before - 2, '@');
    }

    private static boolean isAboutPrevious(Tokens tokens, int first, String verb) {
        return verb.equals("GET") || (verb.equals("SHOW") && SHOWN.contains(tokens.word(first + 1)));
    }

    /** What can't be cut into tokens is searched for the words alone: too careful costs little. */
    private static Dependence inRest(String rest) {
        if (rest.isEmpty()) {
            return Dependence.NONE;
        }
        String text = Tokens.upperCase(rest);
        if (containsAny(text, RESULTS) || containsAny(text, OF_PREVIOUS) || containsAny(text, TABLES)) {
            return Dependence.PREVIOUS;
        }
        boolean identity = text.contains("LAST_INSERT_ID") || text.contains("LAST_GTID") || text.contains("@IDENTITY");
        return identity || text.contains(".IDENTITY") || containsAny(text, SEQUENCES)
                ? Dependence.LAST_WRITE
                : Dependence.NONE;
    }

    private static boolean containsAny(String text, Set<String> words) {
        return words.stream().anyMatch(text::contains);
    }
}
