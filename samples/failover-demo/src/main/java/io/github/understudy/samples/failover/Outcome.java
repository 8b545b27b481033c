package io.github.understudy.samples.failover;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is known after the run, for the console and the picture.
 *
 * @param options what was asked for
 * @param version of the servers
 * @param start when it began
 * @param end when it ended, by {@link RunClock}
 * @param requests all requests
 * @param marks what happened to the servers
 * @param stays in what condition each of them was
 * @param phases the figures of each phase
 * @param total the figures of the whole run
 * @param gaps all gaps between successes, long and short
 * @param audit what the database has
 */
record Outcome(
        Options options,
        String version,
        Instant start,
        long end,
        List<Request> requests,
        List<Mark> marks,
        List<Stay> stays,
        List<PhaseFigures> phases,
        PhaseFigures total,
        List<Gap> gaps,
        Audit audit) {

    static Outcome of(
            Options options,
            String version,
            RunClock clock,
            List<Request> requests,
            Chronicle chronicle,
            List<Stay> stays,
            Audit audit) {
        List<Phase> phases = chronicle.phases();
        long begin = phases.get(0).from();
        long end = phases.get(phases.size() - 1).to();
        List<Gap> gaps = Stream.of(Request.Kind.values())
                .flatMap(kind -> Gap.between(requests, kind, begin, end).stream())
                .toList();
        return new Outcome(
                options,
                version,
                clock.start(),
                end,
                requests,
                chronicle.marks(),
                stays,
                phases.stream()
                        .map(phase -> PhaseFigures.of(phase, requests, gaps))
                        .toList(),
                PhaseFigures.of(new Phase(0, "all", 0, Long.MAX_VALUE), requests, gaps),
                gaps,
                audit);
    }

    Failures failures() {
        return Failures.of(requests);
    }
}
