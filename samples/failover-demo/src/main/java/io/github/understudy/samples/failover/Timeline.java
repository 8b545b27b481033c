package io.github.understudy.samples.failover;

import java.util.List;
import java.util.Locale;

/** The run from left to right: phases, what happened, orders, reads, and the state of each node. */
final class Timeline {
    private static final double WIDTH = 1360;
    private static final double LEFT = 116;
    private static final double RIGHT = 1346;
    private static final double PHASES = 40;

    private final Outcome outcome;
    private final TimeAxis axis;

    Timeline(Outcome outcome) {
        this.outcome = outcome;
        this.axis = new TimeAxis(outcome.phases().get(0).phase().from(), outcome.end(), LEFT, RIGHT);
    }

    String svg() {
        MarkLanes lanes = new MarkLanes(outcome.marks(), axis);
        double chartsTop = PHASES + lanes.height() + 6;
        RateChart orders = new RateChart(Request.Kind.ORDER, "orders", "without an order", outcome, axis);
        RateChart reads = new RateChart(Request.Kind.READ, "reads", "without a read", outcome, axis);
        Svg charts = new Svg();
        Svg front = new Svg();
        double readsTop = orders.draw(charts, front, chartsTop);
        double bandsTop = reads.draw(charts, front, readsTop) + 4;
        double bottom = new NodeBands(outcome, axis).draw(charts, front, bandsTop);
        Svg back = new Svg();
        drawPhases(back, bottom);
        axis.draw(back, chartsTop, bottom);
        Svg lines = new Svg();
        lanes.draw(lines, PHASES + 4, bottom);
        return String.format(
                Locale.ROOT,
                "<svg viewBox='0 0 %.0f %.0f' role='img' aria-label='the run over time'>%s%s%s%s</svg>",
                WIDTH,
                bottom + 22,
                back,
                charts,
                lines,
                front);
    }

    private void drawPhases(Svg svg, double bottom) {
        List<PhaseFigures> phases = outcome.phases();
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i).phase();
            double from = axis.x(phase.from());
            double to = axis.x(phase.to());
            svg.rect(from, 0, to - from, bottom, i % 2 == 0 ? "phase even" : "phase odd");
            svg.rect(from + 1, 0, to - from - 2, 26, "phaseHead");
            svg.text((from + to) / 2, 17, "phaseTitle middle", phase.number() + "  " + phase.title());
        }
    }
}
