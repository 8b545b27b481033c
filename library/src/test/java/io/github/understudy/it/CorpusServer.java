package io.github.understudy.it;

import com.mysql.cj.jdbc.JdbcConnection;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out, on a read-only replica, what a statement does. */
final class CorpusServer implements AutoCloseable {

    /** What was found. */
    enum Truth {
        /** The read-only server refuses it: it writes. */
        REFUSED,
        /** Something in its session is not as before. */
        EFFECT,
        /** In another session, on the same data, it gives another answer. */
        SESSION,
        /** None of these. */
        FREE,
        /** Not run, for another reason: it shows nothing. */
        FAILED
    }

    /** 1290 read-only, 1792 read-only transaction, 1836 read-only mode. */
    private static final Set<Integer> REFUSALS = Set.of(1290, 1792, 1836);

    private static final String CHECKSUMS = "CHECKSUM TABLE app.t, app.u, app.log";

    private final Cluster cluster;
    private final TestNode replica;
    private final Map<Long, String> tested = new HashMap<>();
    private final List<String> baseline;
    private final SessionPair pair;
    private final Connection source;
    private final String checksums;
    private String lastFailure = "";

    private CorpusServer(Cluster cluster) throws SQLException {
        this.cluster = cluster;
        this.replica = cluster.replicas().get(0);
        CorpusFixture.create(cluster);
        cluster.awaitCaughtUp(Duration.ofSeconds(30));
        replica.execute("SET GLOBAL log_output = 'TABLE'");
        replica.execute("SET GLOBAL general_log = 1");
        try (Connection fresh = connect(replica, cluster.user(), cluster.password())) {
            baseline = traces(fresh);
        }
        pair = new SessionPair(admin(replica), admin(replica));
        source = admin(cluster.source());
        checksums = answer(source, CHECKSUMS);
    }

    static CorpusServer on(Cluster cluster) throws SQLException {
        return new CorpusServer(cluster);
    }

    private Connection admin(TestNode node) throws SQLException {
        return connect(node, cluster.adminUser(), cluster.adminPassword());
    }

    private Connection connect(TestNode node, String user, String password) throws SQLException {
        String url = "jdbc:mysql://" + node.address() + "/" + cluster.database()
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&cacheServerConfiguration=true";
        return DriverManager.getConnection(url, user, password);
    }

    Truth test(String sql) throws SQLException {
        try (Connection fresh = connect(replica, cluster.user(), cluster.password())) {
            tested.put(((JdbcConnection) fresh).getSession().getThreadId(), sql);
            try {
                answer(fresh, sql);
            } catch (SQLException e) {
                lastFailure = e.getErrorCode() + " " + e.getMessage();
                return REFUSALS.contains(e.getErrorCode()) ? Truth.REFUSED : Truth.FAILED;
            }
            if (!traces(fresh).equals(baseline)) {
                return Truth.EFFECT;
            }
        } catch (SQLException e) {
            lastFailure = e.toString(); // it has ended its own connection
            return Truth.EFFECT;
        }
        return pair.answersDiffer(sql) ? Truth.SESSION : Truth.FREE;
    }

    String lastFailure() {
        return lastFailure;
    }

    /** What can be seen of a session; each answer, or the number of its error. */
    private List<String> traces(Connection session) throws SQLException {
        List<String> traces = new ArrayList<>();
        traces.add("in transaction: "
                + ((JdbcConnection) session).getSession().getServerSession().inTransactionOnServer());
        traces.add("last id: " + answer(session, "SELECT LAST_INSERT_ID(), @@insert_id"));
        for (String probe : CorpusFixture.probes(cluster.flavor())) {
            try {
                traces.add(probe + ": " + answer(session, probe));
            } catch (SQLException e) {
                traces.add(probe + ": error " + e.getErrorCode());
            }
        }
        if (cluster.flavor() == ServerFlavor.MYSQL) {
            long id = ((JdbcConnection) session).getSession().getThreadId();
            traces.add("variables: "
                    + replica.rows(
                            "SELECT variable_name, variable_value FROM performance_schema.user_variables_by_thread"
                                    + " JOIN performance_schema.threads USING (thread_id) WHERE processlist_id = "
                                    + id));
        }
        return traces;
    }

    /** For statements that are free on the replica: on the source, a write would not be refused. */
    void runOnSource(String sql) throws SQLException {
        answer(source, sql);
    }

    boolean sourceIsChanged() throws SQLException {
        return !checksums.equals(answer(source, CHECKSUMS));
    }

    /** Compares with the server's own log. */
    List<String> notAsTested() {
        Map<Long, Set<String>> logged = new HashMap<>();
        replica.rows("SELECT thread_id AS id, CONVERT(argument USING utf8mb4) AS text FROM mysql.general_log"
                        + " WHERE command_type = 'Query'")
                .forEach(row -> logged.computeIfAbsent(Long.valueOf(row.get("id")), id -> new HashSet<>())
                        .add(plain(row.get("text"))));
        return tested.entrySet().stream()
                .filter(entry -> !logged.getOrDefault(entry.getKey(), Set.of()).contains(plain(entry.getValue())))
                .map(Map.Entry::getValue)
                .filter(sql -> !sql.startsWith("PREPARE")) // MySQL writes them in its own words
                .toList();
    }

    private static String plain(String sql) {
        return sql.strip().replaceAll("[;\\s]+$", "");
    }

    /** All results of a statement as one text. */
    static String answer(Connection session, String sql) throws SQLException {
        StringBuilder answer = new StringBuilder();
        try (Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() >= 0) {
                answer.append(rows ? text(statement.getResultSet()) : "updated " + statement.getUpdateCount());
                rows = statement.getMoreResults();
            }
        }
        return answer.toString();
    }

    private static String text(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                byte[] value = rows.getBytes(i);
                text.append(value == null ? "NULL" : new String(value, StandardCharsets.ISO_8859_1))
                        .append('|');
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Override
    public void close() throws SQLException {
        replica.execute("SET GLOBAL general_log = 0");
        pair.close();
        source.close();
    }
}
