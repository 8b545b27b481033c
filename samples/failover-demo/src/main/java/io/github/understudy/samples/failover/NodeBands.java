package io.github.understudy.samples.failover;

import java.util.List;
import java.util.Locale;

/** A band per node: what the library took it for, and below, what had really been done to it. */
final class NodeBands {
    private static final double BAND = 22;
    private static final double TRUTH = 12;
    private static final double STEP = 46;
    private static final double LETTER = 6.6;

    private final Outcome outcome;
    private final TimeAxis axis;

    NodeBands(Outcome outcome, TimeAxis axis) {
        this.outcome = outcome;
        this.axis = axis;
    }

    /**
     * Returns where the next thing can begin.
     *
     * @param front for what nothing may cover
     */
    double draw(Svg svg, Svg front, double top) {
        List<Audit.NodeAudit> nodes = outcome.audit().nodes();
        for (int node = 0; node < nodes.size(); node++) {
            double y = top + node * STEP;
            svg.rect(TimeAxis.NAMES, y + 4, 14, 14, "node" + node);
            svg.text(TimeAxis.NAMES + 21, y + 16, "title", "server " + Cast.name(node));
            svg.rect(axis.left(), y, axis.right() - axis.left(), BAND, "empty");
            draw(svg, front, node, y);
        }
        return top + nodes.size() * STEP;
    }

    private void draw(Svg svg, Svg front, int node, double y) {
        List<Stay> stays = outcome.stays().stream()
                .filter(stay -> stay.node() == node && stay.to() >= axis.begin() && stay.from() <= axis.end())
                .toList();
        for (int i = 0; i < stays.size(); i++) {
            Stay stay = stays.get(i);
            // A condition lasts until the next one is seen, else there would be cracks.
            long end = i + 1 < stays.size() ? stays.get(i + 1).from() : axis.end();
            drawSeen(svg, front, stay, end, y);
            boolean isNews = i == 0 || stays.get(i - 1).truth() != stay.truth();
            drawTruth(svg, stay, end, y + BAND + 1, isNews);
        }
    }

    private void drawSeen(Svg svg, Svg front, Stay stay, long end, double y) {
        double from = axis.x(stay.from());
        double width = axis.x(end) - from;
        String words = stay.seen().words();
        String style = "seen-" + stay.seen().name().toLowerCase(Locale.ROOT);
        svg.rect(from, y, width, BAND, style + " of" + stay.node(), words);
        if (width > words.length() * LETTER + 6) {
            front.text(from + width / 2, y + 15, "band middle " + style + "-text", words);
        }
    }

    private void drawTruth(Svg svg, Stay stay, long end, double y, boolean isNews) {
        if (stay.truth() == Stay.Truth.RUNNING) {
            return;
        }
        double from = axis.x(stay.from());
        svg.rect(from, y, axis.x(end) - from, TRUTH, "truth", stay.truth().words());
        if (isNews) {
            svg.text(from + 3, y + 10, "truthText", stay.truth().words());
        }
    }
}
