package io.github.understudy.samples.failover;

import java.io.PrintStream;
import java.util.Locale;

/** What a person sees while the demo runs: plain lines, each with its second. Safe for use by several threads. */
final class Console {
    private static final int WIDTH = 150;
    private static final int PARAGRAPH = 100;

    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A line that belongs to a moment of {@link RunClock}. */
    void say(long at, String text) {
        String flat = text.replaceAll("\\s+", " ").stripTrailing();
        String leading = text.startsWith(" ") ? "  " : "";
        String cut = flat.length() > WIDTH ? flat.substring(0, WIDTH - 1) + "…" : flat;
        line(String.format(Locale.ROOT, "%6.1f s  %s%s", at / RunClock.SECOND, leading, cut));
    }

    /** A paragraph, in lines of bearable length. */
    void wrapped(String text) {
        StringBuilder row = new StringBuilder();
        for (String word : text.split(" ")) {
            if (row.length() + word.length() > PARAGRAPH) {
                line(row.toString().stripTrailing());
                row.setLength(0);
            }
            row.append(word).append(' ');
        }
        line(row.toString().stripTrailing());
    }

    void heading(String text) {
        line("");
        line("== " + text + " " + "=".repeat(Math.max(3, 96 - text.length())));
    }
}
