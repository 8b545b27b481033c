package io.github.understudy.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault under load: what was promised is kept, and what it costs is in a table. {@code mvn -Pfault-matrix} runs all;
 * {@code -Dunderstudy.matrix=KILL,FLAP} chooses some; an ordinary build runs a few.
 */
@ClusterTest(semiSync = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixIT {
    private static final String CHOICE = System.getProperty("understudy.matrix", "quick");

    private final List<Variant> variants = Variant.all();
    private final Table table = new Table(variants);

    static Stream<Fault> faults() {
        return switch (CHOICE) {
            case "quick" -> Arrays.stream(Fault.values()).filter(Fault::isQuick);
            case "all" -> Arrays.stream(Fault.values());
            default -> Arrays.stream(CHOICE.split(",")).map(Fault::valueOf);
        };
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingIsLostDoubledOrForgotten(Fault fault, Cluster cluster) throws Exception {
        String whyNot = fault.byName() ? Alias.whyNot() : "";
        if (!whyNot.isEmpty()) {
            table.notRun(fault, whyNot);
            return;
        }
        table.notRun(fault, "it failed");
        try (Round round = new Round(cluster, variants, fault)) {
            Row row = round.run();
            table.add(row);
            row.figures()
                    .forEach((variant, figures) -> System.out.printf(
                            "%s, %s: held %d ms, %s %s%n",
                            fault, variant.name(), row.held().toMillis(), figures.cells(), figures.note()));
            assertThat(row.broken()).isEmpty();
        }
    }

    @AfterAll
    void print(Cluster cluster) throws IOException {
        String text = table.markdown();
        System.out.println(text);
        String flavor = cluster.flavor().name().toLowerCase(Locale.ROOT);
        Files.writeString(Path.of("target", "fault-matrix-" + flavor + ".md"), text);
    }
}
