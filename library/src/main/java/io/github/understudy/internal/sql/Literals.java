package io.github.understudy.internal.sql;

import java.util.Set;
import java.util.regex.Pattern;

/** Tells what in a text is a value, or stands for one. In doubt it is one. */
final class Literals {
    private static final Pattern NUMBER =
            Pattern.compile("0[xX]\\p{XDigit}+|0[bB][01]+|[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?");

    /** After these, NULL is a value; after others (IS, NOT, DEFAULT) it belongs to the statement. */
    private static final Set<String> BEFORE_NULL = Set.of("SELECT", "DISTINCT", "THEN", "ELSE", "IN", "BETWEEN", "AND");

    private final Tokens tokens;

    Literals(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Where the value that begins here ends; the same place if none does. */
    int after(int index) {
        return switch (tokens.kind(index)) {
            case QUOTED -> tokens.isQuotedName(index) ? index : index + 1;
            case WORD -> afterWord(index);
            case SIGN -> afterSign(index);
            case NONE -> index;
        };
    }

    private int afterWord(int index) {
        if (tokens.isNumber(index)) {
            return isNumber(index) ? index + 1 : index;
        }
        if (tokens.isWord(index, "NULL")) {
            return isNullValue(index) ? index + 1 : index;
        }
        boolean prefix = tokens.touchesNext(index)
                && isText(index + 1)
                && (tokens.isWord(index, "X") || tokens.isWord(index, "B") || tokens.isWord(index, "N"));
        return prefix ? index + 2 : afterCharset(index);
    }

    /** {@code _utf8mb4'text'}, also with a blank between. */
    private int afterCharset(int index) {
        boolean charset = tokens.word(index).startsWith("_") && !isPointOfName(index - 1);
        boolean mayFollow = charset && !tokens.word(index + 1).startsWith("_");
        int after = mayFollow ? after(index + 1) : index + 1;
        return after > index + 1 ? after : index;
    }

    private int afterSign(int index) {
        if (tokens.isSign(index, '?')) {
            return index + 1;
        }
        if (isFraction(index)) {
            return index + 2;
        }
        boolean signed = (tokens.isSign(index, '-') || tokens.isSign(index, '+')) && !isValueBefore(index);
        boolean number = signed && (tokens.isNumber(index + 1) || isFraction(index + 1));
        int after = number ? after(index + 1) : index + 1;
        return after > index + 1 ? after : index;
    }

    /** A number, and no name that begins with digits. */
    private boolean isNumber(int index) {
        return !isPointOfName(index - 1)
                && NUMBER.matcher(tokens.verbatim(index)).matches();
    }

    /** {@code .5} */
    private boolean isFraction(int index) {
        return tokens.isSign(index, '.')
                && tokens.touchesNext(index)
                && tokens.isNumber(index + 1)
                && !isPointOfName(index);
    }

    /** A point that goes on with a name: {@code t.1a} is a column, and so is {@code t.1}. */
    private boolean isPointOfName(int index) {
        return tokens.isSign(index, '.') && tokens.touchesNext(index - 1) && isName(index - 1);
    }

    private boolean isName(int index) {
        return tokens.isQuotedName(index)
                || (tokens.kind(index) == Tokens.Kind.WORD
                        && !NUMBER.matcher(tokens.verbatim(index)).matches()
                        && !ReservedWords.is(tokens.word(index)));
    }

    /** In quotes that texts have; what ANSI_QUOTES would make a name of is taken for a text as well. */
    private boolean isText(int index) {
        return tokens.kind(index) == Tokens.Kind.QUOTED && !tokens.isQuotedName(index);
    }

    private boolean isNullValue(int index) {
        boolean afterSign = tokens.kind(index - 1) == Tokens.Kind.SIGN && !tokens.isSign(index - 1, ')');
        return afterSign || BEFORE_NULL.contains(tokens.word(index - 1));
    }

    /** True if what follows is subtracted from something. */
    private boolean isValueBefore(int index) {
        int before = index - 1;
        return switch (tokens.kind(before)) {
            case QUOTED -> true;
            case WORD -> !ReservedWords.is(tokens.word(before)) || isPointOfName(before - 1);
            case SIGN -> tokens.isSign(before, ')') || tokens.isSign(before, '?');
            case NONE -> false;
        };
    }

    /** Where the list of values or rows ends that begins here; the same place if there is anything else in it. */
    int afterList(int open) {
        return afterList(open, true);
    }

    private int afterList(int open, boolean ofRows) {
        int i = open;
        do {
            int end = ofRows ? afterElement(i + 1) : after(i + 1);
            if (end == i + 1) {
                return open;
            }
            i = end;
        } while (tokens.isSign(i, ','));
        return tokens.isSign(i, ')') ? i + 1 : open;
    }

    /** Where the value or the row of values ends that begins here; the same place if neither does. */
    int afterElement(int index) {
        int start = tokens.isWord(index, "ROW") ? index + 1 : index;
        int end = tokens.isSign(start, '(') ? afterList(start, false) : after(start);
        return end == start ? index : end;
    }
}
