package io.github.understudy.topology;

import org.jspecify.annotations.Nullable;

/**
 * A set of transactions, in the form the server's flavor gives it: MySQL's sets of intervals
 * ({@link MySqlGtidSet}), MariaDB's positions ({@link MariaDbGtidPosition}). Immutable.
 *
 * <p>Sets of different flavors are never related: {@link #contains} is false, {@link #subtract} returns this set.
 */
public sealed interface GtidSet permits MySqlGtidSet, MariaDbGtidPosition {

    /** True if every transaction of the other set is in this one. The empty set is in every set. */
    boolean contains(GtidSet other);

    /** The transactions of this set that are not in the other one. */
    GtidSet subtract(GtidSet other);

    /** The transactions that are in either set. */
    GtidSet union(GtidSet other);

    /** The transactions that are in both sets; none if the other is of another flavor. */
    GtidSet intersect(GtidSet other);

    /**
     * For this set as what a source is known to have, and a later transaction of one of its sessions: both, and all that
     * was committed there in between.
     *
     * @return null if that can't be told, because the transactions are counted in several rows
     */
    @Nullable
    GtidSet upTo(GtidSet own);

    /**
     * Reads either form.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static GtidSet parse(String text) {
        return text.indexOf(':') >= 0 ? MySqlGtidSet.parse(text) : MariaDbGtidPosition.parse(text);
    }

    boolean isEmpty();

    /** True if all transactions of the set were first written on this server. */
    boolean isWrittenBy(NodeId server);

    /** How many transactions the set has, as far as the form tells (MariaDB: the sum of the sequence numbers). */
    long count();

    /** The set as the server writes it. */
    @Override
    String toString();
}
