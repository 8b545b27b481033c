package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.replay.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A result in a transaction that may be replayed: it knows how far it was read and what was seen, and goes on with the
 * rows of another server after a replay.
 */
final class RecordedResultSet extends LogicalResultSet {
    private Reading reading = new Reading();
    private @Nullable Long firstKey;
    private boolean moved;

    RecordedResultSet(ResultOwner owner, ResultSet rows, @Nullable Lease lease) {
        super(owner, rows, lease);
    }

    Reading reading() {
        return reading;
    }

    /** The number in the first row, if it is one: what a generated key is. */
    @Nullable
    Long firstKey() {
        return firstKey;
    }

    boolean isReleased() {
        return lease() == null;
    }

    /** The same rows on another server, read as far. */
    void adopt(ResultSet again, Reading itsReading, Lease lease) {
        reading = itsReading;
        become(again, lease);
    }

    @Override
    public boolean next() throws SQLException {
        while (true) {
            try {
                boolean there = delegate().next();
                reading.moved(delegate(), there);
                if (there && !moved) {
                    firstKey = number(delegate().getString(1));
                }
                moved = true;
                return counted(there);
            } catch (SQLException e) {
                owner().conversation().resume(e, lease());
            }
        }
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        jumps();
        return super.absolute(row);
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        jumps();
        return super.relative(rows);
    }

    @Override
    public boolean previous() throws SQLException {
        jumps();
        return super.previous();
    }

    @Override
    public boolean first() throws SQLException {
        jumps();
        return super.first();
    }

    @Override
    public boolean last() throws SQLException {
        jumps();
        return super.last();
    }

    @Override
    public void beforeFirst() throws SQLException {
        jumps();
        super.beforeFirst();
    }

    @Override
    public void afterLast() throws SQLException {
        jumps();
        super.afterLast();
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        jumps();
        super.moveToInsertRow();
    }

    @Override
    public void refreshRow() throws SQLException {
        jumps();
        super.refreshRow();
    }

    private void jumps() {
        owner().conversation().hinderReplay("a result was read in another order than row after row");
    }
}
