package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.replay.Step;
import java.sql.SQLException;

/** Something that the open transaction did through the connection itself, such as setting a savepoint. */
record ConnectionStep(Conversation.TransactionWork<?> work) implements Step<Lease> {

    @Override
    public int size() {
        return 1;
    }

    @Override
    public Repeated repeatOn(Lease lease) throws SQLException {
        work.on(lease.connection());
        return Repeated.NOTHING;
    }
}
