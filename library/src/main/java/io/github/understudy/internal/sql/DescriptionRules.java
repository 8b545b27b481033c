package io.github.understudy.internal.sql;

import java.util.Set;

/** SHOW, EXPLAIN and DESCRIBE: none of them can end a transaction, some only read what all servers share. */
final class DescriptionRules {
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
            "ENGINES",
            "COLLATION",
            "CHARACTER",
            "CHARSET",
            "PRIVILEGES",
            "PROCEDURE",
            "FUNCTION");

    private static final Set<String> EXPLAINED = Set.of("SELECT", "WITH", "TABLE", "VALUES");

    /** What stands after EXPLAIN and is no table. */
    private static final Set<String> VERBS =
            Set.of("ANALYZE", "FOR", "INSERT", "REPLACE", "UPDATE", "DELETE", "FORMAT", "INTO");

    private DescriptionRules() {}

    /** READ or QUERY. The range starts after SHOW. */
    static StatementClass show(QueryRules queries, Tokens tokens, int from, int to) {
        int kind = from;
        while (tokens.isWord(kind, "FULL") || tokens.isWord(kind, "EXTENDED")) {
            kind++;
        }
        // a replica has its events switched off, and says so
        boolean event = tokens.isWord(kind, "CREATE") && tokens.isWord(kind + 1, "EVENT");
        return SHOWN.contains(tokens.word(kind)) && !event ? read(queries, tokens, kind + 1, to) : StatementClass.QUERY;
    }

    /** EXPLAIN runs what it explains if it is to ANALYZE it, and may run subqueries in any case. After EXPLAIN. */
    static StatementClass explain(QueryRules queries, Tokens tokens, int from, int to) {
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
        if (EXPLAINED.contains(tokens.word(query))) {
            return read(queries, tokens, query, to);
        }
        return isTable(tokens, start, to) ? StatementClass.READ : StatementClass.QUERY;
    }

    private static StatementClass read(QueryRules queries, Tokens tokens, int from, int to) {
        return queries.scan(tokens, from, to) == StatementClass.READ ? StatementClass.READ : StatementClass.QUERY;
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
        return names >= 1 && names - dots <= 2 && !VERBS.contains(tokens.word(from));
    }
}
