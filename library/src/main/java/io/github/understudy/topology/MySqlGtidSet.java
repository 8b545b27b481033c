package io.github.understudy.topology;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MySQL's set of transactions: for each server they came from, and for each tag used there, intervals of numbers, as in
 * {@code 3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5:7:backup:1-3}. Immutable.
 */
public final class MySqlGtidSet implements GtidSet {
    /** More than is committed between two looks at a source, and less than group_replication_gtid_assignment_block_size. */
    private static final long LONGEST_GAP = 500_000;

    private static final MySqlGtidSet EMPTY = new MySqlGtidSet(new TreeMap<>());

    /** No value is empty, so that equal sets are equal maps. */
    private final SortedMap<Origin, Intervals> transactions;

    private MySqlGtidSet(SortedMap<Origin, Intervals> transactions) {
        this.transactions = transactions;
    }

    /** The set without a transaction. */
    public static MySqlGtidSet empty() {
        return EMPTY;
    }

    /**
     * Reads what {@code gtid_executed} and the session tracker give. White space does not matter.
     *
     * @throws IllegalArgumentException if the text is not a set of GTIDs
     */
    public static MySqlGtidSet parse(String text) {
        return text.isBlank() ? EMPTY : new Parser(text).parse();
    }

    @Override
    public boolean contains(GtidSet other) {
        if (!(other instanceof MySqlGtidSet that)) {
            return other.isEmpty();
        }
        for (Map.Entry<Origin, Intervals> entry : that.transactions.entrySet()) {
            Intervals mine = transactions.get(entry.getKey());
            if (mine == null || !mine.contains(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public MySqlGtidSet subtract(GtidSet other) {
        if (!(other instanceof MySqlGtidSet that)) {
            return this;
        }
        SortedMap<Origin, Intervals> rest = new TreeMap<>();
        transactions.forEach((origin, mine) -> {
            Intervals left = mine.subtract(that.transactions.getOrDefault(origin, Intervals.empty()));
            if (!left.isEmpty()) {
                rest.put(origin, left);
            }
        });
        return new MySqlGtidSet(rest);
    }

    /** @throws IllegalArgumentException if the other set is of another flavor and not empty */
    @Override
    public MySqlGtidSet union(GtidSet other) {
        if (!(other instanceof MySqlGtidSet that)) {
            if (other.isEmpty()) {
                return this;
            }
            throw new IllegalArgumentException("a MySQL GTID set can't be united with '" + other + "'");
        }
        SortedMap<Origin, Intervals> both = new TreeMap<>(transactions);
        that.transactions.forEach((origin, theirs) -> both.merge(origin, theirs, Intervals::union));
        return new MySqlGtidSet(both);
    }

    @Override
    public MySqlGtidSet intersect(GtidSet other) {
        if (!(other instanceof MySqlGtidSet that)) {
            return EMPTY;
        }
        SortedMap<Origin, Intervals> common = new TreeMap<>();
        transactions.forEach((origin, mine) -> {
            Intervals shared = mine.intersect(that.transactions.getOrDefault(origin, Intervals.empty()));
            if (!shared.isEmpty()) {
                common.put(origin, shared);
            }
        });
        return new MySqlGtidSet(common);
    }

    /**
     * What a source had committed when it committed the given transactions, as far as can be told when this is what it
     * was last known to have: both sets, and for each origin the numbers between. It holds all that a session of the
     * source can have read before its own commit.
     *
     * @param own transactions of a session, all committed on that source
     * @return null if they are counted in several rows (tags), or not one after the other: each member of a replication
     *     group takes its numbers from a block of its own
     */
    @Override
    public @Nullable MySqlGtidSet upTo(GtidSet own) {
        if (!(own instanceof MySqlGtidSet that) || that.transactions.size() != 1) {
            return null;
        }
        Origin origin = that.transactions.firstKey();
        Intervals mine = transactions.getOrDefault(origin, Intervals.empty());
        Intervals theirs = that.transactions.getOrDefault(origin, Intervals.empty());
        long last = theirs.last();
        if (last - mine.last() > LONGEST_GAP || isCountedElsewhere(origin)) {
            return null;
        }
        SortedMap<Origin, Intervals> result = new TreeMap<>(transactions);
        result.put(origin, mine.union(theirs).union(Intervals.range(mine.last() + 1, last)));
        return new MySqlGtidSet(result);
    }

    private boolean isCountedElsewhere(Origin origin) {
        for (Origin other : transactions.tailMap(new Origin(origin.uuid, "")).keySet()) {
            if (!other.uuid.equals(origin.uuid)) {
                return false;
            }
            if (!other.tag.equals(origin.tag)) {
                return true;
            }
        }
        return false;
    }

    /** How many intervals of numbers the set has: what it costs to compare, send and keep it. */
    public int intervals() {
        return transactions.values().stream().mapToInt(Intervals::size).sum();
    }

    @Override
    public boolean isEmpty() {
        return transactions.isEmpty();
    }

    @Override
    public boolean isWrittenBy(NodeId server) {
        return transactions.keySet().stream().allMatch(origin -> origin.uuid().equals(server.value()));
    }

    /** The transactions of this set that were first written on this server, with whatever tag. */
    public MySqlGtidSet writtenBy(NodeId server) {
        SortedMap<Origin, Intervals> own = new TreeMap<>(transactions);
        own.keySet().removeIf(origin -> !origin.uuid().equals(server.value()));
        return new MySqlGtidSet(own);
    }

    @Override
    public long count() {
        return transactions.values().stream().mapToLong(Intervals::count).sum();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MySqlGtidSet that && transactions.equals(that.transactions);
    }

    @Override
    public int hashCode() {
        return transactions.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        String uuid = "";
        for (Map.Entry<Origin, Intervals> entry : transactions.entrySet()) {
            Origin origin = entry.getKey();
            if (!origin.uuid.equals(uuid)) {
                uuid = origin.uuid;
                text.append(text.isEmpty() ? "" : ",").append(uuid);
            }
            if (!origin.tag.isEmpty()) {
                text.append(':').append(origin.tag);
            }
            entry.getValue().appendTo(text);
        }
        return text.toString();
    }

    /** Where transactions come from: a server, and a tag that is empty for most. */
    private record Origin(String uuid, String tag) implements Comparable<Origin> {
        @Override
        public int compareTo(Origin other) {
            int byUuid = uuid.compareTo(other.uuid);
            return byUuid != 0 ? byUuid : tag.compareTo(other.tag);
        }
    }

    /** Reads one text, by hand: sets of many megabytes exist. */
    private static final class Parser {
        private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        private static final Pattern TAG = Pattern.compile("[a-z_][a-z0-9_]{0,31}");

        private final String text;
        private final SortedMap<Origin, Intervals.Builder> builders = new TreeMap<>();

        Parser(String text) {
            this.text = text;
        }

        MySqlGtidSet parse() {
            for (String entry : text.split(",", -1)) {
                parseServer(entry.split(":", -1));
            }
            SortedMap<Origin, Intervals> result = new TreeMap<>();
            builders.forEach((origin, builder) -> result.put(origin, builder.build()));
            return new MySqlGtidSet(result);
        }

        private void parseServer(String[] parts) {
            String uuid = matching(UUID, parts[0]);
            Intervals.@Nullable Builder current = null;
            boolean complete = false;
            for (int i = 1; i < parts.length; i++) {
                String part = parts[i].strip();
                complete = !part.isEmpty() && Character.isDigit(part.charAt(0));
                if (!complete) {
                    current = builder(uuid, matching(TAG, part)); // it counts for all intervals up to the next tag
                } else {
                    current = current == null ? builder(uuid, "") : current;
                    addInterval(current, part);
                }
            }
            if (!complete) {
                throw malformed(null);
            }
        }

        private Intervals.Builder builder(String uuid, String tag) {
            return builders.computeIfAbsent(new Origin(uuid, tag), origin -> new Intervals.Builder());
        }

        private void addInterval(Intervals.Builder builder, String part) {
            try {
                int dash = part.indexOf('-');
                long first = Long.parseLong((dash < 0 ? part : part.substring(0, dash)).strip());
                long last = dash < 0
                        ? first
                        : Long.parseLong(part.substring(dash + 1).strip());
                if (first < 1 || last < first || last == Long.MAX_VALUE) {
                    throw malformed(null);
                }
                builder.add(first, last);
            } catch (NumberFormatException notANumber) {
                throw malformed(notANumber);
            }
        }

        private String matching(Pattern pattern, String part) {
            String name = part.strip().toLowerCase(Locale.ROOT);
            if (!pattern.matcher(name).matches()) {
                throw malformed(null);
            }
            return name;
        }

        private IllegalArgumentException malformed(@Nullable Throwable cause) {
            return new IllegalArgumentException("'" + text + "' is not a set of MySQL GTIDs", cause);
        }
    }
}
