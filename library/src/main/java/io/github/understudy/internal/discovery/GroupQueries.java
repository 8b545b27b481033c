package io.github.understudy.internal.discovery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What has to be asked of the members of a group (Group Replication) so that nothing is missed. */
public final class GroupQueries {
    private GroupQueries() {}

    /**
     * Waits until the member has applied all that its group has committed before. The session must be outside of a
     * transaction. Five round trips; needs no grant. The connection must not be used again when the time was over.
     *
     * @param atMost at least a millisecond
     * @throws SQLException the driver's, also if the member is none any more, or the time was over
     */
    public static void catchUp(Connection member, Duration atMost) throws SQLException {
        TimeLimit.ask(member, atMost, GroupQueries::catchUp);
    }

    private static void catchUp(Connection member) throws SQLException {
        try (Statement statement = member.createStatement()) {
            String before = level(statement);
            statement.execute("SET SESSION group_replication_consistency = 'BEFORE'");
            try {
                // A SELECT without a table would not wait.
                statement.execute("START TRANSACTION");
                statement.execute("COMMIT");
            } catch (SQLException e) {
                reset(statement, before, e);
                throw e;
            }
            statement.execute(set(before));
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
