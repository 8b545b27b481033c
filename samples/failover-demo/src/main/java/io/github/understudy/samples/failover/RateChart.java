package io.github.understudy.samples.failover;

import java.util.List;
import java.util.Locale;

/** Requests per second over time, stacked by the node that served them, with the gaps and what went wrong. */
final class RateChart {
    private static final double HEIGHT = 150;
    private static final double SPACE = 12;
    private static final double WIDE = 100;
    private static final long WORTH_SHOWING = 400_000_000;

    private final String title;
    private final String gapWords;
    private final TimeAxis axis;
    private final List<Request> requests;
    private final List<Gap> gaps;
    private final int nodes;
    private final Rates rates;
    private final double gridStep;
    private final double ceiling;

    RateChart(Request.Kind kind, String title, String gapWords, Outcome outcome, TimeAxis axis) {
        this.title = title;
        this.gapWords = gapWords;
        this.axis = axis;
        this.requests = outcome.requests().stream()
                .filter(request -> request.kind() == kind && axis.contains(request.to()))
                .toList();
        this.gaps = outcome.gaps().stream()
                .filter(gap -> gap.kind() == kind && gap.nanos() >= WORTH_SHOWING)
                .toList();
        this.nodes = outcome.audit().nodes().size();
        this.rates = new Rates(requests, nodes, axis.begin(), axis.end());
        this.gridStep = gridStep(rates.highest());
        this.ceiling = Math.ceil(rates.highest() / gridStep) * gridStep;
    }

    /** A round number that the highest value holds two to five times. */
    private static double gridStep(double highest) {
        double power = Math.pow(10, Math.floor(Math.log10(highest)));
        double digits = highest / power;
        return digits < 2 ? power / 2 : digits < 5 ? power : power * 2;
    }

    /**
     * Returns where the next thing can begin.
     *
     * @param front for what nothing may cover
     */
    double draw(Svg svg, Svg front, double top) {
        double bottom = top + HEIGHT;
        svg.text(TimeAxis.NAMES, top + 14, "title", title);
        svg.text(TimeAxis.NAMES, top + 30, "note", "per second");
        drawGrid(svg, bottom);
        for (int node = nodes - 1; node >= 0; node--) {
            svg.path(area(node, bottom), "node" + node);
        }
        gaps.forEach(gap -> drawGap(svg, front, gap, top));
        svg.line(axis.left(), bottom, axis.right(), bottom, "edge");
        new IncidentRow(requests, axis).draw(front, bottom + 2);
        return bottom + IncidentRow.HEIGHT + SPACE;
    }

    private double y(double rate, double bottom) {
        return bottom - rate / ceiling * HEIGHT;
    }

    private void drawGrid(Svg svg, double bottom) {
        for (double rate = gridStep; rate <= ceiling; rate += gridStep) {
            double y = y(rate, bottom);
            svg.line(axis.left(), y, axis.right(), y, "grid");
            svg.text(axis.left() - 6, y + 4, "tick end", String.format(Locale.ROOT, "%.0f", rate));
        }
    }

    /** The area up to and including this node; those of lower nodes are drawn over it. */
    private String area(int node, double bottom) {
        StringBuilder path = new StringBuilder(command('M', axis.left(), bottom));
        for (int step = 0; step < rates.steps(); step++) {
            double y = y(rates.upTo(node, step), bottom);
            long from = axis.begin() + step * Rates.STEP;
            path.append(command('L', axis.x(from), y)).append(command('L', axis.x(from + Rates.STEP), y));
        }
        return path.append(command('L', axis.x(axis.begin() + rates.steps() * Rates.STEP), bottom))
                .append('Z')
                .toString();
    }

    private static String command(char letter, double x, double y) {
        return String.format(Locale.ROOT, "%s%.1f %.1f", letter, x, y);
    }

    private void drawGap(Svg svg, Svg front, Gap gap, double top) {
        double from = axis.x(gap.from());
        double to = axis.x(gap.to());
        double middle = (from + to) / 2;
        String length = String.format(Locale.ROOT, "%.1f s", gap.nanos() / RunClock.SECOND);
        svg.rect(from, top, to - from, HEIGHT, "gap", length + " " + gapWords);
        front.text(middle, top + HEIGHT / 2, "gapText middle", length);
        if (to - from > WIDE) {
            front.text(middle, top + HEIGHT / 2 + 16, "gapNote middle", gapWords);
        }
    }
}
