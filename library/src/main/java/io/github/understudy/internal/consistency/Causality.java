package io.github.understudy.internal.consistency;

import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What one thread has written and seen, as demands on the server of its next read:
 *
 * <ul>
 *   <li>it must have certain transactions: those written, and those of positions that were seen;
 *   <li>it must have all that the source had at a certain moment, where that is not known as transactions yet: the
 *       thread has read there, or written without the driver telling the position;
 *   <li>it must be the replica that was read last, until that one's position at that time is known as well.
 * </ul>
 *
 * <p>{@link #settle} turns the second and third kind into the first as soon as the monitor has looked. Nothing here
 * takes a lock or asks a server. Used by one thread; another may read it when a connection is handed over.
 */
public final class Causality {
    private static final long NEVER = Long.MIN_VALUE;

    private ConsistencyLevel level;
    private @Nullable GtidSet transactions;
    private long transactionsSince = NEVER;
    private long sourceAt = NEVER;
    private long sourceKnownAt = NEVER;
    private @Nullable NodeId replica;
    private long replicaAt;
    private @Nullable NodeId proven;
    private @Nullable GtidSet provenTransactions;
    private long writes;
    private boolean elsewhere;
    private @Nullable GtidSet fromElsewhere;

    public Causality(ConsistencyLevel level) {
        this.level = level;
    }

    public ConsistencyLevel level() {
        return level;
    }

    /** Changes the level, and returns the one before. */
    public ConsistencyLevel level(ConsistencyLevel next) {
        ConsistencyLevel before = level;
        level = next;
        return before;
    }

    /** True if any server will do. */
    public boolean demandsNothing() {
        return transactions == null && sourceAt == NEVER && replica == null;
    }

    /** The transactions that a server must have; null for none. */
    public @Nullable GtidSet transactions() {
        return transactions;
    }

    /** True if a demand is not known as transactions yet: all that the source had when the thread read or wrote there. */
    public boolean awaitsSource() {
        return sourceAt != NEVER;
    }

    /** When the replica was read last. */
    public long replicaAt() {
        return replicaAt;
    }

    /** The replica that was read last, while its position at that time is not known. */
    public @Nullable NodeId replica() {
        return replica;
    }

    /** The node was found to have all transactions that are demanded now. */
    public void proven(NodeId node) {
        proven = node;
        provenTransactions = transactions;
    }

    /** True if the node is known to meet all demands from an earlier look; cheap. */
    public boolean isProven(NodeId node) {
        boolean has = transactions == null || (transactions == provenTransactions && node.equals(proven));
        return has && sourceAt == NEVER && (replica == null || replica.equals(node));
    }

    /** How often something was committed here, or may have been. */
    public long writes() {
        return writes;
    }

    // ---- what has happened ----

    /** Something was committed, or may have been, and nobody tells for certain. */
    public void mayHaveWritten() {
        writes++;
    }

    /**
     * A write was committed, and the driver told its position. Where that tells as well what was committed on the source
     * before it, this is demanded too, and covers what the thread has read there earlier.
     *
     * @param known what the source was last seen to have, null if that is not known
     */
    public void wrote(GtidSet position, @Nullable GtidSet known, long nanos) {
        writes++;
        GtidSet all = known == null ? null : known.upTo(position);
        if (all == null) {
            demand(position, nanos);
        } else {
            demand(all, nanos);
            sourceAt = NEVER;
            replica = null;
        }
    }

    /** Something ran on the source: its effects, and what it has seen, must not be missed. */
    public void usedSource(long nanos) {
        sourceAt = nanos;
        // What a replica had shown, the source had as well.
        replica = null;
    }

    /** A replica was read that met all demands. */
    public void readReplica(NodeId node, long nanos) {
        if (replica != null && !replica.equals(node)) {
            // This read was asked to see less: what the other replica had shown is demanded all the same.
            giveUpReplica();
        }
        replica = node;
        replicaAt = nanos;
    }

    /** The source was asked, at or after the moment when it was used: all demands are met by what it has. */
    public void sourceHas(GtidSet executed, long nanos) {
        demand(executed, nanos);
        sourceAt = NEVER;
        sourceKnownAt = Math.max(sourceKnownAt, nanos);
    }

    /** Whatever comes from elsewhere, such as a token or another thread's writes. */
    public void demand(GtidSet more, long nanos) {
        GtidSet known = transactions;
        if (known == null || !known.contains(more)) {
            transactions = known == null || more.contains(known) ? more : known.union(more);
            transactionsSince = Math.max(transactionsSince, nanos);
        }
    }

    /**
     * Another instance of the application demands this, which may write to another node than this one's source. A cluster
     * with one source for all need not care.
     *
     * @param more null for all that was committed until now
     */
    public void demandFromElsewhere(@Nullable GtidSet more) {
        fromElsewhere = elsewhere && (fromElsewhere == null || more == null)
                ? null
                : fromElsewhere == null || more == null ? more : fromElsewhere.union(more);
        elsewhere = true;
    }

    /** True if not even the source is known to have all that is demanded. */
    public boolean isFromElsewhere() {
        return elsewhere;
    }

    /** True if a node with these transactions has what was demanded from elsewhere. */
    public boolean hasFromElsewhere(GtidSet executed) {
        return fromElsewhere != null && executed.contains(fromElsewhere);
    }

    /** The source has been found to have what was demanded from elsewhere. */
    public void metFromElsewhere() {
        elsewhere = false;
        fromElsewhere = null;
    }

    /**
     * The node has all that was committed anywhere before it was asked.
     *
     * @param now when it had answered: what it tells of its position from then on includes that
     */
    public void caughtUpOn(NodeId node, long asked, long now) {
        if (sourceAt != NEVER && asked - sourceAt >= 0) {
            sourceAt = NEVER;
        }
        sourceKnownAt = Math.max(sourceKnownAt, asked);
        replica = node;
        replicaAt = now;
        metFromElsewhere();
        proven(node);
    }

    /** All that the source has at this moment, whatever that is. */
    public void demandSourceAt(long nanos) {
        if (sourceKnownAt == NEVER || nanos - sourceKnownAt >= 0) {
            sourceAt = sourceAt == NEVER ? nanos : Math.max(sourceAt, nanos);
        }
    }

    /** The replica that was read last can't be read any more: the source had all that it showed. */
    public void giveUpReplica() {
        if (replica != null) {
            replica = null;
            demandSourceAt(replicaAt);
        }
    }

    /** The demands of another thread are this one's as well. */
    public void join(Causality other, long nanos) {
        GtidSet theirs = other.transactions;
        if (theirs != null) {
            demand(theirs, nanos);
        }
        if (other.sourceAt != NEVER) {
            demandSourceAt(other.sourceAt);
        }
        if (other.replica != null) {
            demandSourceAt(other.replicaAt);
        }
        if (other.elsewhere) {
            demandFromElsewhere(other.fromElsewhere);
        }
    }

    // ---- what follows ----

    /**
     * Turns demands into transactions where the monitor has looked since.
     *
     * @param sourceSince when the source became it: what it had before does not tell what the earlier source had
     */
    public void settle(Positions positions, @Nullable NodeId source, long sourceSince) {
        Position there = positions.of(source);
        if (there != null && there.executed() != null && there.asOfNanos() - sourceSince >= 0) {
            if (sourceAt != NEVER && !elsewhere && there.asOfNanos() - sourceAt >= 0) {
                sourceHas(there.executed(), there.asOfNanos());
            }
            dropLost(there.executed(), there.asOfNanos());
        }
        Position read = positions.of(replica);
        if (read != null && read.executed() != null && read.asOfNanos() - replicaAt >= 0) {
            replica = null;
            demand(read.executed(), read.asOfNanos());
        }
    }

    /** What the source does not have, asked after it was demanded, was lost with an earlier source: nobody has it. */
    private void dropLost(GtidSet source, long asOfNanos) {
        if (transactions != null && !elsewhere && asOfNanos - transactionsSince > 0 && !source.contains(transactions)) {
            GtidSet left = transactions.intersect(source);
            transactions = left.isEmpty() ? null : left;
            transactionsSince = asOfNanos;
        }
    }

    /** True if a replica is known to meet all demands. */
    public boolean isMetBy(NodeId node, Positions positions) {
        if (replica != null && !replica.equals(node)) {
            return isMetByLag(node, positions, replicaAt) && isMetApartFromReplica(node, positions);
        }
        return isMetApartFromReplica(node, positions);
    }

    private boolean isMetApartFromReplica(NodeId node, Positions positions) {
        if (sourceAt != NEVER && !isMetByLag(node, positions, sourceAt)) {
            return false;
        }
        GtidSet wanted = transactions;
        if (wanted == null) {
            return true;
        }
        Position known = positions.of(node);
        return known != null && known.executed() != null && known.executed().contains(wanted);
    }

    /** Without GTIDs there is only the lag to go by. */
    private static boolean isMetByLag(NodeId node, Positions positions, long nanos) {
        Position known = positions.of(node);
        return known != null && known.executed() == null && known.hasAllBefore(nanos);
    }
}
