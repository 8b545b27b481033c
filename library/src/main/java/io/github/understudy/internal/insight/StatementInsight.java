package io.github.understudy.internal.insight;

import io.github.understudy.insight.StatementStatistics;
import io.github.understudy.internal.flight.Flight;
import io.github.understudy.internal.sql.StatementText;
import io.github.understudy.topology.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the statements of one data source cost. Nothing of the application's data is kept. Thread-safe. */
public final class StatementInsight {
    private final boolean on;
    private final DigestTable digests;
    private final SlowStatements slow;
    private final StatementText commit = new StatementText("COMMIT");

    /**
     * @param mostDigests how many forms are counted by themselves; 0 to count nothing
     * @param slow from when on a statement is told; zero for never
     */
    public StatementInsight(String name, int mostDigests, Duration slow, Flight flight) {
        this.on = mostDigests > 0;
        this.digests = new DigestTable(mostDigests, System.nanoTime());
        this.slow = new SlowStatements(name, slow.toNanos(), flight);
    }

    /** False if nothing is counted, and nobody needs to look at the clock. */
    public boolean isOn() {
        return on;
    }

    /** What a COMMIT through JDBC is counted by. */
    public StatementText commit() {
        return commit;
    }

    /**
     * A statement has run.
     *
     * @param node where it ran; null if nowhere
     * @param totalNanos how long it took, waiting included
     */
    public void ran(
            StatementText text, @Nullable Endpoint node, long nowNanos, long totalNanos, long waitingNanos, long rows) {
        add(text, node, nowNanos, totalNanos, waitingNanos, rows);
    }

    /** A statement has failed, and the application gets the exception. */
    public void failed(StatementText text, @Nullable Endpoint node, long nowNanos, long totalNanos, long waitingNanos) {
        add(text, node, nowNanos, totalNanos, waitingNanos, 0).addError();
    }

    private Tally add(
            StatementText text, @Nullable Endpoint node, long nowNanos, long totalNanos, long waitingNanos, long rows) {
        Tally tally = digests.of(text, nowNanos);
        tally.add(node, nowNanos, totalNanos, waitingNanos, rows);
        if (slow.is(totalNanos)) {
            slow.tell(tally, node, nowNanos, totalNanos, waitingNanos);
        }
        return tally;
    }

    /** The application has read so many rows of a statement's result. */
    public void read(StatementText text, long rows) {
        if (text.kept() instanceof Tally tally) {
            tally.addRows(rows);
        }
    }

    /** Those that took longest together, the longest first. */
    public List<StatementStatistics> top(int most) {
        long nowNanos = System.nanoTime();
        Instant now = Instant.now();
        return digests.all()
                .map(each -> each.statistics(nowNanos, now))
                .sorted(Comparator.comparing(StatementStatistics::total).reversed())
                .limit(most)
                .toList();
    }

    /** Forgets all that was counted. */
    public void reset() {
        digests.reset(System.nanoTime());
    }
}
