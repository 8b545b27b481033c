package io.github.understudy.internal.sql;

import java.util.Set;

/**
 * Recognizes the SET statements that set variables of the session to constants and do nothing else, so that running the
 * text again on another connection has the same effect there.
 */
final class SettingRules {
    private static final Set<String> OF_SESSION = Set.of("SESSION", "LOCAL");

    /**
     * Hold for the next statement or transaction only, tell of the past, change what a server writes to its log, or what
     * it tells of the session.
     */
    private static final Set<String> NOT_TO_BE_REPEATED = Set.of(
            "AUTOCOMMIT",
            "COMPLETION_TYPE",
            "IDENTITY",
            "INSERT_ID",
            "LAST_INSERT_ID",
            "TIMESTAMP",
            "SQL_LOG_BIN",
            "SQL_AUTO_IS_NULL",
            "SERVER_ID",
            "SKIP_REPLICATION",
            "SKIP_PARALLEL_REPLICATION",
            "ORIGINAL_COMMIT_TIMESTAMP",
            "ORIGINAL_SERVER_VERSION",
            "IMMEDIATE_SERVER_VERSION",
            "PROFILING",
            "WSREP_ON",
            "PASSWORD",
            "GLOBAL",
            "PERSIST",
            "PERSIST_ONLY");

    private static final Set<String> FAMILIES = Set.of("GTID_", "PSEUDO_", "RAND_SEED", "DEBUG", "SESSION_TRACK_");

    /** Without the word SESSION they are set for the next transaction only. */
    private static final Set<String> OF_NEXT_TRANSACTION =
            Set.of("TRANSACTION_ISOLATION", "TX_ISOLATION", "TRANSACTION_READ_ONLY", "TX_READ_ONLY");

    /** Functions that are called without parentheses. */
    private static final Set<String> COMPUTED =
            Set.of("LOCALTIME", "LOCALTIMESTAMP", "UTC_DATE", "UTC_TIME", "UTC_TIMESTAMP", "SYSDATE", "ROWNUM", "USER");

    private static final Set<String> CONSTANTS = Set.of("TRUE", "FALSE", "NULL");

    private final Tokens tokens;
    private final int to;
    private int at;

    private SettingRules(Tokens tokens, int from, int to) {
        this.tokens = tokens;
        this.at = from;
        this.to = to;
    }

    /** The range starts after SET. */
    static boolean areOnlyConstants(Tokens tokens, int from, int to) {
        if (tokens.isWord(from, "ROLE") && !tokens.isSign(from + 1, '=') && !tokens.isSign(from + 1, ':')) {
            return areRoles(tokens, from + 1, to);
        }
        if (OF_SESSION.contains(tokens.word(from)) && tokens.isWord(from + 1, "TRANSACTION")) {
            return isTransaction(tokens, from + 2, to);
        }
        return new SettingRules(tokens, from, to).isList();
    }

    private static boolean areRoles(Tokens tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.kind(i) == Tokens.Kind.SIGN && !tokens.isSign(i, ',') && !tokens.isSign(i, '@')) {
                return false;
            }
        }
        return to > from;
    }

    private static boolean isTransaction(Tokens tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.kind(i) != Tokens.Kind.WORD && !tokens.isSign(i, ',')) {
                return false;
            }
        }
        return to > from;
    }

    private boolean isList() {
        while (isItem()) {
            if (at == to) {
                return true;
            }
            if (!tokens.isSign(at++, ',')) {
                return false;
            }
        }
        return false;
    }

    private boolean isItem() {
        if (tokens.isWord(at, "NAMES")) {
            at++;
            return isText() && (!skip("COLLATE") || isText());
        }
        if (tokens.isWord(at, "CHARSET") || (tokens.isWord(at, "CHARACTER") && tokens.isWord(++at, "SET"))) {
            at++;
            return isText();
        }
        boolean ofUser = tokens.isSign(at, '@') && !tokens.isSign(at + 1, '@');
        return (ofUser ? isUserVariable() : isSystemVariable()) && isAssigned() && isConstant(ofUser);
    }

    private boolean isUserVariable() {
        at++;
        boolean named = tokens.kind(at) == Tokens.Kind.WORD || tokens.kind(at) == Tokens.Kind.QUOTED;
        at++;
        while (named && tokens.isSign(at, '.')) {
            at += 2; // a name with dots, without quotes
        }
        return named;
    }

    private boolean isSystemVariable() {
        boolean explicit;
        if (tokens.isSign(at, '@')) {
            at += 2;
            explicit = OF_SESSION.contains(tokens.word(at)) && tokens.isSign(at + 1, '.');
            at += explicit ? 2 : 0;
        } else {
            explicit = OF_SESSION.contains(tokens.word(at));
            at += explicit ? 1 : 0;
        }
        String name = tokens.name(at++);
        return !name.isEmpty()
                && !NOT_TO_BE_REPEATED.contains(name)
                && FAMILIES.stream().noneMatch(name::startsWith)
                && (explicit || !OF_NEXT_TRANSACTION.contains(name));
    }

    private boolean isAssigned() {
        if (tokens.isSign(at, ':')) {
            at++;
        }
        return tokens.isSign(at++, '=');
    }

    private boolean isConstant(boolean ofUser) {
        if (tokens.isSign(at, '-') || tokens.isSign(at, '+')) {
            at++;
            return isNumber();
        }
        if (tokens.isNumber(at) || tokens.isSign(at, '.')) {
            return isNumber();
        }
        String word = tokens.word(at);
        boolean introduced = !word.isEmpty() && tokens.kind(at + 1) == Tokens.Kind.QUOTED;
        if (introduced || !ofUser) {
            at += introduced ? 1 : 0;
            return isText();
        }
        // a word would be a column, and so would be a name in quotes
        return tokens.kind(at++) == Tokens.Kind.QUOTED || CONSTANTS.contains(word);
    }

    private boolean isNumber() {
        boolean number = false;
        while (tokens.isNumber(at) || tokens.isSign(at, '.')) {
            number |= tokens.isNumber(at++);
            at += number || tokens.isNumber(at) ? 0 : 1;
        }
        return number;
    }

    /** A word, or something in quotes. */
    private boolean isText() {
        String word = tokens.word(at);
        Tokens.Kind kind = tokens.kind(at++);
        return kind == Tokens.Kind.QUOTED
                || (kind == Tokens.Kind.WORD && !word.startsWith("CURRENT_") && !COMPUTED.contains(word));
    }

    private boolean skip(String word) {
        boolean there = tokens.isWord(at, word);
        at += there ? 1 : 0;
        return there;
    }
}
