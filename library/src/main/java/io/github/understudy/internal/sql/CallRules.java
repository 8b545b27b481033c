package io.github.understudy.internal.sql;

import java.util.Set;

/** Names before a parenthesis that the grammar keeps from being calls of functions. */
final class CallRules {
    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "TABLE", "VALUES");

    private CallRules() {}

    /** True if no parenthesis follows, or the place shows that it does not begin the arguments of a function. */
    static boolean isNoCall(Tokens tokens, int name) {
        return !tokens.isSign(name + 1, '(')
                || namesColumnsOfDerivedTable(tokens, name)
                || isCommonTable(tokens, name)
                || isLateral(tokens, name)
                || isJsonColumns(tokens, name);
    }

    /** {@code (SELECT 1) AS d (x)}: after a parenthesis an operator would have to come first. */
    private static boolean namesColumnsOfDerivedTable(Tokens tokens, int name) {
        int before = tokens.isWord(name - 1, "AS") ? name - 2 : name - 1;
        return tokens.isSign(before, ')') && afterNames(tokens, name + 2) > 0;
    }

    /** {@code WITH x (a, b) AS (SELECT …)}: a parenthesis can't be an alias. */
    private static boolean isCommonTable(Tokens tokens, int name) {
        boolean begins = tokens.isWord(name - 1, "WITH") || tokens.isWord(name - 1, "RECURSIVE");
        boolean goesOn = tokens.isSign(name - 1, ',') && tokens.isSign(name - 2, ')');
        int after = begins || goesOn ? afterNames(tokens, name + 2) : 0;
        return after > 0 && tokens.isWord(after, "AS") && tokens.isSign(after + 1, '(');
    }

    /** The first argument of a function can't be a query without parentheses of its own. */
    private static boolean isLateral(Tokens tokens, int name) {
        return tokens.isWord(name, "LATERAL") && QUERIES.contains(tokens.word(name + 2));
    }

    /** In JSON_TABLE, after the path. */
    private static boolean isJsonColumns(Tokens tokens, int name) {
        return tokens.isWord(name, "COLUMNS") && tokens.kind(name - 1) == Tokens.Kind.QUOTED;
    }

    /** The index after names with commas between them and a closing parenthesis, 0 if there is anything else. */
    private static int afterNames(Tokens tokens, int from) {
        int i = from;
        while (!tokens.name(i).isEmpty() && tokens.isSign(i + 1, ',')) {
            i += 2;
        }
        return !tokens.name(i).isEmpty() && tokens.isSign(i + 1, ')') ? i + 2 : 0;
    }
}
