package io.github.understudy.benchmarks.comparison;

import io.github.understudy.benchmarks.comparison.Books.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** What one contender showed in one incident. */
record Figures(
        String writeGap, String readGap, long slowest, int failed, int requests, Verdict verdict, String failures) {
    static final List<String> COLUMNS = List.of(
            "longest write gap (ms)",
            "longest read gap (ms)",
            "slowest request (ms)",
            "failed requests",
            "lost: only on the old source",
            "lost: nowhere",
            "doubled or by half");

    /** Longer than any pause of a working load. */
    private static final long STILL_SILENT_MILLIS = 1_000;

    /** While the load still runs, so that what it waits for counts. */
    static Figures of(Books books) {
        String failures = books.failures().entrySet().stream()
                .map(it -> it.getValue() + " × " + it.getKey())
                .collect(Collectors.joining(", "));
        return new Figures(
                gap(books.writes()),
                gap(books.reads()),
                books.slowestMillis(),
                books.failed(),
                books.requests(),
                new Verdict(0, 0, 0),
                failures);
    }

    Figures with(Verdict result) {
        return new Figures(writeGap, readGap, slowest, failed, requests, result, failures);
    }

    private static String gap(Pulse pulse) {
        boolean silent = pulse.silentMillis() > STILL_SILENT_MILLIS;
        return (silent ? "**never again** (" : "") + pulse.longestMillis() + (silent ? " and longer)" : "");
    }

    List<String> cells() {
        return List.of(
                writeGap,
                readGap,
                Long.toString(slowest),
                failed + " of " + requests,
                wrong(verdict.astray()),
                wrong(verdict.nowhere()),
                wrong(verdict.doubled()));
    }

    private static String wrong(int count) {
        return count == 0 ? "0" : "**" + count + "**";
    }
}
