package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.it.orders.Account;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of a Galera cluster under load, for applications with plain settings, with replay and ledger, and with all
 * nodes as writers, side by side. {@code mvn -Pfault-matrix} runs all; an ordinary build runs one.
 */
@Tag("galera")
@ClusterTest(kind = ClusterKind.GALERA)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GaleraMatrixIT {
    private static final String CHOICE = System.getProperty("understudy.matrix", "quick");
    private static final Map<String, Map<Setting, String>> VARIANTS = variants();

    private final List<String> lines = new ArrayList<>();

    private static Map<String, Map<Setting, String>> variants() {
        Map<String, Map<Setting, String>> variants = new LinkedHashMap<>();
        variants.put("plain", Map.of());
        variants.put("replay and ledger", Map.of(Setting.REPLAY, "conflicts", Setting.LEDGER, "all"));
        variants.put("writers=all", Map.of(Setting.WRITERS, "all", Setting.REPLAY, "conflicts", Setting.LEDGER, "all"));
        return variants;
    }

    static Stream<GaleraFault> faults() {
        return switch (CHOICE) {
            case "quick" -> Stream.of(GaleraFault.CUT_ALL);
            case "all" -> Arrays.stream(GaleraFault.values());
            default ->
                Arrays.stream(GaleraFault.values())
                        .filter(fault ->
                                List.of(CHOICE.split(",")).contains("GALERA_" + fault) || CHOICE.equals("galera"));
        };
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("faults")
    void nothingIsLostOrDoubled(GaleraFault fault, Cluster cluster) throws Exception {
        Map<String, Connected> apps = new LinkedHashMap<>();
        Map<String, Sales> sales = new LinkedHashMap<>();
        try {
            for (String variant : VARIANTS.keySet()) {
                Sales.prepare(cluster, table(variant));
                apps.put(variant, Connected.to(cluster, settings(cluster, variant)));
            }
            apps.forEach((variant, app) -> sales.put(variant, Sales.begin(app, table(variant))));
            sales.values().forEach(Sales::calm);
            TestNode writer = Sales.writer(apps.get("plain"), cluster);
            sales.values().forEach(each -> each.account().writes().restart());
            sales.values().forEach(each -> each.account().reads().restart());
            Future<Long> noticed = apps.get("plain").inBackground(() -> untilExcluded(fault, cluster, writer));
            fault.happen(cluster, writer);
            sales.values().forEach(Sales::awaitWrites);
            sales.values().forEach(Sales::calm);
            TestNode witness = writer.isRunning() ? writer : GaleraFault.another(cluster, writer);
            for (String variant : VARIANTS.keySet()) {
                Sales each = sales.get(variant);
                each.end(fault.title() + ", " + variant, witness);
                lines.add(line(fault, variant, noticed.get(), each.account()));
            }
            assertThat(sales.get("replay and ledger").account().failures())
                    .as("with replay and ledger")
                    .isEmpty();
        } finally {
            sales.values().forEach(Sales::abandon);
            apps.values().forEach(Connected::close);
        }
    }

    private static String table(String variant) {
        return "matrix_" + variant.replaceAll("\\W", "_");
    }

    private static UnderstudyBuilder settings(Cluster cluster, String variant) {
        UnderstudyBuilder builder = Connected.builder(cluster, cluster.jdbcHosts());
        VARIANTS.getOrDefault(variant, Map.of()).forEach(builder::set);
        return builder;
    }

    /** How long the cluster itself needs until it goes on without the node; -1 if it never does. */
    private static long untilExcluded(GaleraFault fault, Cluster cluster, TestNode writer) {
        if (!fault.excludes()) {
            return -1L;
        }
        long began = System.nanoTime();
        TestNode last = cluster.nodes().stream()
                .filter(node -> node != writer && node != GaleraFault.another(cluster, writer))
                .findFirst()
                .orElseThrow();
        await().until(() -> GaleraFault.size(last) < cluster.nodes().size());
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static String line(GaleraFault fault, String variant, long noticed, Account account) {
        return String.format(
                "| %s | %s | %s | %d of %d | %d | %d | 0 | 0 |",
                fault.title(),
                noticed < 0 ? "" : noticed,
                variant,
                account.failed(),
                account.orders().size(),
                account.writes().longest().toMillis(),
                account.reads().longest().toMillis());
    }

    @AfterAll
    void print() throws IOException {
        String text = "| fault | Galera's own detection (ms) | settings | orders failed | longest write gap (ms)"
                + " | longest read gap (ms) | lost | doubled |\n|---|---|---|---|---|---|---|---|\n"
                + String.join("\n", lines)
                + "\n";
        System.out.println(text);
        Files.writeString(Path.of("target", "fault-matrix-galera.md"), text);
    }
}
