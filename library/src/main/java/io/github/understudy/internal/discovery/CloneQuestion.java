package io.github.understudy.internal.discovery;

import io.github.understudy.internal.failure.ServerRefusal;
import io.github.understudy.internal.sql.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a MySQL server is being overwritten with another one's data ({@code CLONE INSTANCE}). It answers all the
 * while, replication may even run, but its schemas are gone; in the end it restarts. Costs a round trip, so it is put to
 * those only who may be in it: not with {@code super_read_only}, which forbids it, and hardly with replicas.
 */
final class CloneQuestion {
    /** Counts the statements since the start, and needs no right. The table that tells more needs one. */
    private static final String COUNT = "SHOW GLOBAL STATUS LIKE 'Com_clone'";

    /** A copy of the server's own data into a directory is a row there as well. */
    private static final String UNDER_WAY = "SELECT 1 FROM performance_schema.clone_status"
            + " WHERE state = 'In Progress' AND destination = 'LOCAL INSTANCE'";

    private boolean understood = true;
    private @Nullable String limitation;

    boolean isCloning(Connection connection, Row state, @Nullable List<Row> registered) throws SQLException {
        limitation = null;
        if (!understood || state.isOn("super_read_only") || (registered != null && !registered.isEmpty())) {
            return false;
        }
        try {
            List<Row> counts = Row.all(connection, COUNT);
            Long count = counts.isEmpty() ? null : counts.get(0).number("value");
            return count != null && count > 0 && !Row.all(connection, UNDER_WAY).isEmpty();
        } catch (SQLException refused) {
            if (ServerRefusal.isForLackOfRights(refused)) {
                limitation =
                        "GRANT SELECT ON performance_schema.clone_status TO " + Account.quoted(state.text("account"))
                                + ": without it, whether CLONE overwrites its data can't be seen";
                return false;
            }
            if (ServerRefusal.isNotUnderstood(refused)) {
                understood = false;
                return false;
            }
            throw refused;
        }
    }

    /** What the account lacks, null if nothing. */
    @Nullable
    String limitation() {
        return limitation;
    }
}
