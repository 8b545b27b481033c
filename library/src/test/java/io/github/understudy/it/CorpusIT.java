package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.internal.sql.StatementClass;
import io.github.understudy.internal.sql.StatementClassifier;
import io.github.understudy.it.CorpusServer.Truth;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What the classifier says of some hundred statements, against what they do on a read-only replica. Each runs in a
 * session of its own; what it is, the server tells, and no label.
 */
@ClusterTest(replicas = 1)
class CorpusIT {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");

    private final StatementClassifier classifier = new StatementClassifier();
    private final Cluster cluster;

    CorpusIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void nothingWithAnEffectAndNothingThatDependsOnTheSessionIsARead() throws Exception {
        List<String> wrong = new ArrayList<>();
        Map<Truth, Integer> counts = new TreeMap<>();
        int reads = 0;
        try (CorpusServer server = CorpusServer.on(cluster)) {
            for (String sql : lines("effects.sql")) {
                Truth truth = server.test(sql);
                counts.merge(truth, 1, Integer::sum);
                if (truth == Truth.FAILED) {
                    System.out.println("corpus: failed: " + sql + " -- " + server.lastFailure());
                }
                boolean read = classifier.classify(sql).kind() == StatementClass.READ;
                if (read && (truth == Truth.EFFECT || truth == Truth.REFUSED || truth == Truth.SESSION)) {
                    wrong.add(truth + " " + sql);
                }
                reads += read && truth == Truth.FREE ? 1 : 0;
                if (read && truth == Truth.FREE) {
                    server.runOnSource(sql);
                }
            }
            refusesWhatViewsHide(server);
            assertThat(server.sourceIsChanged()).as("a read has changed data").isFalse();
            assertThat(server.notAsTested())
                    .as("statements that reached the server otherwise")
                    .isEmpty();
        }
        int executed = counts.entrySet().stream()
                .filter(entry -> entry.getKey() != Truth.FAILED)
                .mapToInt(Map.Entry::getValue)
                .sum();
        System.out.println("corpus on " + cluster.flavor() + ": " + executed + " statements executed " + counts
                + "; classed READ: " + reads + " of " + counts.getOrDefault(Truth.FREE, 0)
                + " free ones, and " + wrong.size() + " others");
        assertThat(wrong).isEmpty();
        assertThat(executed).isGreaterThanOrEqualTo(400);
    }

    /** No text shows what a view does: the replica must refuse it as a whole, and the library runs it on the source. */
    private void refusesWhatViewsHide(CorpusServer server) throws SQLException, IOException {
        for (String sql : lines("hidden.sql")) {
            assertThat(classifier.classify(sql).kind()).as(sql).isEqualTo(StatementClass.READ);
            assertThat(server.test(sql)).as(sql).isEqualTo(Truth.REFUSED);
        }
    }

    /** A line may begin with the only server that it is for, as in {@code mysql: SELECT 1}. */
    private List<String> lines(String file) throws IOException {
        String flavor = cluster.flavor().name().toLowerCase(Locale.ROOT);
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(CORPUS.resolve(file))) {
            boolean marked = line.matches("(mysql|mariadb): .*");
            if (!line.isBlank() && !line.startsWith("--") && (!marked || line.startsWith(flavor + ": "))) {
                String sql = marked ? line.substring(line.indexOf(' ') + 1) : line;
                lines.add(sql.replace("\\n", "\n"));
            }
        }
        return lines;
    }
}
