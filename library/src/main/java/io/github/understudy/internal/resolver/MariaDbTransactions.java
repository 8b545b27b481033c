package io.github.understudy.internal.resolver;

import io.github.understudy.internal.resolver.WriterPositions.Gtid;
import io.github.understudy.internal.resolver.WriterPositions.Writer;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** MariaDB's, by domain and writing server. */
record MariaDbTransactions(SortedMap<Writer, Ranges> byWriter) implements Transactions {

    static MariaDbTransactions of(List<GtidSet> told) {
        SortedMap<Writer, List<Ranges.Range>> found = new TreeMap<>();
        for (GtidSet each : told) {
            for (Gtid gtid : WriterPositions.gtids(each.toString())) {
                found.computeIfAbsent(gtid.writer(), writer -> new ArrayList<>())
                        .add(new Ranges.Range(gtid.sequence(), gtid.sequence()));
            }
        }
        SortedMap<Writer, Ranges> all = new TreeMap<>();
        found.forEach((writer, ranges) -> all.put(writer, new Ranges(List.of()).plus(new Ranges(ranges))));
        return new MariaDbTransactions(all);
    }

    @Override
    public Transactions plus(Transactions other) {
        if (!(other instanceof MariaDbTransactions that) || that.isEmpty()) {
            return this;
        }
        SortedMap<Writer, Ranges> both = new TreeMap<>(byWriter);
        that.byWriter.forEach((writer, ranges) -> both.merge(writer, ranges, Ranges::plus));
        return new MariaDbTransactions(both);
    }

    @Override
    public Transactions minus(Transactions other) {
        return other instanceof MariaDbTransactions that
                ? without(writer -> that.byWriter.getOrDefault(writer, Ranges.NONE))
                : this;
    }

    @Override
    public Transactions lackingOn(Observation server) {
        WriterPositions theirs = server.writers();
        return theirs == null ? NONE : without(writer -> Ranges.of(0, theirs.has(writer)));
    }

    @Override
    public Transactions writtenBy(NodeId server) {
        SortedMap<Writer, Ranges> own = new TreeMap<>(byWriter);
        own.keySet().removeIf(writer -> !server.equals(NodeId.ofServerId(writer.server())));
        return new MariaDbTransactions(own);
    }

    private MariaDbTransactions without(java.util.function.Function<Writer, Ranges> gone) {
        SortedMap<Writer, Ranges> left = new TreeMap<>();
        byWriter.forEach((writer, ranges) -> {
            Ranges rest = ranges.minus(gone.apply(writer));
            if (!rest.isEmpty()) {
                left.put(writer, rest);
            }
        });
        return new MariaDbTransactions(left);
    }

    @Override
    public boolean isEmpty() {
        return byWriter.isEmpty();
    }

    @Override
    public long count() {
        return byWriter.values().stream().mapToLong(Ranges::count).sum();
    }

    @Override
    public int size() {
        return byWriter.values().stream()
                .mapToInt(ranges -> ranges.ranges().size())
                .sum();
    }

    @Override
    public String toString() {
        return Cut.of(byWriter.entrySet().stream()
                .flatMap(entry -> entry.getValue().ranges().stream().map(range -> text(entry.getKey(), range)))
                .collect(Collectors.joining(", ")));
    }

    private static String text(Writer writer, Ranges.Range range) {
        String prefix = writer.domain() + "-" + writer.server() + "-";
        return range.first() == range.last()
                ? prefix + range.first()
                : prefix + range.first() + " to " + prefix + range.last();
    }
}
