package io.github.understudy.internal.discovery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What has to be asked of the members of a group (Group Replication) so that nothing is missed. */
public final class GroupQueries {
    private GroupQueries() {}

    /** What a session says in the middle of an XA transaction: that has begun with what there was then. */
    private static final int IN_XA_TRANSACTION = 1399;

    /**
     * Waits until the member has applied all that its group has committed before. The session must be outside of a
     * transaction; tables that it has locked stay so. Four round trips, two if the session waits anyway; needs no grant.
     * The connection must not be used again when the time was over.
     *
     * @param atMost at least a millisecond
     * @throws SQLException the driver's, also if the member is none any more, or the time was over
     */
    public static void catchUp(Connection member, Duration atMost) throws SQLException {
        TimeLimit.ask(member, atMost, GroupQueries::catchUp);
    }

    private static void catchUp(Connection member) throws SQLException {
        try (Statement statement = member.createStatement()) {
            String own = level(statement);
            // Not BEFORE_ON_PRIMARY_FAILOVER, the default of today: that waits after an election only.
            if (own.equals("BEFORE") || own.equals("BEFORE_AND_AFTER")) {
                await(statement);
                return;
            }
            statement.execute(set("BEFORE"));
            try {
                await(statement);
            } catch (SQLException e) {
                reset(statement, own, e);
                throw e;
            }
            statement.execute(set(own));
        }
    }

    /**
     * A SELECT without a table, or of one of the server's own, would not wait, and START TRANSACTION would unlock tables. A
     * COMMIT of nothing waits and leaves all as it is.
     */
    private static void await(Statement statement) throws SQLException {
        try {
            statement.execute("COMMIT AND NO CHAIN NO RELEASE");
        } catch (SQLException e) {
            if (e.getErrorCode() != IN_XA_TRANSACTION) {
                throw e;
            }
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
