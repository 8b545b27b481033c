package io.github.understudy.samples.failover;

import java.util.List;

/** Successful requests per second by node, in steps of a quarter of a second; the last one is whole, too. */
final class Rates {
    static final long STEP = 250_000_000;

    private final double[][] rates;

    /** @param requests those between {@code begin} and {@code end} */
    Rates(List<Request> requests, int nodes, long begin, long end) {
        this.rates = new double[(int) ((end - begin) / STEP)][nodes];
        requests.stream()
                .filter(request -> request.isSuccess() && request.node() >= 0)
                .filter(request -> request.to() < begin + steps() * STEP)
                .forEach(request ->
                        rates[(int) ((request.to() - begin) / STEP)][request.node()] += RunClock.SECOND / STEP);
    }

    int steps() {
        return rates.length;
    }

    /** What the nodes up to and including this one have served. */
    double upTo(int node, int step) {
        double sum = 0;
        for (int each = 0; each <= node; each++) {
            sum += rates[step][each];
        }
        return sum;
    }

    double highest() {
        double highest = 1;
        for (int step = 0; step < rates.length; step++) {
            highest = Math.max(highest, upTo(rates[step].length - 1, step));
        }
        return highest;
    }
}
