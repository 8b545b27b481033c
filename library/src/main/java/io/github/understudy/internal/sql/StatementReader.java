package io.github.understudy.internal.sql;

import io.github.understudy.internal.sql.Classification.Dependence;
import io.github.understudy.route.RouteHint;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a text, statement by statement, and says what it does as a whole. */
final class StatementReader {
    private static final Set<String> QUERIES =
            Set.of("SELECT", "WITH", "TABLE", "VALUES", "SHOW", "EXPLAIN", "DESC", "DESCRIBE");

    private static final Set<String> WITH_A_BODY = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE");
    private static final int WORDS_BEFORE_KIND = 12; // CREATE OR REPLACE DEFINER = `name`@`host` AGGREGATE FUNCTION

    private final QueryRules queries;

    StatementReader(QueryRules queries) {
        this.queries = queries;
    }

    Classification read(String sql) {
        Tokens tokens = Lexer.tokens(sql);
        boolean body = definesBody(tokens);
        StatementClass kind = body ? StatementClass.IMPLICIT_COMMIT : kind(tokens);
        return new Classification(
                kind,
                body ? Dependence.NONE : DependenceRules.of(tokens),
                hint(tokens.hint()),
                kind == StatementClass.SETTING ? SettingNames.of(tokens) : null,
                new StatementText(sql));
    }

    /** What is meant for this library but not understood must not send anything to a replica. */
    private static @Nullable RouteHint hint(@Nullable String text) {
        if (text == null) {
            return null;
        }
        RouteHint hint = RouteHint.parse(text);
        return hint == null ? RouteHint.SOURCE : hint;
    }

    private StatementClass kind(Tokens tokens) {
        if (tokens.size() == 0) {
            // a comment that is executed sets things up, as those of dumps do
            return tokens.endEarly() ? StatementClass.SESSION : StatementClass.WRITE;
        }
        return readAll(tokens);
    }

    /** The semicolons in the body of a procedure do not end the statement. */
    private static boolean definesBody(Tokens tokens) {
        if (!tokens.isWord(0, "CREATE") && !tokens.isWord(0, "ALTER")) {
            return false;
        }
        for (int i = 1; i < WORDS_BEFORE_KIND && !tokens.isSign(i, '(') && !tokens.isSign(i, ';'); i++) {
            if (tokens.isWord(i, "TABLE")) {
                return false;
            }
            if (WITH_A_BODY.contains(tokens.word(i))) {
                return true;
            }
        }
        return false;
    }

    private StatementClass readAll(Tokens tokens) {
        if (tokens.isSign(1, ':') && !tokens.isSign(2, '=')) {
            return StatementClass.SESSION; // the label of a compound statement
        }
        EnumSet<StatementClass> found = EnumSet.noneOf(StatementClass.class);
        int statements = 0;
        int from = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.isSign(i, ';')) {
                if (i > from) {
                    found.add(readOne(tokens, from, i));
                    statements++;
                }
                from = i + 1;
            }
        }
        if (statements == 1) {
            StatementClass only = found.iterator().next();
            return tokens.endEarly() ? withUnknownEnd(only, tokens) : only;
        }
        if (SessionTraces.inRest(tokens)) {
            return StatementClass.SESSION;
        }
        found.removeAll(EnumSet.of(
                StatementClass.READ,
                StatementClass.LOCKING_READ,
                StatementClass.QUERY,
                StatementClass.DML,
                StatementClass.WRITE));
        return found.isEmpty() ? StatementClass.WRITE : StatementClass.SESSION;
    }

    private static StatementClass withUnknownEnd(StatementClass beginning, Tokens tokens) {
        return switch (beginning) {
            case READ, LOCKING_READ, QUERY, DML, WRITE ->
                SessionTraces.inRest(tokens) ? StatementClass.SESSION : StatementClass.WRITE;
            case BEGIN_READ_ONLY -> StatementClass.BEGIN;
            case IMPLICIT_COMMIT -> SessionTraces.ofDefinitionInRest(tokens) ? StatementClass.SESSION : beginning;
            case SET_AUTOCOMMIT_ON, SET_AUTOCOMMIT_OFF, SETTING, USE -> StatementClass.SESSION;
            default -> beginning;
        };
    }

    private StatementClass readOne(Tokens tokens, int from, int to) {
        int start = from;
        while (tokens.isSign(start, '(')) {
            start++;
        }
        String verb = tokens.word(start);
        StatementClass meaning = QUERIES.contains(verb)
                ? queries.classify(tokens, start, to)
                : start > from ? StatementClass.WRITE : VerbRules.classify(tokens, verb, from, to);
        boolean traces = switch (meaning) {
            case QUERY, DML, IMPLICIT_COMMIT, WRITE -> SessionTraces.in(tokens, start, to);
            default -> false;
        };
        if (traces) {
            return StatementClass.SESSION;
        }
        return QUERIES.contains(verb) && meaning == StatementClass.WRITE ? StatementClass.QUERY : meaning;
    }
}
