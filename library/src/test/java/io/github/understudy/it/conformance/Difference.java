package io.github.understudy.it.conformance;

import java.util.ArrayList;
import java.util.List;

/** Where two transcripts differ. */
final class Difference {
    private Difference() {}

    /** The lines that differ and are not so by design, in pairs; after a missing line nothing more is compared. */
    static List<String> between(String scenario, List<String> plain, List<String> understudy) {
        List<String> differences = new ArrayList<>();
        for (int line = 0; line < Math.max(plain.size(), understudy.size()); line++) {
            String expected = line < plain.size() ? plain.get(line) : "(nothing)";
            String actual = line < understudy.size() ? understudy.get(line) : "(nothing)";
            if (!expected.equals(actual) && !ByDesign.covers(scenario, expected, actual)) {
                differences.add((line + 1) + " plain:      " + expected);
                differences.add((line + 1) + " understudy: " + actual);
            }
        }
        return differences;
    }
}
