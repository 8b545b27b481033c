package io.github.understudy.topology;

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

    /** The transactions that are in both sets. */
    GtidSet intersect(GtidSet other);

    /**
     * As the known set of a source: this set, the other one, and all that was committed there before the newest of the
     * other's transactions.
     */
    default GtidSet before(GtidSet own) {
        return union(own);
    }

    /** Reads either form. @throws IllegalArgumentException if it is neither */
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
