package io.github.understudy.internal.sql;

import java.util.Set;

/** The many statements that begin with SET. */
final class SetRules {
    private static final Set<String> OF_SERVER = Set.of("GLOBAL", "PERSIST", "PERSIST_ONLY");
    private static final Set<String> OF_SESSION = Set.of("SESSION", "LOCAL");
    private static final Set<String> ON = Set.of("1", "ON", "TRUE");
    private static final Set<String> OFF = Set.of("0", "OFF", "FALSE");

    private SetRules() {}

    /** The range starts after SET. */
    static StatementClass classify(Tokens tokens, int from, int to) {
        if (tokens.isWord(from, "PASSWORD") || (tokens.isWord(from, "DEFAULT") && tokens.isWord(from + 1, "ROLE"))) {
            return StatementClass.IMPLICIT_COMMIT;
        }
        if (tokens.isWord(from, "STATEMENT")) {
            return StatementClass.WRITE; // MariaDB: settings for one statement, which follows
        }
        int name = from;
        while (tokens.isSign(name, '@') || tokens.isSign(name, '.') || OF_SESSION.contains(tokens.word(name))) {
            name++;
        }
        boolean userVariable = tokens.isSign(from, '@') && !tokens.isSign(from + 1, '@');
        if (!userVariable && tokens.isWord(name, "AUTOCOMMIT")) {
            return autocommit(tokens, name + 1, to);
        }
        if (SettingRules.areOnlyConstants(tokens, from, to)) {
            return StatementClass.SETTING;
        }
        boolean ofServer = OF_SERVER.contains(tokens.word(name)) && !userVariable;
        return ofServer && !hasComma(tokens, name, to) ? StatementClass.WRITE : StatementClass.SESSION;
    }

    private static StatementClass autocommit(Tokens tokens, int from, int to) {
        int value = tokens.isSign(from, ':') ? from + 2 : from + 1;
        if (!tokens.isSign(value - 1, '=') || value != to - 1) {
            return StatementClass.SESSION;
        }
        String text = tokens.word(value) + Tokens.upperCase(tokens.quoted(value));
        if (ON.contains(text)) {
            return StatementClass.SET_AUTOCOMMIT_ON;
        }
        return OFF.contains(text) ? StatementClass.SET_AUTOCOMMIT_OFF : StatementClass.SESSION;
    }

    private static boolean hasComma(Tokens tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.isSign(i, ',')) {
                return true;
            }
        }
        return false;
    }
}
