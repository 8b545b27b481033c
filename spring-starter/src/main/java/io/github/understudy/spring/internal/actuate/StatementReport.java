package io.github.understudy.spring.internal.actuate;

import io.github.understudy.insight.StatementStatistics;
import io.github.understudy.topology.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the statements of one form have cost, for the endpoint. No value of the application's is in it.
 *
 * @param waitingMillis how much of the total was spent before anything was sent
 * @param nodes how often it ran on which node
 */
public record StatementReport(
        String id,
        String text,
        long count,
        long errors,
        double totalMillis,
        double meanMillis,
        double p99Millis,
        double maxMillis,
        double waitingMillis,
        long rows,
        Map<String, Long> nodes,
        @Nullable String lastNode,
        String lastSeen) {

    static StatementReport of(StatementStatistics statistics) {
        Endpoint last = statistics.lastNode();
        return new StatementReport(
                statistics.id(),
                statistics.text(),
                statistics.count(),
                statistics.errors(),
                millis(statistics.total()),
                millis(statistics.mean()),
                millis(statistics.p99()),
                millis(statistics.max()),
                millis(statistics.waiting()),
                statistics.rows(),
                statistics.nodes().entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue)),
                last == null ? null : last.toString(),
                statistics.lastSeen().toString());
    }

    /** To the microsecond. */
    static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }
}
