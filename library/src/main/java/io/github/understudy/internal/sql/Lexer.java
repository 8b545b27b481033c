package io.github.understudy.internal.sql;

/** Cuts a text into {@link Tokens}, and stops where the server might cut it otherwise. */
final class Lexer {
    private static final int CANNOT_TELL = -1;
    private static final String HINT = "understudy:";

    private final String text;
    private final Tokens tokens;
    private int position;

    /** Where the last token ended, if it was a name; a point there goes on with {@code t.1a}, and begins no number. */
    private int nameEnd = CANNOT_TELL;

    private Lexer(String text) {
        this.text = text;
        this.tokens = new Tokens(text);
    }

    static Tokens tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.position != CANNOT_TELL && lexer.position < text.length()) {
            lexer.position = lexer.next(lexer.position);
        }
        if (lexer.position == CANNOT_TELL) {
            lexer.tokens.setEndEarly();
        }
        return lexer.tokens;
    }

    /** Takes what starts here, and returns where the next begins. */
    private int next(int start) {
        char c = text.charAt(start);
        if (isSpace(c)) {
            return start + 1;
        }
        if (startsLineComment(start)) {
            int end = text.indexOf('\n', start);
            noteHint(text.charAt(start) == '#' ? start + 1 : start + 2, end < 0 ? text.length() : end);
            return end < 0 ? text.length() : end + 1;
        }
        if (text.startsWith("/*", start)) {
            return afterComment(start);
        }
        if (c == '\'' || c == '"' || c == '`') {
            return quoted(start, c);
        }
        if (isDigit(c)) {
            return number(start, Numbers.end(text, start));
        }
        if (isNamePart(c)) {
            return word(start);
        }
        if (c < ' ' || c >= 0x7f || c == '\\' || isDoubtfulComment(start)) {
            return CANNOT_TELL;
        }
        tokens.add(Tokens.Kind.SIGN, start, start + 1);
        return c == '.' && start + 1 < text.length() && isDigit(text.charAt(start + 1)) ? afterPoint(start) : start + 1;
    }

    private boolean startsLineComment(int start) {
        if (text.charAt(start) == '#') {
            return true;
        }
        if (!text.startsWith("--", start)) {
            return false;
        }
        // without a blank after them they are two minus signs
        char after = start + 2 < text.length() ? text.charAt(start + 2) : ' ';
        return after <= ' ' || after == 0x7f;
    }

    /** After {@code --} some encodings have letters that the servers take for control characters: a comment begins. */
    private boolean isDoubtfulComment(int start) {
        return text.startsWith("--", start) && start + 2 < text.length() && text.charAt(start + 2) >= 0x80;
    }

    private int afterComment(int start) {
        int end = text.indexOf("*/", start + 2);
        boolean executed = text.startsWith("!", start + 2) || text.regionMatches(true, start + 2, "M!", 0, 2);
        if (executed || end < 0) {
            return CANNOT_TELL;
        }
        noteHint(start + 2, end);
        return end + 2;
    }

    /** Of several comments that begin so, the first counts. */
    private void noteHint(int from, int to) {
        int start = from;
        while (start < to && isSpace(text.charAt(start))) {
            start++;
        }
        if (tokens.hint() == null && text.regionMatches(true, start, HINT, 0, HINT.length())) {
            tokens.setHint(text.substring(Math.min(start + HINT.length(), to), to));
        }
    }

    private int quoted(int start, char quote) {
        int end = afterQuote(start, quote, false);
        if (end == CANNOT_TELL || (quote != '`' && end != afterQuote(start, quote, true))) {
            return CANNOT_TELL;
        }
        tokens.add(Tokens.Kind.QUOTED, start, end);
        nameEnd = quote == '`' ? end : nameEnd;
        return end;
    }

    private int afterQuote(int start, char quote, boolean backslashEscapes) {
        int i = start + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (backslashEscapes && isBackslash(c)) {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return CANNOT_TELL;
    }

    /** The signs for yen and won become the byte of a backslash in some of the encodings that connections can use. */
    private static boolean isBackslash(char c) {
        return c == '\\' || c == '\u00a5' || c == '\u20a9';
    }

    private int word(int start) {
        if (text.charAt(start) == '$') {
            return CANNOT_TELL; // MySQL 9 quotes texts with $$
        }
        nameEnd = afterName(text, start);
        tokens.add(Tokens.Kind.WORD, start, nameEnd);
        return nameEnd;
    }

    /** In {@code t.1a} it is a column, and so it is in {@code t.1e1}. */
    private int afterPoint(int point) {
        int start = point + 1;
        return point == nameEnd ? word(start) : number(start, Numbers.endOfFraction(text, start));
    }

    private int number(int start, int end) {
        if (end == Numbers.DOUBT) {
            return CANNOT_TELL;
        }
        tokens.add(Tokens.Kind.WORD, start, end);
        return end;
    }

    static int afterName(String text, int start) {
        int end = start;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The server's white space, which is not Unicode's. */
    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Of what is not ASCII, letters: depending on the connection's encoding, servers take others for blanks (U+00A0) or
     * for control characters.
     */
    static boolean isNamePart(char c) {
        return c < 0x80
                ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '$'
                : Character.isLetter(c);
    }
}
