package io.github.understudy.samples.failover;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What went wrong with requests of a kind: a dot with a number for all of a sort within a second. */
final class IncidentRow {
    static final double HEIGHT = 24;
    private static final double RADIUS = 8;
    private static final long GROUP = 1_000_000_000;
    private static final List<Sort> SORTS = List.of(
            new Sort("failed", "failed", request -> !request.isSuccess()),
            new Sort(
                    "repeated",
                    "run again by the application",
                    request -> request.answer().repeats() > 0),
            new Sort(
                    "looked",
                    "looked up by the application",
                    request -> request.answer().looks() > 0));

    private final List<Request> requests;
    private final TimeAxis axis;

    IncidentRow(List<Request> requests, TimeAxis axis) {
        this.requests = requests;
        this.axis = axis;
    }

    void draw(Svg svg, double top) {
        Map<Long, List<Request>> groups = requests.stream()
                .filter(request -> SORTS.stream().anyMatch(sort -> sort.fits.test(request)))
                .collect(Collectors.groupingBy(
                        request -> (request.to() - axis.begin()) / GROUP, TreeMap::new, Collectors.toList()));
        groups.values().forEach(group -> draw(svg, top + HEIGHT / 2, group));
    }

    private void draw(Svg svg, double y, List<Request> group) {
        double x = axis.x(group.get(0).to());
        for (Sort sort : SORTS) {
            long count = group.stream().filter(sort.fits).count();
            if (count > 0) {
                svg.circle(x, y, RADIUS, sort.style, count + " " + sort.words);
                svg.text(x, y + 4, "dot middle", Long.toString(count));
                x += 2 * RADIUS + 2;
            }
        }
    }

    private record Sort(String style, String words, Predicate<Request> fits) {}
}
