package io.github.understudy.samples.failover;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What requests failed with: how many of each sort, and the first of each, for whoever wants to know why. */
final class Failures {
    private final Map<String, List<Exception>> byKind;

    private Failures(Map<String, List<Exception>> byKind) {
        this.byKind = byKind;
    }

    static Failures of(List<Request> requests) {
        return new Failures(requests.stream()
                .map(request -> request.answer().failure())
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(
                        failure -> failure.getClass().getSimpleName(), TreeMap::new, Collectors.toList())));
    }

    long count() {
        return byKind.values().stream().mapToLong(List::size).sum();
    }

    /** How many of each sort, empty if there are none. */
    String kinds() {
        return byKind.entrySet().stream()
                .map(each -> each.getValue().size() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    /** One of each sort, in a line. */
    List<String> examples() {
        return byKind.values().stream()
                .map(failures -> failures.get(0).toString().replaceAll("\\s+", " "))
                .toList();
    }

    /** The same with stack traces. */
    void write(Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            byKind.forEach((kind, failures) -> {
                out.printf(Locale.ROOT, "%d x %s, the first one:%n", failures.size(), kind);
                failures.get(0).printStackTrace(out);
                out.println();
            });
        }
    }
}
