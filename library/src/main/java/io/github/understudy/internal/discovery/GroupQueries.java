package io.github.understudy.internal.discovery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/** What has to be asked of the members of a group (Group Replication) so that nothing is missed. */
public final class GroupQueries {
    private GroupQueries() {}

    /**
     * What a session says in the middle of a transaction that only the server knows of: an XA transaction, or one that a
     * procedure has begun. It was begun with what there was then, and must not be ended here.
     */
    private static final Set<Integer> WITHIN_TRANSACTION = Set.of(1399, 1766);

    /**
     * Waits until the member has applied all that its group has committed before. The session must be outside of a
     * transaction; tables that it has locked stay so. Four round trips; needs no grant. The connection must not be used
     * again when the time was over.
     *
     * @param atMost at least a millisecond
     * @return false if the session is in the middle of such a transaction: then nothing was waited for
     * @throws SQLException the driver's, also if the member is none any more, or the time was over
     */
    public static boolean catchUp(Connection member, Duration atMost) throws SQLException {
        return TimeLimit.ask(member, atMost, GroupQueries::catchUp);
    }

    private static boolean catchUp(Connection member) throws SQLException {
        try (Statement statement = member.createStatement()) {
            String before = level(statement);
            // Refused within a transaction: so the COMMIT that follows ends none.
            statement.execute(set("BEFORE"));
            try {
                // A SELECT without a table, or of one of the server's own, would not wait; START TRANSACTION would
                // unlock.
                statement.execute("COMMIT AND NO CHAIN NO RELEASE");
            } catch (SQLException e) {
                reset(statement, before, e);
                throw e;
            }
            statement.execute(set(before));
            return true;
        } catch (SQLException e) {
            if (!WITHIN_TRANSACTION.contains(e.getErrorCode())) {
                throw e;
            }
            return false;
        }
    }

    /** What the application may have set for its sessions. */
    private static String level(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT @@session.group_replication_consistency")) {
            row.next();
            return row.getString(1);
        }
    }

    private static String set(String level) {
        return "SET SESSION group_replication_consistency = '" + level + "'";
    }

    private static void reset(Statement statement, String before, SQLException first) {
        try {
            statement.execute(set(before));
        } catch (SQLException e) {
            first.addSuppressed(e);
        }
    }
}
