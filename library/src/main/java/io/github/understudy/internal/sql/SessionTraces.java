package io.github.understudy.internal.sql;

import java.util.Set;
import java.util.regex.Pattern;

/** Finds what a statement leaves in the session besides its own work: a user variable, a lock, a number to be asked for. */
final class SessionTraces {
    private static final Set<String> LOCKS = Set.of(
            "GET_LOCK",
            "RELEASE_LOCK",
            "RELEASE_ALL_LOCKS",
            "SERVICE_GET_READ_LOCKS",
            "SERVICE_GET_WRITE_LOCKS",
            "SERVICE_RELEASE_LOCKS");

    private static final Set<String> SETS_VARIABLES = Set.of("CALL", "LOAD", "GET", "FETCH");
    private static final Set<String> COUNTERS = Set.of("SELECT", "WITH", "VALUES", "DO");

    /** For texts that can't be cut into tokens; what matches by chance only pins a session. */
    private static final Pattern UNCUT = Pattern.compile(
            ":=|INTO[^'\"`;]{0,200}@|LOCKS?[^A-Z_,'\"(]{0,80}\\(|;[^A-Z_'\"`]{0,80}(?:SET|USE|LOCK|UNLOCK|XA"
                    + "|BEGIN|START|PREPARE|EXECUTE|DEALLOCATE|HANDLER|CREATE|DROP|COMMIT|ROLLBACK|BACKUP)\\b");

    /** For statements that define something as well: {@code CREATE /*!32302 TEMPORARY} is in old dumps. */
    private static final Pattern UNCUT_DEFINITION =
            Pattern.compile("\\bTEMPORARY\\b|\\bREAD[^A-Z_]{0,80}LOCK\\b|\\bEXPORT\\b");

    private SessionTraces() {}

    /** Whether the statement in this range leaves one. */
    static boolean in(Tokens tokens, int from, int to) {
        boolean setsVariables = SETS_VARIABLES.contains(tokens.word(from)) || tokens.isSign(from, '{');
        boolean counts = COUNTERS.contains(tokens.word(from));
        for (int i = from; i < to; i++) {
            boolean variable = tokens.isSign(i, '@');
            if ((variable && (setsVariables || tokens.isWord(i - 1, "INTO")))
                    || (tokens.isSign(i, ':') && tokens.isSign(i + 1, '='))
                    || (tokens.isSign(i + 1, '(') && isTracingCall(tokens, i, counts))) {
                return true;
            }
        }
        return false;
    }

    /** With an argument, LAST_INSERT_ID keeps it; in DML that is a write like others, and asked for as one. */
    private static boolean isTracingCall(Tokens tokens, int i, boolean counts) {
        String function = tokens.name(i);
        return LOCKS.contains(function) || (counts && function.equals("LAST_INSERT_ID") && !tokens.isSign(i + 2, ')'));
    }

    /** Whether what comes after the last token may leave one. */
    static boolean inRest(Tokens tokens) {
        return tokens.endEarly()
                && UNCUT.matcher(Tokens.upperCase(tokens.tail())).find();
    }

    /** Whether what comes after the last token of a definition may leave one, a temporary table for example. */
    static boolean ofDefinitionInRest(Tokens tokens) {
        return inRest(tokens)
                || UNCUT_DEFINITION.matcher(Tokens.upperCase(tokens.tail())).find();
    }
}
