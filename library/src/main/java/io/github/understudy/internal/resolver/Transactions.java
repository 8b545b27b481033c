package io.github.understudy.internal.resolver;

import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MariaDbGtidPosition;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transactions told apart one by one, as far as the servers tell. Immutable. */
sealed interface Transactions permits MySqlTransactions, MariaDbTransactions {
    Transactions NONE = new MySqlTransactions(MySqlGtidSet.empty());

    /** What a server has executed, as it said; none where it does not tell. */
    static Transactions executedBy(@Nullable Observation seen) {
        if (seen == null) {
            return NONE;
        }
        if (seen.gtids() instanceof MySqlGtidSet set) {
            return new MySqlTransactions(set);
        }
        return seen.writers() == null ? NONE : seen.writers().transactions();
    }

    /** Of these, what a client may have been told of; none where that can't be told apart from what waits. */
    static Transactions finishedOn(@Nullable Observation seen) {
        return seen != null && seen.writers() != null && seen.writers().mayWait() ? NONE : executedBy(seen);
    }

    /** What the answers to commits have named. */
    static Transactions of(List<GtidSet> told) {
        if (told.isEmpty()) {
            return NONE;
        }
        if (told.get(0) instanceof MariaDbGtidPosition) {
            return MariaDbTransactions.of(told);
        }
        // By halves: one after the other would copy the whole each time.
        List<GtidSet> sets = new ArrayList<>(told);
        while (sets.size() > 1) {
            List<GtidSet> halves = new ArrayList<>();
            for (int i = 0; i < sets.size(); i += 2) {
                halves.add(i + 1 < sets.size() ? sets.get(i).union(sets.get(i + 1)) : sets.get(i));
            }
            sets = halves;
        }
        return sets.get(0) instanceof MySqlGtidSet set ? new MySqlTransactions(set) : NONE;
    }

    /** Those of either; transactions of two kinds of servers have nothing to do with each other, and this one's stay. */
    Transactions plus(Transactions other);

    Transactions minus(Transactions other);

    /** Those that the server did not have when it was asked; none where it does not tell. */
    Transactions lackingOn(Observation server);

    /** Those that were first written on this server. */
    Transactions writtenBy(NodeId server);

    default Transactions common(Transactions other) {
        return minus(minus(other));
    }

    boolean isEmpty();

    long count();

    /** In how many pieces they are kept. */
    int size();

    /** As the servers write them, cut where that would be too long for a message. */
    @Override
    String toString();
}
