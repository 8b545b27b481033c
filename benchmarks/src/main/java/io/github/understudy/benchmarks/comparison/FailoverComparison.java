package io.github.understudy.benchmarks.comparison;

import io.github.understudy.testkit.ServerFlavor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The same faults, on real servers under load, for Understudy and for the others that promise to carry an application
 * through them. In the root directory of the project:
 *
 * <pre>{@code
 * mvn -q -Pfailover-comparison -pl benchmarks -am -DskipTests package
 * }</pre>
 *
 * <p>Arguments ({@code -Dcomparison.args="…"}), all optional: {@code servers=mariadb} (default) or {@code mysql}; {@code
 * contenders=UNDERSTUDY,AWS_ENDPOINTS,…}; {@code incidents=KILL,FREEZE,…}; {@code update} writes the tables, which are
 * printed in any case, into {@code docs/failover-comparison.md}.
 */
public final class FailoverComparison {
    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger AWS = Logger.getLogger("software.amazon");

    private final ServerFlavor flavor;
    private final List<Contender> contenders;
    private final List<Incident> incidents;
    private final Report report = new Report();

    private FailoverComparison(ServerFlavor flavor, List<Contender> contenders, List<Incident> incidents) {
        this.flavor = flavor;
        this.contenders = contenders;
        this.incidents = incidents;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ServerFlavor flavor =
                ServerFlavor.valueOf(option(arguments, "servers", "mariadb").toUpperCase(Locale.ROOT));
        List<Contender> contenders =
                chosen(option(arguments, "contenders", ""), Contender.values(), Contender::valueOf);
        List<Incident> incidents = chosen(option(arguments, "incidents", ""), Incident.values(), Incident::valueOf);
        AWS.setLevel(Level.OFF);
        String tables = new FailoverComparison(flavor, contenders, incidents).run();
        System.out.println(Report.settings(contenders) + "\n" + tables);
        if (List.of(arguments).contains("update")) {
            Document document = new Document(Path.of(option(arguments, "document", "docs/failover-comparison.md")));
            document.section("settings", Report.settings(contenders));
            document.section(flavor.name().toLowerCase(Locale.ROOT), tables);
        }
        System.exit(0); // the peers' monitors have threads that do not end
    }

    private static String option(String[] arguments, String name, String otherwise) {
        return Arrays.stream(arguments)
                .filter(it -> it.startsWith(name + "="))
                .map(it -> it.substring(name.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    private static <T> List<T> chosen(String names, T[] all, Function<String, T> byName) {
        return names.isEmpty()
                ? List.of(all)
                : Arrays.stream(names.toUpperCase(Locale.ROOT).split(","))
                        .map(byName)
                        .toList();
    }

    private String run() throws InterruptedException {
        long start = System.nanoTime();
        int round = 0;
        for (Contender contender : contenders) {
            for (Incident incident : incidents) {
                System.out.printf(
                        "%3d s, round %d of %d: %s, %s%n",
                        (System.nanoTime() - start) / 1_000_000_000,
                        ++round,
                        contenders.size() * incidents.size(),
                        contender,
                        incident);
                round(contender, incident);
            }
        }
        return report.markdown(contenders);
    }

    /** On servers of its own: some drivers remember servers, for the whole JVM. */
    private void round(Contender contender, Incident incident) throws InterruptedException {
        try (Stand stand = Stand.of(flavor)) {
            report.servers(stand.cluster());
            Figures row = new Round(stand, contender, incident).run();
            System.out.println("   " + row.cells() + " " + row.failures());
            report.add(contender, incident, row);
        } catch (RuntimeException e) {
            System.out.println("   " + e);
            report.failed(contender, incident, String.valueOf(e.getMessage()));
        }
    }
}
