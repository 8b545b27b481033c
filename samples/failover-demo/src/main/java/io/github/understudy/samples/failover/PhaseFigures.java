package io.github.understudy.samples.failover;

import java.util.List;

/**
 * How the shop did in one phase, or in all.
 *
 * @param phase which
 * @param orders its orders
 * @param reads its reads
 */
record PhaseFigures(Phase phase, KindFigures orders, KindFigures reads) {

    static PhaseFigures of(Phase phase, List<Request> requests, List<Gap> gaps) {
        return new PhaseFigures(
                phase, of(phase, requests, gaps, Request.Kind.ORDER), of(phase, requests, gaps, Request.Kind.READ));
    }

    /** A request counts for the phase in which it was answered. */
    private static KindFigures of(Phase phase, List<Request> requests, List<Gap> gaps, Request.Kind kind) {
        return KindFigures.of(
                requests.stream()
                        .filter(request -> request.kind() == kind && phase.contains(request.to()))
                        .toList(),
                gaps.stream()
                        .filter(gap -> gap.kind() == kind && phase.contains(gap.middle()))
                        .toList());
    }
}
