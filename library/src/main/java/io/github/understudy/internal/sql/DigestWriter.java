package io.github.understudy.internal.sql;

/** Writes a statement's form, token after token. What decides is what the tokens are, never how they were spaced. */
final class DigestWriter {
    private static final int MOST = 2_000;
    private static final int MOST_OF_NAME = 256; // of an alias
    private static final String PAIRS = " <= >= <> != := || && << >> -> => @@ ";

    private final Tokens tokens;
    private final Literals literals;
    private final StringBuilder out = new StringBuilder();
    private boolean afterKeyword;

    DigestWriter(Tokens tokens) {
        this.tokens = tokens;
        this.literals = new Literals(tokens);
    }

    String write() {
        int end = tokens.size();
        while (tokens.isSign(end - 1, ';') && !tokens.endEarly()) {
            end--;
        }
        int i = 0;
        while (i < end && out.length() < MOST) {
            i = next(i);
        }
        if (i < end || tokens.endEarly()) {
            add("…", false, !out.isEmpty());
        }
        return out.toString();
    }

    /** Writes what begins here, and returns where the next begins. */
    private int next(int index) {
        int afterValue = literals.after(index);
        if (afterValue > index) {
            add("?", false, isSpaced());
            return afterValue;
        }
        if (tokens.kind(index) == Tokens.Kind.SIGN) {
            sign(index);
            return index + 1;
        }
        word(index);
        if (tokens.isWord(index, "IN") && tokens.isSign(index + 1, '(')) {
            return afterValues(index + 1);
        }
        boolean rows = tokens.isWord(index, "VALUES") || tokens.isWord(index, "VALUE");
        return rows ? afterRows(index + 1) : index + 1;
    }

    /** Of a list of values the first stands for all; any other list is left to be written. */
    private int afterValues(int open) {
        int end = literals.afterList(open);
        if (end == open) {
            return open;
        }
        sign(open);
        all(open + 1, literals.afterElement(open + 1));
        sign(end - 1);
        return end;
    }

    /** Of several rows the first stands for all. */
    private int afterRows(int first) {
        int end = afterRow(first);
        all(first, end);
        while (end > first && tokens.isSign(end, ',') && afterRow(end + 1) > end + 1) {
            end = afterRow(end + 1);
        }
        return end;
    }

    /** Where the row ends that begins here; the same place if none does. */
    private int afterRow(int start) {
        int i = tokens.isWord(start, "ROW") ? start + 1 : start;
        if (!tokens.isSign(i, '(')) {
            return start;
        }
        int depth = 0;
        do {
            depth += tokens.isSign(i, '(') ? 1 : tokens.isSign(i, ')') ? -1 : 0;
            i++;
        } while (depth > 0 && i < tokens.size());
        return i;
    }

    private void all(int from, int to) {
        int i = from;
        while (i < to && out.length() < MOST) {
            i = next(i);
        }
    }

    private void word(int index) {
        String word = tokens.word(index);
        boolean verb = index == 0 || tokens.isSign(index - 1, ';');
        boolean keyword = (verb || ReservedWords.is(word)) && !tokens.isSign(index - 1, '.') && !word.isEmpty();
        String piece = keyword ? word : tokens.verbatim(index);
        add(piece.length() > MOST_OF_NAME ? "…" : piece, keyword, isSpaced());
    }

    private void sign(int index) {
        String sign = tokens.verbatim(index);
        boolean tight = ",).;".contains(sign);
        boolean call = sign.equals("(") && !afterKeyword && isAfterName();
        boolean pair = tokens.touchesNext(index - 1)
                && tokens.kind(index - 1) == Tokens.Kind.SIGN
                && PAIRS.contains(" " + last() + sign + " ");
        add(sign, false, !tight && !call && !pair && isSpaced());
    }

    private boolean isAfterName() {
        return Lexer.isNamePart(last()) || last() == '`';
    }

    private boolean isSpaced() {
        return "(.@".indexOf(last()) < 0;
    }

    private char last() {
        return out.isEmpty() ? '(' : out.charAt(out.length() - 1);
    }

    private void add(String piece, boolean keyword, boolean spaced) {
        if (spaced) {
            out.append(' ');
        }
        out.append(piece);
        afterKeyword = keyword;
    }
}
