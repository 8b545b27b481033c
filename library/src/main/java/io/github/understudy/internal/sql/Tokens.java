package io.github.understudy.internal.sql;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text, comments left out. Server settings that the text does not show decide how quotes are read
 * (ANSI_QUOTES, NO_BACKSLASH_ESCAPES), and some comments are executed: where readings differ, the tokens end, and
 * {@link #endEarly} is true.
 */
final class Tokens {
    /** What a token is. */
    enum Kind {
        /** A keyword, a name without quotes, or a number. */
        WORD,
        /** A name or a text in quotes; for double quotes the text does not tell which. */
        QUOTED,
        /** One other character. */
        SIGN,
        /** Beyond the last token. */
        NONE
    }

    private final String text;
    private Kind[] kinds = new Kind[32];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private @Nullable String[] words = {};
    private int size;
    private boolean endEarly;
    private @Nullable String hint;

    Tokens(String text) {
        this.text = text;
    }

    void add(Kind kind, int start, int end) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        kinds[size] = kind;
        starts[size] = start;
        ends[size++] = end;
    }

    void setEndEarly() {
        endEarly = true;
    }

    void setHint(String hint) {
        this.hint = hint;
    }

    /** What the first comment for this library says, null if there is none. */
    @Nullable
    String hint() {
        return hint;
    }

    /** True if the text goes on, but how can't be told. */
    boolean endEarly() {
        return endEarly;
    }

    int size() {
        return size;
    }

    Kind kind(int index) {
        return index >= 0 && index < size ? kinds[index] : Kind.NONE;
    }

    boolean isSign(int index, char sign) {
        return kind(index) == Kind.SIGN && text.charAt(starts[index]) == sign;
    }

    boolean isWord(int index, String upperCase) {
        if (kind(index) != Kind.WORD || ends[index] - starts[index] != upperCase.length()) {
            return false;
        }
        for (int i = 0, at = starts[index]; i < upperCase.length(); i++, at++) {
            if (upperCase(text.charAt(at)) != upperCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The token as it stands in the text. */
    String verbatim(int index) {
        return text.substring(starts[index], ends[index]);
    }

    /** True for a name in the quotes that only names have. */
    boolean isQuotedName(int index) {
        return kind(index) == Kind.QUOTED && text.charAt(starts[index]) == '`';
    }

    boolean isNumber(int index) {
        return kind(index) == Kind.WORD && Lexer.isDigit(text.charAt(starts[index]));
    }

    /** True if nothing, not even a blank or a comment, is between the token and the next. */
    boolean touchesNext(int index) {
        return index >= 0 && index + 1 < size && ends[index] == starts[index + 1];
    }

    /** The word in upper case, empty if the token is none. */
    String word(int index) {
        if (kind(index) != Kind.WORD) {
            return "";
        }
        // The rules ask for the same words again and again.
        if (words.length < kinds.length) {
            words = Arrays.copyOf(words, kinds.length);
        }
        String known = words[index];
        if (known == null) {
            known = upperCase(text.substring(starts[index], ends[index]));
            words[index] = known;
        }
        return known;
    }

    /** The text after the last token, if the tokens {@linkplain #endEarly end early}; empty otherwise. */
    String rest() {
        return endEarly ? text.substring(size == 0 ? 0 : ends[size - 1]) : "";
    }

    /** The {@linkplain #rest() rest}, and the two tokens before it, which may have begun what goes on there. */
    String tail() {
        return endEarly ? text.substring(size < 2 ? 0 : starts[size - 2]) : "";
    }

    /** What the token can be the name of, in upper case: a word, or what stands in quotes that names may have. */
    String name(int index) {
        if (kind(index) != Kind.QUOTED) {
            return word(index);
        }
        return text.charAt(starts[index]) == '\'' ? "" : upperCase(quoted(index));
    }

    /** The text within the quotes, as it stands there; empty if the token is none. */
    String quoted(int index) {
        return kind(index) == Kind.QUOTED ? text.substring(starts[index] + 1, ends[index] - 1) : "";
    }

    /** Only a to z, as the server does for keywords: Unicode's rules would take "mın", the name of another function, for MIN. */
    static String upperCase(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = upperCase(chars[i]);
        }
        return new String(chars);
    }

    private static char upperCase(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - ('a' - 'A')) : c;
    }
}
