package io.github.understudy.samples.failover;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The run as one HTML file that needs nothing else. */
final class Picture {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private final Outcome outcome;

    Picture(Outcome outcome) {
        this.outcome = outcome;
    }

    void write(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(file, page());
    }

    private String page() throws IOException {
        Tables tables = new Tables(outcome);
        return resource("page.html")
                .replace("{{style}}", resource("page.css"))
                .replace("{{subtitle}}", Svg.escape(subtitle()))
                .replace("{{cards}}", cards())
                .replace("{{timeline}}", new Timeline(outcome).svg())
                .replace("{{legend}}", legend())
                .replace("{{phases}}", tables.phases())
                .replace("{{ledger}}", tables.ledger())
                .replace("{{note}}", Svg.escape(Verdict.SEMI_SYNC))
                .replace("{{events}}", tables.events());
    }

    private String subtitle() {
        Options options = outcome.options();
        return String.format(
                Locale.ROOT,
                "A small shop on three %s %s servers through one Understudy data source: %d customers order, %d only look."
                        + " %s.",
                options.servers(),
                outcome.version(),
                options.customers(),
                options.visitors(),
                DATE.format(outcome.start()));
    }

    private String cards() {
        KindFigures orders = outcome.total().orders();
        KindFigures reads = outcome.total().reads();
        Audit audit = outcome.audit();
        return card(
                        audit.isClean(),
                        String.format(Locale.ROOT, "%,d", audit.acknowledged()),
                        audit.isClean()
                                ? "orders acknowledged, each found once on every server"
                                : "orders acknowledged; the database has others: see below")
                + card(
                        outcome.failures().count() == 0,
                        String.format(Locale.ROOT, "%,d", outcome.failures().count()),
                        String.format(
                                Locale.ROOT,
                                "of %,d requests failed; the application ran %s again and looked up %s",
                                orders.succeeded()
                                        + reads.succeeded()
                                        + outcome.failures().count(),
                                Verdict.number(orders.repeats(), "lost transaction"),
                                Verdict.number(orders.looks(), "order")))
                + card(
                        true,
                        seconds(orders.longestGap()),
                        String.format(
                                Locale.ROOT,
                                "longest time without an order; a new source was promoted %.0f s after the kill",
                                Scenario.PROMOTED_AFTER))
                + card(true, seconds(reads.longestGap()), "longest time without a read")
                + card(
                        true,
                        String.format(Locale.ROOT, "%.1f %%", reads.replicaShare() * 100),
                        String.format(Locale.ROOT, "of %,d reads served by replicas", reads.succeeded()));
    }

    private static String card(boolean good, String number, String words) {
        return "<div class='card" + (good ? "" : " bad") + "'><b>" + number + "</b><span>" + Svg.escape(words)
                + "</span></div>\n";
    }

    private String legend() {
        String nodes = outcome.audit().nodes().stream()
                .map(node -> item("node" + node.node(), "served by " + Cast.name(node.node())))
                .collect(Collectors.joining());
        return nodes
                + List.of(
                                item("gapKey", "nobody's request succeeded"),
                                item("dotKey failed", "failed"),
                                item("dotKey repeated", "run again by the application"),
                                item("dotKey looked", "looked up by the application"),
                                item("lineKey fault", "fault"),
                                item("lineKey action", "orchestrator or administrator"),
                                item("lineKey decision", "the library's decision"),
                                item("suspectKey", "suspect to the library"),
                                item("truthKey", "really dead or frozen"))
                        .stream()
                        .collect(Collectors.joining());
    }

    private static String item(String style, String words) {
        return "<span class='key'><i class='" + style + "'></i>" + Svg.escape(words) + "</span>\n";
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / RunClock.SECOND);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Picture.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
