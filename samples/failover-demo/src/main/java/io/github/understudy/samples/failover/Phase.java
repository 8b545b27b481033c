package io.github.understudy.samples.failover;

/**
 * A part of the run. Times are those of {@link RunClock}.
 *
 * @param number from 1
 * @param title a few words
 * @param from its begin
 * @param to its end
 */
record Phase(int number, String title, long from, long to) {

    boolean contains(long at) {
        return from <= at && at < to;
    }

    double seconds() {
        return (to - from) / RunClock.SECOND;
    }
}
