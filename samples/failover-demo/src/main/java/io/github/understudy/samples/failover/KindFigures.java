package io.github.understudy.samples.failover;

import java.util.Arrays;
import java.util.List;

/**
 * The requests of one kind in one phase.
 *
 * @param succeeded how many were answered well
 * @param failures what the others failed with
 * @param repeats how many times the application ran a lost transaction again
 * @param looks how many times the application looked for an order whose outcome was unknown
 * @param byReplicas how many of the good answers came from replicas
 * @param longestGap the longest time in which nobody's request succeeded
 * @param median of the time that a request took
 * @param p99 of the time that a request took
 * @param slowest the longest that a request took
 */
record KindFigures(
        int succeeded,
        Failures failures,
        int repeats,
        int looks,
        int byReplicas,
        long longestGap,
        long median,
        long p99,
        long slowest) {

    static KindFigures of(List<Request> requests, List<Gap> gaps) {
        List<Request> good = requests.stream().filter(Request::isSuccess).toList();
        long[] times = good.stream().mapToLong(Request::nanos).sorted().toArray();
        return new KindFigures(
                good.size(),
                Failures.of(requests),
                requests.stream()
                        .mapToInt(request -> request.answer().repeats())
                        .sum(),
                requests.stream().mapToInt(request -> request.answer().looks()).sum(),
                (int) good.stream().filter(Request::byReplica).count(),
                Gap.longest(gaps),
                quantile(times, 0.5),
                quantile(times, 0.99),
                Arrays.stream(times).max().orElse(0));
    }

    private static long quantile(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.round(part * sorted.length))];
    }

    long failed() {
        return failures.count();
    }

    /** From 0 to 1. */
    double replicaShare() {
        return succeeded == 0 ? 0 : (double) byReplicas / succeeded;
    }
}
