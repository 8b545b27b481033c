package io.github.understudy.samples.failover;

import java.util.Locale;

/** The summary on the console. */
final class TextReport {
    private static final String ROW = "%-22s %5s | %7s %6s %8s %6s %7s %5s/%-5s | %7s %6s %7s %8s %5s/%-5s";

    private final Outcome outcome;
    private final Console console;

    TextReport(Outcome outcome, Console console) {
        this.outcome = outcome;
        this.console = console;
    }

    void print() {
        console.heading("what the customers saw");
        console.line("                             | ORDERS  in transactions on the source                   "
                + "| READS  on replicas where possible");
        console.line(row(
                "phase",
                "s",
                "placed",
                "failed",
                "repeated",
                "looked",
                "gap",
                "p50",
                "p99 ms",
                "served",
                "failed",
                "gap",
                "replicas",
                "p50",
                "p99 ms"));
        console.line("-".repeat(29) + "+" + "-".repeat(57) + "+" + "-".repeat(45));
        outcome.phases().forEach(phase -> console.line(row(phase)));
        printFailures();
        printLedger();
        printVerdict();
    }

    private static String row(PhaseFigures figures) {
        KindFigures orders = figures.orders();
        KindFigures reads = figures.reads();
        return row(
                figures.phase().number() + " " + figures.phase().title(),
                format("%.1f", figures.phase().seconds()),
                orders.succeeded(),
                orders.failed(),
                orders.repeats(),
                orders.looks(),
                seconds(orders.longestGap()),
                millis(orders.median()),
                millis(orders.p99()),
                reads.succeeded(),
                reads.failed(),
                seconds(reads.longestGap()),
                format("%.1f %%", reads.replicaShare() * 100),
                millis(reads.median()),
                millis(reads.p99()));
    }

    private static String row(Object... cells) {
        return format(ROW, cells);
    }

    private void printFailures() {
        Failures failures = outcome.failures();
        if (failures.count() > 0) {
            console.line("");
            console.line("failures: " + failures.kinds());
            failures.examples().forEach(example -> console.line("  such as " + example));
        }
    }

    private void printLedger() {
        console.heading("what the database has");
        console.line(
                format("acknowledged to customers: %,d orders", outcome.audit().acknowledged()));
        for (Audit.NodeAudit node : outcome.audit().nodes()) {
            console.line(format(
                    "%s %-9s %,d orders, %d missing, %d doubled; stock %s order lines %s",
                    Cast.name(node.node()),
                    node.isSource() ? "(source)" : "(replica)",
                    node.orders(),
                    node.missing().size(),
                    node.doubled().size(),
                    node.wrongStock() == 0 ? "right," : "WRONG,",
                    node.wrongLines() == 0 ? "right" : "WRONG"));
        }
    }

    private void printVerdict() {
        Verdict verdict = new Verdict(outcome);
        console.heading("in short");
        console.line(verdict.failures());
        console.line(verdict.effort());
        console.line(verdict.gaps());
        console.line(verdict.ledger());
        verdict.faults().forEach(fault -> console.line("  " + fault));
        console.line("");
        console.wrapped(Verdict.SEMI_SYNC);
    }

    private static String seconds(long nanos) {
        return format("%.2f s", nanos / RunClock.SECOND);
    }

    private static String millis(long nanos) {
        return format(nanos < 10_000_000 ? "%.1f" : "%.0f", nanos / 1e6);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
