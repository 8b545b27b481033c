package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.jdbc.forward.ForwardingResultSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A result that is read from one physical connection; while it is open, that connection stays with the application. */
class LogicalResultSet extends ForwardingResultSet {
    private final ResultOwner owner;
    private ResultSet rows;
    private @Nullable Lease lease;

    LogicalResultSet(ResultOwner owner, ResultSet rows, @Nullable Lease lease) {
        this.owner = owner;
        this.rows = rows;
        this.lease = lease;
        if (lease != null) {
            lease.countResults(1);
        }
    }

    /** True if the same rows are behind this, in whatever wrapper of the pool. */
    boolean isOf(ResultSet other) {
        try {
            return rows == other || rows.unwrap(ResultSet.class) == other.unwrap(ResultSet.class);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    protected final ResultSet delegate() {
        return rows;
    }

    final ResultOwner owner() {
        return owner;
    }

    final @Nullable Lease lease() {
        return lease;
    }

    /** The same rows on another server. */
    final void become(ResultSet others, Lease newLease) {
        rows = others;
        newLease.countResults(1);
        lease = newLease;
    }

    @Override
    protected <X extends SQLException> X failed(X exception) throws SQLException {
        return owner.conversation().failed(exception, lease);
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        Statement statement = owner.statement();
        if (statement == null) {
            return super.getStatement();
        }
        // The driver, and not the pool in between, knows whether the result is closed, and then refuses.
        rows.unwrap(ResultSet.class).getStatement();
        return statement;
    }

    @Override
    public boolean next() throws SQLException {
        return counted(super.next());
    }

    /** Counts a row that was read. */
    final boolean counted(boolean there) {
        Execution<?> execution = there ? owner.execution() : null;
        if (execution != null) {
            execution.readRow();
        }
        return there;
    }

    @Override
    public void insertRow() throws SQLException {
        write(ResultSet::insertRow);
    }

    @Override
    public void updateRow() throws SQLException {
        write(ResultSet::updateRow);
    }

    @Override
    public void deleteRow() throws SQLException {
        write(ResultSet::deleteRow);
    }

    /** Changes a row of the result. */
    private interface Write {
        void on(ResultSet rows) throws SQLException;
    }

    private void write(Write write) throws SQLException {
        owner.conversation().requireUsable();
        owner.conversation().writing(lease);
        try {
            write.on(rows);
            owner.conversation().written(lease);
        } catch (SQLException e) {
            throw owner.conversation().failedWrite(e, lease);
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            super.close();
        } finally {
            released();
        }
    }

    /** It is no longer read: its statement was closed or runs anew. */
    void released() {
        if (lease != null) {
            Lease its = lease;
            lease = null;
            countRead();
            its.countResults(-1);
            if (!its.hasOpenResults()) {
                owner.conversation().resultsClosed(its);
            }
        }
    }

    private void countRead() {
        Execution<?> execution = owner.execution();
        if (execution != null) {
            execution.readRows();
        }
    }
}
