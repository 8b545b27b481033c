package io.github.understudy.internal.resolver;

import java.util.ArrayList;
import java.util.List;

/** An ordered set of numbers, kept as ranges that neither overlap nor touch. Immutable. */
record Ranges(List<Range> ranges) {
    static final Ranges NONE = new Ranges(List.of());

    /** From the first number to the last, both included. */
    record Range(long first, long last) {}

    Ranges {
        ranges = List.copyOf(ranges);
    }

    static Ranges of(long first, long last) {
        return first > last ? NONE : new Ranges(List.of(new Range(first, last)));
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    long count() {
        return ranges.stream().mapToLong(range -> range.last - range.first + 1).sum();
    }

    Ranges plus(Ranges other) {
        if (other.isEmpty()) {
            return this;
        }
        List<Range> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        all.sort((one, two) -> Long.compare(one.first, two.first));
        List<Range> joined = new ArrayList<>();
        for (Range next : all) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && next.first <= last.last + 1) {
                joined.set(joined.size() - 1, new Range(last.first, Math.max(last.last, next.last)));
            } else {
                joined.add(next);
            }
        }
        return new Ranges(joined);
    }

    Ranges minus(Ranges other) {
        List<Range> left = new ArrayList<>();
        int past = 0;
        for (Range range : ranges) {
            while (past < other.ranges.size() && other.ranges.get(past).last < range.first) {
                past++;
            }
            long from = range.first;
            for (int i = past; i < other.ranges.size() && other.ranges.get(i).first <= range.last; i++) {
                Range cut = other.ranges.get(i);
                if (cut.first > from) {
                    left.add(new Range(from, cut.first - 1));
                }
                from = cut.last + 1;
            }
            if (from <= range.last) {
                left.add(new Range(from, range.last));
            }
        }
        return new Ranges(left);
    }
}
