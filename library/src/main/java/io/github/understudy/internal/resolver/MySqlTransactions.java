package io.github.understudy.internal.resolver;

import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;

/** MySQL's sets tell every transaction. */
record MySqlTransactions(MySqlGtidSet set) implements Transactions {

    @Override
    public Transactions plus(Transactions other) {
        if (isEmpty()) {
            return other;
        }
        return other instanceof MySqlTransactions that && !that.isEmpty()
                ? new MySqlTransactions(set.union(that.set))
                : this;
    }

    @Override
    public Transactions minus(Transactions other) {
        return other instanceof MySqlTransactions that ? new MySqlTransactions(set.subtract(that.set)) : this;
    }

    @Override
    public Transactions lackingOn(Observation server) {
        if (isEmpty() || !(server.gtids() instanceof MySqlGtidSet theirs) || theirs.contains(set)) {
            return NONE;
        }
        return new MySqlTransactions(set.subtract(theirs));
    }

    @Override
    public Transactions writtenBy(NodeId server) {
        return new MySqlTransactions(set.writtenBy(server));
    }

    @Override
    public boolean isEmpty() {
        return set.isEmpty();
    }

    @Override
    public long count() {
        return set.count();
    }

    @Override
    public int size() {
        return set.intervals();
    }

    @Override
    public String toString() {
        return Cut.of(set.toString());
    }
}
