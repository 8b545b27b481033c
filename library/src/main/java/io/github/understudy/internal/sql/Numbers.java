package io.github.understudy.internal.sql;

/**
 * Where a number ends. Both servers end one where it can't go on, and take what follows for the next word, even without a
 * blank: {@code 1.5INTO @a} sets a variable, while {@code 1INTO} is a name. Nobody writes that on purpose, so it counts as
 * not understood.
 */
final class Numbers {
    /** A letter follows at once. */
    static final int DOUBT = -1;

    private Numbers() {}

    /** The end of the number, or of the name that begins with digits, at a digit. */
    static int end(String text, int start) {
        int end = afterDigits(text, start);
        char next = at(text, end);
        if (next == '.') {
            return endOfFraction(text, end + 1);
        }
        if (isE(next) && hasExponent(text, end)) {
            return unlessGlued(text, afterExponent(text, end));
        }
        boolean based = end == start + 1 && text.charAt(start) == '0' && "xXbB".indexOf(next) >= 0;
        int endOfName = Lexer.afterName(text, end);
        return based && !areDigits(text, end + 1, endOfName) ? DOUBT : endOfName;
    }

    /** The end of the number whose point was just before. */
    static int endOfFraction(String text, int start) {
        int end = afterDigits(text, start);
        return unlessGlued(text, hasExponent(text, end) ? afterExponent(text, end) : end);
    }

    private static int unlessGlued(String text, int end) {
        return Lexer.isNamePart(at(text, end)) ? DOUBT : end;
    }

    private static int afterDigits(String text, int start) {
        int i = start;
        while (Lexer.isDigit(at(text, i))) {
            i++;
        }
        return i;
    }

    private static boolean hasExponent(String text, int at) {
        return isE(at(text, at)) && Lexer.isDigit(at(text, afterSign(text, at + 1)));
    }

    private static int afterExponent(String text, int at) {
        return afterDigits(text, afterSign(text, at + 1));
    }

    private static int afterSign(String text, int at) {
        return at(text, at) == '-' || at(text, at) == '+' ? at + 1 : at;
    }

    /** In {@code 0x1F} and {@code 0b1}; other letters would make it a name. */
    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return to > from;
    }

    private static boolean isE(char c) {
        return c == 'e' || c == 'E';
    }

    private static char at(String text, int index) {
        return index < text.length() ? text.charAt(index) : ' ';
    }
}
