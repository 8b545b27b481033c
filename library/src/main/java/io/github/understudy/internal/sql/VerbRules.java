package io.github.understudy.internal.sql;

import java.util.Set;

/** Tells statements that are no queries by the words they begin with. */
final class VerbRules {
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
            "DECLARE",
            "BACKUP",
            "BINLOG");

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

    private VerbRules() {}

    /** The range starts at the verb. */
    static StatementClass classify(Tokens tokens, String verb, int from, int to) {
        if (TransactionRules.VERBS.contains(verb)) {
            return TransactionRules.classify(tokens, verb, from, to);
        }
        if (verb.equals("SET")) {
            return SetRules.classify(tokens, from + 1, to);
        }
        if (verb.equals("USE") && to == from + 2 && tokens.kind(from + 1) != Tokens.Kind.SIGN) {
            // its tables are another server's on another connection, whatever they are called
            return ServerTables.isSchema(tokens.name(from + 1)) ? StatementClass.SESSION : StatementClass.USE;
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
        if (verb.equals("FLUSH") && locks(tokens, from, to)) {
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

    /** FLUSH TABLES … WITH READ LOCK, or FOR EXPORT: the session holds the locks, whatever comes after these words. */
    private static boolean locks(Tokens tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.isWord(i, "LOCK") || tokens.isWord(i, "EXPORT")) {
                return true;
            }
        }
        return false;
    }
}
