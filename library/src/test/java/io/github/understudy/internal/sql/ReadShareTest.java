package io.github.understudy.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How many of the plain reads of frameworks and benchmarks are recognized as such, and so can go to replicas. */
class ReadShareTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final Pattern PLAIN = Pattern.compile("(?is)^\\(*\\s*(select|with)\\b.*");

    /** What locks, and what asks for the traces of an earlier statement, must not be a read. */
    private static final Pattern NOT_PLAIN =
            Pattern.compile("(?is).*(for update|for share|lock in share mode|get_lock|release_lock|last_insert_id).*");

    private final StatementClassifier classifier = new StatementClassifier();

    @Test
    void nearlyAllPlainReadsAreRecognized() throws IOException {
        Map<String, List<String>> sources = committed();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(CORPUS, "captured-*.sql")) {
            for (Path file : files) {
                sources.put(file.getFileName().toString(), plainReads(Files.readAllLines(file)));
            }
        }
        int all = 0;
        int reads = 0;
        for (Map.Entry<String, List<String>> source : sources.entrySet()) {
            List<String> missed = source.getValue().stream()
                    .filter(sql -> classifier.classify(sql).kind() != StatementClass.READ)
                    .toList();
            int size = source.getValue().size();
            all += size;
            reads += size - missed.size();
            System.out.println("plain reads of " + source.getKey() + ": " + (size - missed.size()) + " of " + size
                    + " are READ" + (missed.isEmpty() ? "" : ", not " + missed));
        }
        System.out.printf(
                Locale.ROOT, "plain reads in all: %d of %d are READ, %.1f %%%n", reads, all, 100.0 * reads / all);
        assertThat(reads).isGreaterThanOrEqualTo(all * 95 / 100);
    }

    private static Map<String, List<String>> committed() throws IOException {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        String source = "";
        for (String line : Files.readAllLines(CORPUS.resolve("plain-reads.sql"))) {
            if (line.startsWith("-- source: ")) {
                source = line.substring("-- source: ".length());
            } else {
                sources.computeIfAbsent(source, name -> new ArrayList<>()).add(line.replace("\\n", "\n"));
            }
        }
        return sources;
    }

    private static List<String> plainReads(List<String> lines) {
        return lines.stream()
                .filter(line -> PLAIN.matcher(line).matches()
                        && !NOT_PLAIN.matcher(line).matches())
                .map(line -> line.replace("\\n", "\n"))
                .toList();
    }
}
