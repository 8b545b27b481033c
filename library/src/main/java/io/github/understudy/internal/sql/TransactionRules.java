package io.github.understudy.internal.sql;

import java.util.Set;

/** Statements that start and end transactions. */
final class TransactionRules {
    static final Set<String> VERBS = Set.of("BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE");

    private TransactionRules() {}

    static StatementClass classify(Tokens tokens, String verb, int from, int to) {
        return switch (verb) {
            case "BEGIN" -> begin(tokens, from, to);
            case "START" -> start(tokens, from, to);
            case "SAVEPOINT", "RELEASE" -> StatementClass.QUERY; // they mean nothing outside of a transaction
            case "COMMIT" -> chains(tokens, from, to) ? StatementClass.COMMIT_AND_CHAIN : StatementClass.COMMIT;
            default -> rollback(tokens, from, to);
        };
    }

    /** With anything but WORK it is a compound statement, which MariaDB takes outside of procedures as well. */
    private static StatementClass begin(Tokens tokens, int from, int to) {
        boolean plain = to == from + 1 || (to == from + 2 && tokens.isWord(from + 1, "WORK"));
        return plain ? StatementClass.BEGIN : StatementClass.SESSION;
    }

    private static StatementClass start(Tokens tokens, int from, int to) {
        if (!tokens.isWord(from + 1, "TRANSACTION")) {
            return StatementClass.IMPLICIT_COMMIT; // START REPLICA and its like
        }
        boolean readOnly = has(tokens, from, to, "READ", "ONLY");
        return readOnly ? StatementClass.BEGIN_READ_ONLY : StatementClass.BEGIN;
    }

    private static StatementClass rollback(Tokens tokens, int from, int to) {
        if (tokens.isWord(from + 1, "TO") || tokens.isWord(from + 2, "TO")) {
            return StatementClass.QUERY; // the transaction goes on
        }
        return chains(tokens, from, to) ? StatementClass.ROLLBACK_AND_CHAIN : StatementClass.ROLLBACK;
    }

    private static boolean chains(Tokens tokens, int from, int to) {
        return has(tokens, from, to, "AND", "CHAIN");
    }

    private static boolean has(Tokens tokens, int from, int to, String first, String second) {
        for (int i = from; i < to - 1; i++) {
            if (tokens.isWord(i, first) && tokens.isWord(i + 1, second)) {
                return true;
            }
        }
        return false;
    }
}
