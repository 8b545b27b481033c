package io.github.understudy.samples.failover;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables below the timeline. */
final class Tables {
    private final Outcome outcome;

    Tables(Outcome outcome) {
        this.outcome = outcome;
    }

    String phases() {
        return "<tr><th></th><th></th><th colspan='6' class='group'>orders</th>"
                + "<th colspan='6' class='group'>reads</th></tr>\n"
                + row(
                        "th",
                        "phase",
                        "length",
                        "placed",
                        "failed",
                        "run again",
                        "looked up",
                        "longest gap",
                        "p50 / p99",
                        "served",
                        "failed",
                        "by replicas",
                        "longest gap",
                        "p50 / p99",
                        "slowest")
                + outcome.phases().stream().map(Tables::phase).collect(Collectors.joining())
                + total();
    }

    private static String phase(PhaseFigures figures) {
        return figures(
                figures.phase().number() + "  " + figures.phase().title(),
                seconds("%.1f s", figures.phase().to() - figures.phase().from()),
                figures);
    }

    private String total() {
        long begin = outcome.phases().get(0).phase().from();
        return figures("all", seconds("%.1f s", outcome.end() - begin), outcome.total())
                .replace("<tr>", "<tr class='total'>");
    }

    private static String figures(String name, String length, PhaseFigures figures) {
        KindFigures orders = figures.orders();
        KindFigures reads = figures.reads();
        return row(
                "td",
                name,
                length,
                count(orders.succeeded()),
                failures(orders),
                count(orders.repeats()),
                count(orders.looks()),
                seconds("%.2f s", orders.longestGap()),
                latency(orders),
                count(reads.succeeded()),
                failures(reads),
                String.format(Locale.ROOT, "%.1f %%", reads.replicaShare() * 100),
                seconds("%.2f s", reads.longestGap()),
                latency(reads),
                millis(reads.slowest()));
    }

    private static String failures(KindFigures figures) {
        return figures.failed() == 0 ? "0" : figures.failures().kinds();
    }

    String ledger() {
        return row("th", "server", "role at the end", "orders", "missing", "doubled", "stock", "order lines")
                + outcome.audit().nodes().stream().map(Tables::ledger).collect(Collectors.joining())
                + new Verdict(outcome)
                        .faults().stream()
                                .map(fault -> "<tr><td colspan='7' class='bad'>" + Svg.escape(fault) + "</td></tr>\n")
                                .collect(Collectors.joining());
    }

    private static String ledger(Audit.NodeAudit node) {
        return row(
                "td",
                Cast.name(node.node()),
                node.isSource() ? "source" : "replica",
                count(node.orders()),
                count(node.missing().size()),
                count(node.doubled().size()),
                node.wrongStock() == 0 ? "as the orders leave it" : node.wrongStock() + " products wrong",
                node.wrongLines() == 0 ? "fit their orders" : node.wrongLines() + " orders wrong");
    }

    String events() {
        Map<Mark.Kind, String> who = Map.of(
                Mark.Kind.FAULT, "fault",
                Mark.Kind.ACTION, "orchestrator",
                Mark.Kind.DECISION, "library",
                Mark.Kind.DETAIL, "library");
        return outcome.marks().stream()
                .map(mark -> row("td", seconds("%.2f s", mark.at()), who.getOrDefault(mark.kind(), ""), mark.text()))
                .collect(Collectors.joining());
    }

    private static String row(String cell, String... values) {
        List<String> cells = Stream.of(values)
                .map(value -> "<" + cell + ">" + Svg.escape(value) + "</" + cell + ">")
                .toList();
        return "<tr>" + String.join("", cells) + "</tr>\n";
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String latency(KindFigures figures) {
        return millis(figures.median()).replace(" ms", "") + " / " + millis(figures.p99());
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, nanos < 10_000_000 ? "%.1f ms" : "%.0f ms", nanos / 1e6);
    }

    private static String seconds(String format, long nanos) {
        return String.format(Locale.ROOT, format, nanos / RunClock.SECOND);
    }
}
