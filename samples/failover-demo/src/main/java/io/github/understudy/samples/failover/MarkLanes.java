package io.github.understudy.samples.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words above the charts, each with a line down to the moment it is about; as many lanes as they need. */
final class MarkLanes {
    private static final double LANE = 17;
    private static final double LETTER = 6.9;
    private static final double BOLD_LETTER = 7;

    private final TimeAxis axis;
    private final List<Placed> placed = new ArrayList<>();
    private int lanes;

    MarkLanes(List<Mark> marks, TimeAxis axis) {
        this.axis = axis;
        List<Double> ends = new ArrayList<>();
        marks.stream()
                .filter(mark -> mark.kind() != Mark.Kind.DETAIL && axis.contains(mark.at()))
                .forEach(mark -> place(mark, ends));
        this.lanes = ends.size();
    }

    private void place(Mark mark, List<Double> ends) {
        double x = axis.x(mark.at());
        double width = mark.label().length() * letter(mark) + 6;
        boolean toTheLeft = x + width > axis.right() + 20;
        double from = toTheLeft ? x - width : x;
        int lane = 0;
        while (lane < ends.size() && ends.get(lane) > from) {
            lane++;
        }
        if (lane == ends.size()) {
            ends.add(0.0);
        }
        ends.set(lane, from + width);
        placed.add(new Placed(mark, x, lane, toTheLeft));
    }

    private static double letter(Mark mark) {
        return mark.kind() == Mark.Kind.DECISION ? LETTER : BOLD_LETTER;
    }

    double height() {
        return lanes * LANE + 8;
    }

    void draw(Svg svg, double top, double bottom) {
        for (Placed each : placed) {
            String style = each.mark.kind().name().toLowerCase(Locale.ROOT);
            double y = top + each.lane * LANE;
            svg.line(each.x, y, each.x, bottom, "mark " + style);
            svg.text(
                    each.x + (each.toTheLeft ? -4 : 4),
                    y + 11,
                    "label " + style + (each.toTheLeft ? " end" : ""),
                    each.mark.label());
        }
    }

    private record Placed(Mark mark, double x, int lane, boolean toTheLeft) {}
}
