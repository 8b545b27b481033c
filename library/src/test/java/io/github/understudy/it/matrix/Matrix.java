package io.github.understudy.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.testkit.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of one kind of cluster under load: what was promised is kept, and what it costs is in a table.
 * {@code mvn -Pfault-matrix} runs all; {@code -Dunderstudy.matrix=KILL,GALERA_FREEZE} chooses some; an ordinary build runs
 * one of each kind, so that the matrix stays in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Matrix {
    private static final String CHOICE = System.getProperty("understudy.matrix", "quick");

    private final String prefix;
    private final List<Fault> faults;
    private final Fault quick;
    private final List<Variant> variants;
    private final Table table;

    /** @param prefix of the names by which faults are chosen */
    Matrix(String prefix, Fault[] faults, Fault quick, List<Variant> variants) {
        this.prefix = prefix;
        this.faults = List.of(faults);
        this.quick = quick;
        this.variants = variants;
        this.table = new Table(variants);
    }

    Stream<Fault> faults() {
        List<String> chosen = Arrays.asList(CHOICE.split(","));
        return switch (CHOICE) {
            case "quick" -> Stream.of(quick);
            case "all" -> faults.stream();
            default -> faults.stream().filter(fault -> chosen.contains(prefix + fault.name()));
        };
    }

    @ParameterizedTest(allowZeroInvocations = true)
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
                            "FIGURE %s%s, %s: held %d ms, noticed %s, %s %s%n",
                            prefix,
                            fault,
                            variant.name(),
                            row.held().toMillis(),
                            row.noticed(),
                            figures.cells(),
                            figures.note()));
            assertThat(row.broken()).isEmpty();
        }
    }

    /** As in the name of the file with the table. */
    abstract String name(Cluster cluster);

    @AfterAll
    void print(Cluster cluster) throws IOException {
        String text = table.markdown();
        System.out.println(text);
        Files.writeString(Path.of("target", "fault-matrix-" + name(cluster) + ".md"), text);
    }
}
