package io.github.understudy.it.matrix;

import io.github.understudy.it.orders.Account;
import io.github.understudy.it.orders.Audit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What one variant shows in one row. */
record Figures(Account account, Audit audit) {
    static final List<String> COLUMNS = List.of(
            "requests failed", "longest write gap (ms)", "longest read gap (ms)", "lost", "doubled", "state lost");

    List<String> cells() {
        String byReplication = audit.lostByReplication().isEmpty()
                ? ""
                : " (+ " + audit.lostByReplication().size() + " by replication)";
        return List.of(
                account.failed() + " of " + requests(),
                Long.toString(account.writes().longest().toMillis()),
                Long.toString(account.reads().longest().toMillis()),
                audit.lost().size() + byReplication,
                Integer.toString(audit.doubled().size()),
                Integer.toString(account.silentlyLost().size()));
    }

    private long requests() {
        // a read that failed has no beat
        long reads = account.failures().entrySet().stream()
                .filter(it -> it.getKey().startsWith("read "))
                .mapToLong(it -> it.getValue().get())
                .sum();
        return account.orders().size() + account.reads().beats() + reads;
    }

    /** The promises: empty if all are kept. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (!audit.lost().isEmpty()) {
            broken.add("lost " + audit.lost());
        }
        if (!audit.doubled().isEmpty()) {
            broken.add("doubled " + audit.doubled());
        }
        if (!account.silentlyLost().isEmpty()) {
            broken.add("state lost " + account.silentlyLost());
        }
        return broken;
    }

    boolean hasFailures() {
        return account.failed() > 0;
    }

    /** Failures by kind, for a note below the table; empty if there is nothing to say. */
    String note() {
        Map<String, AtomicInteger> sessions = account.sessions();
        sessions.remove("intact");
        String failures = text(account.failures());
        String told = sessions.isEmpty() ? "" : "sessions: " + text(sessions);
        return failures + (failures.isEmpty() || told.isEmpty() ? "" : "; ") + told;
    }

    private static String text(Map<String, AtomicInteger> counts) {
        return counts.entrySet().stream()
                .map(it -> it.getValue() + " × " + it.getKey())
                .collect(Collectors.joining(", "));
    }
}
