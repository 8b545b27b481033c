package io.github.understudy.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text with sections between comments, {@code <!-- name -->} and {@code <!-- /name -->}, that are written anew. */
final class Document {
    private final Path file;

    Document(Path file) {
        this.file = file;
    }

    void section(String name, String text) throws IOException {
        String all = Files.readString(file);
        String begin = "<!-- " + name + " -->";
        String end = "<!-- /" + name + " -->";
        int from = all.indexOf(begin);
        int to = all.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(file + " has no section " + name);
        }
        Files.writeString(
                file, all.substring(0, from + begin.length()) + "\n" + text.strip() + "\n" + all.substring(to));
    }
}
