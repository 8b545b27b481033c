package io.github.understudy.internal.sql;

import java.util.Set;

/** Decides whether a statement that looks like a query is one, and does nothing besides. */
final class QueryRules {
    /** None of them has a place in a query that only reads, or can be a name without quotes there. */
    private static final Set<String> FORBIDDEN = Set.of(
            "INTO", "UPDATE", "DELETE", "CALL", "RETURNING", "SQL_CALC_FOUND_ROWS", "NEXTVAL", "CURRVAL", "LASTVAL");

    /** Words that change data, unless they are functions. */
    private static final Set<String> FUNCTION_OR_WRITE = Set.of("INSERT", "REPLACE");

    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "TABLE", "VALUES");
    private static final Set<String> ESCAPES = Set.of("D", "T", "TS", "FN", "OJ");
    private static final Set<String> AFTER_FOR = Set.of("JOIN", "ORDER", "GROUP", "SYSTEM_TIME");

    /** What SHOW tells of the schema; all else is about the session or about one server. */
    private static final Set<String> SHOWN = Set.of(
            "TABLES",
            "COLUMNS",
            "FIELDS",
            "INDEX",
            "INDEXES",
            "KEYS",
            "DATABASES",
            "SCHEMAS",
            "CREATE",
            "TABLE",
            "TRIGGERS",
            "EVENTS",
            "ENGINES",
            "COLLATION",
            "CHARACTER",
            "CHARSET",
            "PRIVILEGES",
            "PROCEDURE",
            "FUNCTION");

    private final KnownFunctions functions;

    QueryRules(KnownFunctions functions) {
        this.functions = functions;
    }

    /** READ, LOCKING_READ, or WRITE for what is not provably a query. The range starts at the first word. */
    StatementClass classify(Tokens tokens, int from, int to) {
        String first = tokens.word(from);
        if (QUERIES.contains(first)) {
            return scan(tokens, from, to);
        }
        return first.equals("SHOW") ? show(tokens, from + 1, to) : explain(tokens, from + 1, to);
    }

    private StatementClass show(Tokens tokens, int from, int to) {
        int kind = from;
        while (tokens.isWord(kind, "FULL") || tokens.isWord(kind, "EXTENDED")) {
            kind++;
        }
        return SHOWN.contains(tokens.word(kind)) ? scan(tokens, kind + 1, to) : StatementClass.WRITE;
    }

    /** EXPLAIN runs what it explains if it is to ANALYZE it, and may run subqueries in any case. */
    private StatementClass explain(Tokens tokens, int from, int to) {
        int start = from;
        while (tokens.isWord(start, "EXTENDED") || tokens.isWord(start, "PARTITIONS")) {
            start++;
        }
        if (tokens.isWord(start, "FORMAT") && tokens.isSign(start + 1, '=')) {
            start += 3;
        }
        int query = start;
        while (tokens.isSign(query, '(')) {
            query++;
        }
        if (QUERIES.contains(tokens.word(query))) {
            return scan(tokens, query, to) == StatementClass.READ ? StatementClass.READ : StatementClass.WRITE;
        }
        return isTable(tokens, start, to) ? StatementClass.READ : StatementClass.WRITE;
    }

    /** A table's name, perhaps with its schema, perhaps with a column or a pattern. */
    private static boolean isTable(Tokens tokens, int from, int to) {
        int names = 0;
        int dots = 0;
        for (int i = from; i < to; i++) {
            if (tokens.isSign(i, '.')) {
                dots++;
            } else if (tokens.kind(i) == Tokens.Kind.SIGN) {
                return false;
            } else {
                names++;
            }
        }
        // without a dot two names are a table and a column; ANALYZE t, FOR CONNECTION 7, DELETE FROM t are not tables
        Set<String> verbs = Set.of("ANALYZE", "FOR", "INSERT", "REPLACE", "UPDATE", "DELETE");
        return names >= 1 && names - dots <= 2 && !verbs.contains(tokens.word(from));
    }

    private StatementClass scan(Tokens tokens, int from, int to) {
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
            case QUOTED -> !tokens.isSign(i + 1, '(');
            case SIGN -> isHarmlessSign(tokens, i);
            case NONE -> false;
        };
    }

    /** A variable is state of the session, and {@code :=} sets one. */
    private static boolean isHarmlessSign(Tokens tokens, int i) {
        if (tokens.isSign(i, '{')) {
            return ESCAPES.contains(tokens.word(i + 1));
        }
        return !tokens.isSign(i, '@') && !tokens.isSign(i, ':');
    }

    /** A dot before a word does not make it a name: in {@code 1.INTO} it ends a number. */
    private boolean isHarmlessWord(Tokens tokens, int i, String word) {
        if (FORBIDDEN.contains(word)) {
            return false;
        }
        boolean called = tokens.isSign(i + 1, '(');
        if (FUNCTION_OR_WRITE.contains(word) && !called) {
            return false;
        }
        if (called) {
            return !tokens.isSign(i - 1, '.') && functions.isPure(word, tokens.touchesNext(i));
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
