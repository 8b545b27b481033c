package io.github.understudy.topology;

import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB's GTID position: for each replication domain the last transaction, as in {@code 0-1-270,1-2-25}, which stands
 * for all transactions of that domain up to it. Positions are compared by the sequence number alone, because the server
 * counts it on across a change of source. So histories that have diverged are not seen as such here. Immutable.
 */
public final class MariaDbGtidPosition implements GtidSet {
    private static final MariaDbGtidPosition EMPTY = new MariaDbGtidPosition(new TreeMap<>());

    private final SortedMap<Long, Last> domains;

    private MariaDbGtidPosition(SortedMap<Long, Last> domains) {
        this.domains = domains;
    }

    /** The position before the first transaction. */
    public static MariaDbGtidPosition empty() {
        return EMPTY;
    }

    /**
     * Reads what {@code gtid_binlog_pos} and its like give. White space does not matter; where a domain comes twice, the
     * higher sequence counts.
     *
     * @throws IllegalArgumentException if the text is not a list of GTIDs
     */
    public static MariaDbGtidPosition parse(String text) {
        if (text.isBlank()) {
            return EMPTY;
        }
        SortedMap<Long, Last> domains = new TreeMap<>();
        for (String gtid : text.split(",", -1)) {
            String[] parts = gtid.strip().split("-", -1);
            if (parts.length != 3) {
                throw malformed(text, null);
            }
            try {
                Last last = new Last(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
                domains.merge(Long.parseLong(parts[0]), last, Last::later);
            } catch (NumberFormatException notANumber) {
                throw malformed(text, notANumber);
            }
        }
        return new MariaDbGtidPosition(domains);
    }

    private static IllegalArgumentException malformed(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException("'" + text + "' is not a MariaDB GTID position", cause);
    }

    @Override
    public boolean contains(GtidSet other) {
        if (!(other instanceof MariaDbGtidPosition that)) {
            return other.isEmpty();
        }
        for (Map.Entry<Long, Last> entry : that.domains.entrySet()) {
            Last mine = domains.get(entry.getKey());
            if (mine == null || mine.sequence < entry.getValue().sequence) {
                return false;
            }
        }
        return true;
    }

    /**
     * The domains in which this position is ahead of the other, each at the place where it is here. It is a position
     * again, so its {@link #count} is not the number of transactions between the two.
     */
    @Override
    public MariaDbGtidPosition subtract(GtidSet other) {
        if (!(other instanceof MariaDbGtidPosition that)) {
            return this;
        }
        SortedMap<Long, Last> ahead = new TreeMap<>(domains);
        for (Iterator<Map.Entry<Long, Last>> i = ahead.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<Long, Last> entry = i.next();
            Last theirs = that.domains.get(entry.getKey());
            if (theirs != null && theirs.sequence >= entry.getValue().sequence) {
                i.remove();
            }
        }
        return new MariaDbGtidPosition(ahead);
    }

    /** @throws IllegalArgumentException if the other position is of another flavor and not empty */
    @Override
    public MariaDbGtidPosition union(GtidSet other) {
        if (!(other instanceof MariaDbGtidPosition that)) {
            if (other.isEmpty()) {
                return this;
            }
            throw new IllegalArgumentException("a MariaDB GTID position can't be united with '" + other + "'");
        }
        SortedMap<Long, Last> both = new TreeMap<>(domains);
        that.domains.forEach((domain, last) -> both.merge(domain, last, Last::later));
        return new MariaDbGtidPosition(both);
    }

    /** The domains that both have, each at the lower of the two places. */
    @Override
    public MariaDbGtidPosition intersect(GtidSet other) {
        if (!(other instanceof MariaDbGtidPosition that)) {
            return EMPTY;
        }
        SortedMap<Long, Last> common = new TreeMap<>();
        domains.forEach((domain, mine) -> {
            Last theirs = that.domains.get(domain);
            if (theirs != null) {
                common.put(domain, mine.sequence <= theirs.sequence ? mine : theirs);
            }
        });
        return new MariaDbGtidPosition(common);
    }

    /** A position tells of all before it in its own domain; another domain may have moved on as well. */
    @Override
    public @Nullable MariaDbGtidPosition upTo(GtidSet own) {
        boolean sameDomains =
                own instanceof MariaDbGtidPosition that && that.domains.keySet().containsAll(domains.keySet());
        return sameDomains ? union(own) : null;
    }

    @Override
    public boolean isEmpty() {
        return domains.isEmpty();
    }

    /** Only the last transaction of each domain tells who wrote it. */
    @Override
    public boolean isWrittenBy(NodeId server) {
        return domains.values().stream().allMatch(last -> server.equals(NodeId.ofServerId(last.server)));
    }

    @Override
    public long count() {
        return domains.values().stream().mapToLong(Last::sequence).sum();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MariaDbGtidPosition that && domains.equals(that.domains);
    }

    @Override
    public int hashCode() {
        return domains.hashCode();
    }

    @Override
    public String toString() {
        return domains.entrySet().stream()
                .map(entry -> entry.getKey() + "-" + entry.getValue().server + "-" + entry.getValue().sequence)
                .collect(Collectors.joining(","));
    }

    /** The last transaction of a domain and the server that wrote it. */
    private record Last(long server, long sequence) {
        static Last later(Last one, Last other) {
            return other.sequence > one.sequence ? other : one;
        }
    }
}
