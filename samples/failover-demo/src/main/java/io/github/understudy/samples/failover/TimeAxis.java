package io.github.understudy.samples.failover;

/**
 * Where a moment is on the picture.
 *
 * @param begin the moment at the left end, by {@link RunClock}
 * @param end the moment at the right end
 * @param left where that is
 * @param right where that is
 */
record TimeAxis(long begin, long end, double left, double right) {

    /** Where names and titles stand, to the left of it all. */
    static final double NAMES = 8;

    double x(long at) {
        long inside = Math.max(begin, Math.min(end, at));
        return left + (right - left) * (inside - begin) / (end - begin);
    }

    boolean contains(long at) {
        return begin <= at && at <= end;
    }

    /** The lower edge: a number every five seconds. */
    void draw(Svg svg, double top, double bottom) {
        int first = (int) Math.ceil(begin / RunClock.SECOND / 5) * 5;
        for (int second = first; second * RunClock.SECOND <= end; second += 5) {
            double x = x((long) (second * RunClock.SECOND));
            svg.line(x, top, x, bottom, "grid");
            svg.text(x, bottom + 15, "tick middle", second + " s");
        }
    }
}
