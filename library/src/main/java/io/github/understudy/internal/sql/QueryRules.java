package io.github.understudy.internal.sql;

import java.util.Set;

/** Decides whether a statement that looks like a query is one, and does nothing besides. */
final class QueryRules {
    /** None of them has a place in a query that only reads, or can be a name without quotes there. */
    private static final Set<String> FORBIDDEN = Set.of(
            "INTO",
            "OUTFILE",
            "DUMPFILE",
            "UPDATE",
            "DELETE",
            "CALL",
            "RETURNING",
            "SQL_CALC_FOUND_ROWS",
            "NEXTVAL",
            "CURRVAL",
            "LASTVAL");

    /** Words that change data, unless they are functions. */
    private static final Set<String> FUNCTION_OR_WRITE = Set.of("INSERT", "REPLACE");

    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "TABLE", "VALUES");
    private static final Set<String> ESCAPES = Set.of("D", "T", "TS", "FN", "OJ", "ESCAPE");
    private static final Set<String> AFTER_FOR = Set.of("JOIN", "ORDER", "GROUP", "SYSTEM_TIME");

    /** Of cursors, in MariaDB with the setting ORACLE; otherwise a column with such a name only loses its replica. */
    private static final Set<String> ATTRIBUTES = Set.of("ROWCOUNT", "FOUND", "NOTFOUND", "ISOPEN");

    private final KnownFunctions functions;

    QueryRules(KnownFunctions functions) {
        this.functions = functions;
    }

    /** READ, LOCKING_READ, QUERY, or WRITE for what is not provably a query. The range starts at the first word. */
    StatementClass classify(Tokens tokens, int from, int to) {
        String first = tokens.word(from);
        if (QUERIES.contains(first)) {
            return scan(tokens, from, to);
        }
        return first.equals("SHOW")
                ? DescriptionRules.show(this, tokens, from + 1, to)
                : DescriptionRules.explain(this, tokens, from + 1, to);
    }

    /** READ, LOCKING_READ, or WRITE for what is not provably a query. */
    StatementClass scan(Tokens tokens, int from, int to) {
        boolean locking = false;
        for (int i = from; i < to; i++) {
            if (tokens.isWord(i, "FOR") && (tokens.isWord(i + 1, "UPDATE") || tokens.isWord(i + 1, "SHARE"))) {
                locking = true;
                i++;
            } else if (tokens.isWord(i, "LOCK") && tokens.isWord(i + 1, "IN")) {
                locking = true;
            } else if (!isHarmless(tokens, i)) {
                return StatementClass.WRITE;
            }
        }
        return locking ? StatementClass.LOCKING_READ : StatementClass.READ;
    }

    private boolean isHarmless(Tokens tokens, int i) {
        return switch (tokens.kind(i)) {
            case WORD -> isHarmlessWord(tokens, i, tokens.word(i));
            case QUOTED -> CallRules.isNoCall(tokens, i) && !ServerTables.isNamed(tokens, i);
            case SIGN -> isHarmlessSign(tokens, i);
            case NONE -> false;
        };
    }

    /** A variable is state of the session, {@code :=} sets one, and MariaDB's {@code SQL%ROWCOUNT} is {@code ROW_COUNT()}. */
    private static boolean isHarmlessSign(Tokens tokens, int i) {
        if (tokens.isSign(i, '%')) {
            return !ATTRIBUTES.contains(tokens.word(i + 1));
        }
        if (tokens.isSign(i, '{')) {
            return ESCAPES.contains(tokens.word(i + 1));
        }
        return !tokens.isSign(i, '@') && !tokens.isSign(i, ':');
    }

    /** A dot before a word does not make it a name for certain, and nothing is lost where it does. */
    private boolean isHarmlessWord(Tokens tokens, int i, String word) {
        if (FORBIDDEN.contains(word)) {
            return false;
        }
        if (ServerTables.isNamed(tokens, i)) {
            return false;
        }
        boolean called = tokens.isSign(i + 1, '(');
        if (FUNCTION_OR_WRITE.contains(word) && !called) {
            return false;
        }
        if (called) {
            boolean known = functions.isPure(word, tokens.touchesNext(i)) || CallForms.isBuiltIn(tokens, i, word);
            return (known && !tokens.isSign(i - 1, '.')) || CallRules.isNoCall(tokens, i);
        }
        return switch (word) {
            case "FOR" -> isHarmlessAfterFor(tokens, i + 1);
            case "LOCK" -> false;
            case "NEXT", "PREVIOUS" -> !tokens.isWord(i + 1, "VALUE");
            default -> true;
        };
    }

    private static boolean isHarmlessAfterFor(Tokens tokens, int i) {
        return AFTER_FOR.contains(tokens.word(i)) || tokens.isNumber(i) || tokens.isSign(i, '?');
    }
}
