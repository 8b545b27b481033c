package io.github.understudy.topology;

import java.util.Arrays;

/**
 * An ordered set of numbers as closed intervals. Canonical, so that two equal sets are equal arrays: sorted, disjoint,
 * and no interval touches the next. All operations walk both sides once; nothing is expanded. Immutable.
 */
final class Intervals {
    private static final Intervals EMPTY = new Intervals(new long[0]);

    /** First and last number of each interval in turn. */
    private final long[] bounds;

    private Intervals(long[] bounds) {
        this.bounds = bounds;
    }

    static Intervals empty() {
        return EMPTY;
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    long count() {
        long count = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            count += bounds[i + 1] - bounds[i] + 1;
        }
        return count;
    }

    boolean contains(Intervals other) {
        int mine = 0;
        for (int i = 0; i < other.bounds.length; i += 2) {
            while (mine < bounds.length && bounds[mine + 1] < other.bounds[i]) {
                mine += 2;
            }
            if (mine == bounds.length || bounds[mine] > other.bounds[i] || bounds[mine + 1] < other.bounds[i + 1]) {
                return false;
            }
        }
        return true;
    }

    Intervals union(Intervals other) {
        Builder result = new Builder(bounds.length + other.bounds.length);
        int mine = 0;
        int theirs = 0;
        while (mine < bounds.length || theirs < other.bounds.length) {
            boolean takeMine =
                    theirs == other.bounds.length || (mine < bounds.length && bounds[mine] <= other.bounds[theirs]);
            if (takeMine) {
                result.append(bounds[mine], bounds[mine + 1]);
                mine += 2;
            } else {
                result.append(other.bounds[theirs], other.bounds[theirs + 1]);
                theirs += 2;
            }
        }
        return result.build();
    }

    Intervals subtract(Intervals other) {
        Builder result = new Builder(bounds.length + other.bounds.length);
        int hole = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            long from = bounds[i];
            long to = bounds[i + 1];
            while (hole < other.bounds.length && other.bounds[hole + 1] < from) {
                hole += 2;
            }
            // a hole that reaches beyond this interval is looked at again for the next one
            for (int j = hole; j < other.bounds.length && other.bounds[j] <= to; j += 2) {
                if (other.bounds[j] > from) {
                    result.append(from, other.bounds[j] - 1);
                }
                from = other.bounds[j + 1] + 1;
            }
            if (from <= to) {
                result.append(from, to);
            }
        }
        return result.build();
    }

    Intervals intersect(Intervals other) {
        return subtract(subtract(other));
    }

    /** The highest number, 0 if there is none. */
    long last() {
        return bounds.length == 0 ? 0 : bounds[bounds.length - 1];
    }

    /** How many intervals there are. */
    int size() {
        return bounds.length / 2;
    }

    /** All numbers from the first to the last; none if the last comes before the first. */
    static Intervals range(long first, long last) {
        return first > last ? EMPTY : new Intervals(new long[] {first, last});
    }

    /** Writes {@code :1-5:7}. */
    void appendTo(StringBuilder text) {
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(':').append(bounds[i]);
            if (bounds[i + 1] > bounds[i]) {
                text.append('-').append(bounds[i + 1]);
            }
        }
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Intervals that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** Collects intervals; cheap as long as they come in order, which is how servers write them. */
    static final class Builder {
        private long[] bounds;
        private int length;
        private Intervals outOfOrder = EMPTY;

        Builder() {
            this(8);
        }

        private Builder(int capacity) {
            bounds = new long[capacity];
        }

        /** Adds an interval at any place. */
        void add(long first, long last) {
            if (length == 0 || first >= bounds[length - 2]) {
                append(first, last);
            } else {
                outOfOrder = outOfOrder.union(new Intervals(new long[] {first, last}));
            }
        }

        /** Adds an interval that starts at or after the start of the one before it. */
        private void append(long first, long last) {
            if (length > 0 && first - 1 <= bounds[length - 1]) {
                bounds[length - 1] = Math.max(bounds[length - 1], last);
                return;
            }
            if (length + 2 > bounds.length) {
                bounds = Arrays.copyOf(bounds, bounds.length * 2 + 2);
            }
            bounds[length++] = first;
            bounds[length++] = last;
        }

        Intervals build() {
            Intervals inOrder = length == 0 ? EMPTY : new Intervals(Arrays.copyOf(bounds, length));
            return outOfOrder.isEmpty() ? inOrder : inOrder.union(outOfOrder);
        }
    }
}
