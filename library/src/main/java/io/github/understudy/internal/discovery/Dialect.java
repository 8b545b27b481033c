package io.github.understudy.internal.discovery;

import io.github.understudy.internal.resolver.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * How to ask one server about itself. Made for one connection and kept with it, because it remembers what the server
 * refused and what it has read before. Used by one thread at a time.
 *
 * <p>No method sets a time limit: whoever owns the connection cuts it off at its deadline.
 */
public sealed interface Dialect permits MySqlDialect, MariaDbDialect, NdbDialect {

    /**
     * For a connection of somebody else, which takes one statement at a time and is left as it was: three round trips for
     * a probe.
     */
    static Dialect of(Connection connection) throws SQLException {
        return of(connection, false);
    }

    /**
     * Finds out what the server speaks and prepares the session for being asked. Two round trips at most.
     *
     * @param together true if the connection is ours, and takes several statements at once ({@code allowMultiQueries}):
     *     then a probe is one round trip, and now and then one more, for InnoDB Cluster's metadata
     */
    static Dialect of(Connection connection, boolean together) throws SQLException {
        Row row = Row.only(connection, "SELECT @@version AS version, @@version_comment AS comment");
        String version = row.text("version");
        boolean mariaDb =
                (version + row.text("comment")).toLowerCase(Locale.ROOT).contains("mariadb");
        if (!mariaDb && NdbDialect.isBuiltFor(version, row.text("comment"))) {
            return NdbDialect.of(together);
        }
        return mariaDb
                ? MariaDbDialect.prepare(connection, version, together)
                : MySqlDialect.prepare(connection, row.text("comment"), together);
    }

    /**
     * Asks the server. What the account may not see is missing in the answer and named in its limitations.
     *
     * @throws SQLException if the server could not be asked
     */
    Observation observe(Connection connection) throws SQLException;
}
