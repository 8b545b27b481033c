package io.github.understudy.internal.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which variable a SET statement sets, if it is one only. */
final class SettingNames {
    private static final Set<String> OF_SESSION = Set.of("SESSION", "LOCAL");
    private static final Pattern PLAIN = Pattern.compile("(?:@|SESSION )[A-Z0-9_$.]+");

    /** Their value is a list of changes, so that a later text does not undo what an earlier one did. */
    private static final Set<String> OF_CHANGES =
            Set.of("OPTIMIZER_SWITCH", "OPTIMIZER_TRACE", "OPTIMIZER_TRACE_FEATURES");

    /** How the server reads the texts that follow: what came before them must not be left out. */
    private static final Set<String> OF_ENCODING =
            Set.of("CHARACTER_SET_CLIENT", "CHARACTER_SET_CONNECTION", "COLLATION_CONNECTION");

    private SettingNames() {}

    /** The key of {@link Classification#setting()}, for a statement that was found to be a setting. */
    static @Nullable String of(Tokens tokens) {
        int from = 0;
        while (tokens.isSign(from, ';')) {
            from++;
        }
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.isSign(i, ',')) {
                return null;
            }
        }
        boolean ofUser = tokens.isSign(from + 1, '@') && !tokens.isSign(from + 2, '@');
        return ofUser ? ofUser(tokens, from + 2) : ofSession(tokens, from + 1);
    }

    private static @Nullable String ofUser(Tokens tokens, int from) {
        StringBuilder key = new StringBuilder("@");
        for (int i = from; i < tokens.size() && !tokens.isSign(i, '=') && !tokens.isSign(i, ':'); i++) {
            key.append(tokens.isSign(i, '.') ? "." : tokens.word(i) + Tokens.upperCase(tokens.quoted(i)));
        }
        return plain(key.toString());
    }

    private static @Nullable String ofSession(Tokens tokens, int from) {
        int at = from;
        while (tokens.isSign(at, '@') || tokens.isSign(at, '.') || OF_SESSION.contains(tokens.word(at))) {
            at++;
        }
        String name = tokens.name(at);
        boolean assigned = tokens.isSign(at + 1, '=') || tokens.isSign(at + 1, ':');
        boolean whole = !OF_CHANGES.contains(name) && !OF_ENCODING.contains(name);
        return assigned && whole ? plain("SESSION " + name) : null;
    }

    /** To the server other names may be the same as well, such as those with an accent: nothing is said of them. */
    private static @Nullable String plain(String key) {
        return PLAIN.matcher(key).matches() ? key.toLowerCase(Locale.ROOT) : null;
    }
}
