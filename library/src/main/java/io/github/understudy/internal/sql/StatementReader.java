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

    /** The last line are the compound statements that MariaDB takes outside of procedures, with anything in them. */
    private static final Set<String> SESSION = Set.of(
            "USE",
            "PREPARE",
            "EXECUTE",
            "DEALLOCATE",
            "LOCK",
            "UNLOCK",
            "HANDLER",
            "XA",
            "IF",
            "CASE",
            "LOOP",
            "WHILE",
            "REPEAT",
            "FOR",
            "DECLARE");

    private static final Set<String> DML = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE");
    private static final Set<String> COMMITTING = Set.of(
            "CREATE",
            "ALTER",
            "DROP",
            "RENAME",
            "TRUNCATE",
            "GRANT",
            "REVOKE",
            "ANALYZE",
            "OPTIMIZE",
            "REPAIR",
            "CHECK",
            "CACHE",
            "FLUSH",
            "RESET",
            "INSTALL",
            "UNINSTALL",
            "IMPORT",
            "CHANGE",
            "START",
            "STOP");

    private static final Set<String> WITH_A_BODY = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE");
    private static final int WORDS_BEFORE_KIND = 12; // CREATE OR REPLACE DEFINER = `name`@`host` AGGREGATE FUNCTION
    private static final Set<String> LOCKS = Set.of("GET_LOCK", "RELEASE_LOCK", "RELEASE_ALL_LOCKS");
    private static final Set<String> SETS_VARIABLES = Set.of("CALL", "LOAD", "GET", "FETCH");

    private final QueryRules queries;

    StatementReader(QueryRules queries) {
        this.queries = queries;
    }

    Classification read(String sql) {
        Tokens tokens = Lexer.tokens(sql);
        boolean body = definesBody(tokens);
        return new Classification(
                body ? StatementClass.IMPLICIT_COMMIT : kind(tokens),
                body ? Dependence.NONE : DependenceRules.of(tokens),
                hint(tokens.hint()));
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
            return tokens.endEarly() ? withUnknownEnd(only) : only;
        }
        found.removeAll(EnumSet.of(
                StatementClass.READ,
                StatementClass.LOCKING_READ,
                StatementClass.QUERY,
                StatementClass.DML,
                StatementClass.WRITE));
        return found.isEmpty() ? StatementClass.WRITE : StatementClass.SESSION;
    }

    private static StatementClass withUnknownEnd(StatementClass beginning) {
        return switch (beginning) {
            case READ, LOCKING_READ, QUERY, DML -> StatementClass.WRITE;
            case BEGIN_READ_ONLY -> StatementClass.BEGIN;
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
                : start > from ? StatementClass.WRITE : byVerb(tokens, verb, from, to);
        boolean writes = meaning == StatementClass.WRITE || meaning == StatementClass.DML;
        if (writes && leavesState(tokens, start, to)) {
            return StatementClass.SESSION;
        }
        boolean query = verb.equals("SELECT") || verb.equals("WITH");
        return query && meaning == StatementClass.WRITE ? StatementClass.QUERY : meaning;
    }

    private static StatementClass byVerb(Tokens tokens, String verb, int from, int to) {
        if (TransactionRules.VERBS.contains(verb)) {
            return TransactionRules.classify(tokens, verb, from, to);
        }
        if (verb.equals("SET")) {
            return SetRules.classify(tokens, from + 1, to);
        }
        if (verb.equals("USE") && to == from + 2 && tokens.kind(from + 1) != Tokens.Kind.SIGN) {
            return StatementClass.USE;
        }
        if (SESSION.contains(verb)) {
            return StatementClass.SESSION;
        }
        if (DML.contains(verb)) {
            return StatementClass.DML;
        }
        boolean loadsIndex = verb.equals("LOAD") && tokens.isWord(from + 1, "INDEX");
        return COMMITTING.contains(verb) || loadsIndex ? committing(tokens, verb, from, to) : StatementClass.WRITE;
    }

    private static StatementClass committing(Tokens tokens, String verb, int from, int to) {
        if (verb.equals("DROP") && tokens.isWord(from + 1, "PREPARE")) {
            return StatementClass.SESSION;
        }
        if (verb.equals("CREATE") || verb.equals("DROP")) {
            int kind = tokens.isWord(from + 1, "OR") ? from + 3 : from + 1;
            return tokens.isWord(kind, "TEMPORARY") ? StatementClass.SESSION : StatementClass.IMPLICIT_COMMIT;
        }
        // MariaDB's ANALYZE can run any statement
        Set<String> maintenance = Set.of("TABLE", "TABLES", "LOCAL", "NO_WRITE_TO_BINLOG");
        boolean runs = verb.equals("ANALYZE") && !maintenance.contains(tokens.word(from + 1));
        return runs ? StatementClass.WRITE : StatementClass.IMPLICIT_COMMIT;
    }

    /** True if a user variable is set, or a lock of the session's taken or released, whatever else the statement does. */
    private static boolean leavesState(Tokens tokens, int from, int to) {
        boolean setsVariables = SETS_VARIABLES.contains(tokens.word(from)) || tokens.isSign(from, '{');
        for (int i = from; i < to; i++) {
            boolean variable = tokens.isSign(i, '@');
            if ((variable && (setsVariables || tokens.isWord(i - 1, "INTO")))
                    || (tokens.isSign(i, ':') && tokens.isSign(i + 1, '='))
                    || (tokens.isSign(i + 1, '(') && LOCKS.contains(tokens.word(i)))) {
                return true;
            }
        }
        return false;
    }
}
