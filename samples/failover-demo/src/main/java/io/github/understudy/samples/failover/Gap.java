package io.github.understudy.samples.failover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time in which nobody's request of a kind succeeded.
 *
 * @param kind of which kind
 * @param from when the last one succeeded
 * @param to when the next one did
 */
record Gap(Request.Kind kind, long from, long to) {

    long nanos() {
        return to - from;
    }

    /** A gap counts for the phase that has its middle. */
    long middle() {
        return from + nanos() / 2;
    }

    /** All gaps of a kind between two moments, long and short. */
    static List<Gap> between(List<Request> requests, Request.Kind kind, long begin, long end) {
        List<Gap> gaps = new ArrayList<>();
        long last = begin;
        List<Long> successes = requests.stream()
                .filter(request -> request.kind() == kind && request.isSuccess())
                .map(Request::to)
                .filter(at -> begin <= at && at < end)
                .sorted()
                .toList();
        for (long at : successes) {
            gaps.add(new Gap(kind, last, at));
            last = at;
        }
        gaps.add(new Gap(kind, last, end));
        return gaps;
    }

    static long longest(List<Gap> gaps) {
        return gaps.stream()
                .max(Comparator.comparingLong(Gap::nanos))
                .map(Gap::nanos)
                .orElse(0L);
    }
}
