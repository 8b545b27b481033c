package io.github.understudy.internal.discovery;

import io.github.understudy.internal.resolver.NdbStatus;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.sql.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** An SQL node of an NDB cluster: MySQL, whose data is on other servers. */
final class NdbDialect implements Dialect {
    /** What the storage engine NDB says when it reaches nobody, or not now. */
    private static final int ENGINE_SAYS_NO = 1296;

    private static final int ENGINE_SAYS_NOT_NOW = 1297;

    private final MySqlDialect mySql;
    private final PrivilegedQuery dataNodes = new PrivilegedQuery(
            "SELECT",
            "whether the NDB cluster is in single-user mode (SELECT on ndbinfo.* is enough)",
            NdbRows.DATA_NODES);
    private final PrivilegedQuery processes = new PrivilegedQuery(
            "SELECT",
            "the SQL nodes that are not configured as seeds (SELECT on ndbinfo.* is enough)",
            NdbRows.PROCESSES);

    private NdbDialect(MySqlDialect mySql) {
        this.mySql = mySql;
    }

    /** By what a server calls itself: whether it is connected to a cluster shows later. */
    static boolean isBuiltFor(String version, String comment) {
        String name = (version + " " + comment).toLowerCase(Locale.ROOT);
        return name.contains("-ndb-") || name.contains("-cluster") || name.contains("mysql cluster");
    }

    static NdbDialect of(boolean together) {
        return new NdbDialect(new MySqlDialect(together));
    }

    @Override
    public Observation observe(Connection connection) throws SQLException {
        Observation seen = mySql.observe(connection);
        NdbRows status = new NdbRows(Row.all(connection, NdbRows.QUESTION));
        if (!status.isSqlNode()) {
            return seen;
        }
        String account = Account.quoted(Row.only(connection, NdbRows.ACCOUNT).text("account"));
        List<Row> nodes = ask(dataNodes, status, connection, account);
        List<Row> clients = ask(processes, status, connection, account);
        return withStatus(seen, status.status(nodes, clients));
    }

    /** Who is not connected has no answer to these, only errors. */
    private static List<Row> ask(PrivilegedQuery question, NdbRows status, Connection connection, String account)
            throws SQLException {
        if (!status.isConnected()) {
            return List.of();
        }
        try {
            List<Row> answer = question.ask(connection, account);
            return answer == null ? List.of() : answer;
        } catch (SQLException e) {
            if (e.getErrorCode() == ENGINE_SAYS_NO || e.getErrorCode() == ENGINE_SAYS_NOT_NOW) {
                return List.of();
            }
            throw e;
        }
    }

    /** Each SQL node writes a binary log of its own: its GTIDs say nothing of what the others have. */
    private Observation withStatus(Observation seen, NdbStatus status) {
        List<String> limitations = new ArrayList<>(seen.limitations());
        Stream.of(dataNodes.limitation(), processes.limitation())
                .filter(Objects::nonNull)
                .forEach(limitations::add);
        return new Observation(
                seen.id(),
                seen.instance(),
                seen.flavor(),
                seen.version(),
                seen.advertised(),
                seen.readOnly(),
                seen.offline(),
                null,
                seen.channels(),
                List.of(),
                List.copyOf(limitations),
                null,
                seen.session(),
                null,
                status,
                null,
                false);
    }
}
