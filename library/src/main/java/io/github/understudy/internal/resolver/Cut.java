package io.github.understudy.internal.resolver;

/** Keeps lists of GTIDs in messages at a length that a person can take. */
final class Cut {
    static final int MOST_CHARACTERS = 600;

    private Cut() {}

    static String of(String gtids) {
        if (gtids.length() <= MOST_CHARACTERS) {
            return gtids;
        }
        int end = MOST_CHARACTERS;
        while (end > 0 && gtids.charAt(end) != ',' && gtids.charAt(end) != ':') {
            end--;
        }
        return gtids.substring(0, end == 0 ? MOST_CHARACTERS : end) + " ... (cut here)";
    }
}
