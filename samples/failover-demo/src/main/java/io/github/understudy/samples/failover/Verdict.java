package io.github.understudy.samples.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The run in a few sentences, the same on the console and in the picture. */
final class Verdict {
    static final String SEMI_SYNC =
            "The servers replicate semi-synchronously: a commit returns when a replica has received"
                    + " the transaction. That is why the count must be exact. With asynchronous replication a killed server can"
                    + " take acknowledged orders with it that no replica had received, and no client library can bring them back.";
    private static final int MOST_NAMED = 5;

    private final Outcome outcome;

    Verdict(Outcome outcome) {
        this.outcome = outcome;
    }

    String failures() {
        long failed = outcome.failures().count();
        long all = failed
                + outcome.total().orders().succeeded()
                + outcome.total().reads().succeeded();
        return failed == 0
                ? String.format(Locale.ROOT, "No request failed, of %,d.", all)
                : String.format(Locale.ROOT, "%,d of %,d requests failed.", failed, all);
    }

    String effort() {
        KindFigures orders = outcome.total().orders();
        return String.format(
                Locale.ROOT,
                "The application ran %s again, as it was told is safe, and looked up %s of unknown outcome.",
                number(orders.repeats(), "lost transaction"),
                number(orders.looks(), "order"));
    }

    static String number(int count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }

    String gaps() {
        return String.format(
                Locale.ROOT,
                "The longest time without an order was %.1f s (a new source was promoted %.0f s after the kill), without a"
                        + " read %.1f s.",
                outcome.total().orders().longestGap() / RunClock.SECOND,
                Scenario.PROMOTED_AFTER,
                outcome.total().reads().longestGap() / RunClock.SECOND);
    }

    String ledger() {
        Audit audit = outcome.audit();
        return audit.isClean()
                ? String.format(
                        Locale.ROOT,
                        "Every acknowledged order is in the database once, on every server: %,d of %,d.",
                        audit.acknowledged(),
                        audit.acknowledged())
                : "THE DATABASE IS NOT WHAT CUSTOMERS WERE TOLD.";
    }

    /** What is wrong with the database, in a line each; empty if nothing is. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (Audit.NodeAudit node : outcome.audit().nodes()) {
            String name = Cast.name(node.node());
            add(faults, name + " has lost acknowledged orders", node.missing());
            add(faults, name + " has orders more than once", node.doubled());
            add(faults, name + " has orders that nobody placed", node.unasked());
            if (node.wrongStock() > 0) {
                faults.add(name + " has " + node.wrongStock() + " products whose stock does not fit their orders");
            }
            if (node.wrongLines() > 0) {
                faults.add(name + " has " + node.wrongLines() + " orders that do not fit their lines");
            }
        }
        return faults;
    }

    private static void add(List<String> faults, String text, List<String> ids) {
        if (!ids.isEmpty()) {
            String more = ids.size() > MOST_NAMED ? ", …" : "";
            faults.add(text + " (" + ids.size() + "): "
                    + String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size()))) + more);
        }
    }
}
