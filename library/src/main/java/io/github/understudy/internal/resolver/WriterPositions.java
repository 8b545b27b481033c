package io.github.understudy.internal.resolver;

import io.github.understudy.topology.MariaDbGtidPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * For each server that has ever written to a MariaDB server's binary log, its last transaction there
 * ({@code gtid_binlog_state}), and how far the server had got as a replica ({@code gtid_slave_pos}). A position alone
 * has one number for each domain, and a promoted server goes on counting from where it is: after a few writes of its own
 * it looks as if it had all that the former source had. Immutable.
 */
public final class WriterPositions {
    private final SortedMap<Writer, Long> written;
    private final Map<Long, Long> replicated;
    private final boolean mayWait;

    private WriterPositions(SortedMap<Writer, Long> written, Map<Long, Long> replicated, boolean mayWait) {
        this.written = written;
        this.replicated = replicated;
        this.mayWait = mayWait;
    }

    /** Who counts transactions: a server, within a replication domain. */
    record Writer(long domain, long server) implements Comparable<Writer> {
        @Override
        public int compareTo(Writer other) {
            int byDomain = Long.compare(domain, other.domain);
            return byDomain != 0 ? byDomain : Long.compare(server, other.server);
        }
    }

    /** A transaction. */
    record Gtid(Writer writer, long sequence) {}

    /**
     * Reads what the server says.
     *
     * @param semiSync true if it acknowledges nothing before a replica has it: what is in its binary log may wait yet
     * @throws IllegalArgumentException if either is no list of GTIDs
     */
    public static WriterPositions parse(String binlogState, String replicaPosition, boolean semiSync) {
        SortedMap<Writer, Long> written = new TreeMap<>();
        Map<Long, Long> replicated = new TreeMap<>();
        for (Gtid gtid : gtids(binlogState)) {
            written.merge(gtid.writer, gtid.sequence, Math::max);
        }
        for (Gtid gtid : gtids(replicaPosition)) {
            // A server that logs nothing of what it replicates has at least this.
            written.merge(gtid.writer, gtid.sequence, Math::max);
            replicated.merge(gtid.writer.domain, gtid.sequence, Math::max);
        }
        return new WriterPositions(written, replicated, semiSync);
    }

    static List<Gtid> gtids(String text) {
        List<Gtid> gtids = new ArrayList<>();
        for (String each : text.isBlank() ? new String[0] : text.split(",", -1)) {
            MariaDbGtidPosition.parse(each); // refuses what is malformed
            String[] parts = each.strip().split("-", -1);
            Writer writer = new Writer(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            gtids.add(new Gtid(writer, Long.parseLong(parts[2])));
        }
        return gtids;
    }

    /** Up to which number the server has all that this one wrote. */
    long has(Writer writer) {
        return Math.max(written.getOrDefault(writer, 0L), replicated.getOrDefault(writer.domain, 0L));
    }

    /** True if some of it may never have been acknowledged to anybody, nor seen. */
    boolean mayWait() {
        return mayWait;
    }

    /**
     * The transactions that the server surely has, one by one. Who wrote a number below the last one of another writer
     * is not told, so of the earlier writers of a domain it is the last transaction alone.
     */
    MariaDbTransactions transactions() {
        SortedMap<Writer, Ranges> surely = new TreeMap<>();
        written.forEach((writer, last) -> surely.put(writer, Ranges.of(firstSurely(writer, last), last)));
        return new MariaDbTransactions(surely);
    }

    private long firstSurely(Writer writer, long last) {
        long next = 0;
        for (Map.Entry<Writer, Long> other : written.entrySet()) {
            if (other.getKey().domain == writer.domain && !other.getKey().equals(writer)) {
                next = Math.max(next, other.getValue());
            }
        }
        return next < last ? next + 1 : last;
    }
}
