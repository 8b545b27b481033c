package io.github.understudy.internal.pool;

import static io.github.understudy.internal.pool.OpenPool.execute;
import static io.github.understudy.internal.pool.OpenPool.query;
import static io.github.understudy.internal.pool.OpenPool.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a session that the application has changed, on real servers. */
@ClusterTest
class CleaningIT {
    /** These differ between any two sessions, or between any two moments. */
    private static final Set<String> PASSING =
            Set.of("pseudo_thread_id", "timestamp", "rand_seed1", "rand_seed2", "statement_id", "last_gtid");

    private static final String[] DIRT = {
        "SET @x = 1",
        "SET NAMES latin1",
        "SET SESSION sql_mode = 'ANSI_QUOTES', time_zone = '+03:00', sort_buffer_size = 300000",
        "SET SESSION foreign_key_checks = 0, unique_checks = 0, auto_increment_increment = 7",
        "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        "SET SESSION TRANSACTION READ ONLY",
        "SET SESSION lock_wait_timeout = 3",
        "SET SESSION TRANSACTION READ WRITE",
        "CREATE TEMPORARY TABLE scratch (id INT PRIMARY KEY AUTO_INCREMENT)",
        "INSERT INTO scratch VALUES (NULL)",
        "PREPARE later FROM 'SELECT 1'",
        "DO GET_LOCK('held', 1)",
        "USE information_schema",
        "SET SESSION session_track_state_change = OFF",
        "SET SESSION TRANSACTION READ ONLY",
        "SET autocommit = 0"
    };

    private final Cluster cluster;

    CleaningIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aCleanedConnectionIsAsANewOne() throws Exception {
        try (OpenPool pool = OpenPool.of(cluster, DriverKind.CONNECTOR_J)) {
            assertAsNew(pool);
        }
    }

    /** By another thread, the short one of the validation could come down on the statement that follows. */
    @Test
    void timeOutsAreSetInTheThreadThatUsesTheConnection() throws Exception {
        try (OpenPool pool = OpenPool.of(cluster, DriverKind.CONNECTOR_J)) {
            try (Connection connection = pool.pool.borrow()) {
                connection.setNetworkTimeout(Runnable::run, 1_000);
            }
            pool.pool.returned();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("test-") && name.contains("network-timeout"));
        }
    }

    @Test
    void whatTheUserConfiguredIsThereAgain() throws Exception {
        try (OpenPool pool = new OpenPool(
                cluster,
                cluster.source(),
                DriverKind.CONNECTOR_J,
                options -> {
                    options.setProperty("sessionVariables", "sql_mode='TRADITIONAL',time_zone='+01:00'");
                    options.setProperty("connectionCollation", "utf8mb4_unicode_ci");
                    options.setProperty("characterSetResults", "UTF-8");
                    options.setProperty("readOnlyPropagatesToServer", "true");
                },
                more -> {
                    more.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
                    more.setConnectionInitSql("SET @greeting = 'hello'");
                    more.setAutoCommit(false);
                })) {
            assertAsNew(pool);
            try (Connection next = pool.borrow()) {
                assertThat(query(next, "SELECT @greeting")).isEqualTo("hello");
                assertThat(next.getAutoCommit()).isFalse();
                assertThat(next.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }

    private static void assertAsNew(OpenPool pool) throws SQLException {
        Connection dirty = pool.borrow();
        String id = query(dirty, "SELECT CONNECTION_ID()");
        dirty.setReadOnly(true);
        dirty.setReadOnly(false);
        dirty.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
        execute(dirty, DIRT);
        pool.pool.clean(dirty);
        dirty.close();

        Connection cleaned = pool.borrow();
        try (Connection fresh = pool.borrow()) {
            assertThat(query(cleaned, "SELECT CONNECTION_ID()")).isEqualTo(id);
            assertThat(query(fresh, "SELECT CONNECTION_ID()")).isNotEqualTo(id);
            assertThat(lasting(variables(cleaned)).entrySet())
                    .containsExactlyElementsOf(lasting(variables(fresh)).entrySet());
            assertThat(cleaned.getAutoCommit()).isEqualTo(fresh.getAutoCommit());
            assertThat(cleaned.getTransactionIsolation()).isEqualTo(fresh.getTransactionIsolation());
            assertThat(cleaned.getCatalog()).isEqualTo(fresh.getCatalog());
            assertThat(query(cleaned, "SELECT DATABASE()")).isEqualTo(query(fresh, "SELECT DATABASE()"));
            assertThat(query(cleaned, "SELECT @x")).isNull();
            assertThat(query(cleaned, "SELECT LAST_INSERT_ID()")).isEqualTo("0");
            assertThat(query(fresh, "SELECT IS_FREE_LOCK('held')")).isEqualTo("1");
            assertThatThrownBy(() -> query(cleaned, "SELECT * FROM scratch")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> execute(cleaned, "EXECUTE later")).isInstanceOf(SQLException.class);
        }
        SessionTracker tracker = pool.tracker(cleaned);
        execute(cleaned, "CREATE TABLE IF NOT EXISTS cleaned (id INT)", "SET @y = 1");
        assertThat(tracker.takeStateChanged()).isTrue();
        execute(cleaned, "INSERT INTO cleaned VALUES (1)");
        if (!cleaned.getAutoCommit()) {
            cleaned.commit();
        }
        assertThat(tracker.takeGtid()).isNotNull();
        pool.pool.clean(cleaned);
        cleaned.close();
    }

    @Test
    void anOpenTransactionIsRolledBack() throws Exception {
        cluster.source().execute("CREATE TABLE IF NOT EXISTS app.undone (id INT)");
        try (OpenPool pool = OpenPool.of(cluster, DriverKind.CONNECTOR_J)) {
            Connection dirty = pool.borrow();
            execute(dirty, "START TRANSACTION", "INSERT INTO undone VALUES (1)");
            pool.pool.clean(dirty);
            dirty.close();
            try (Connection next = pool.borrow()) {
                assertThat(query(next, "SELECT COUNT(*) FROM undone")).isEqualTo("0");
            }
        }
    }

    @Test
    void aRoleTakenBySqlIsGone() throws Exception {
        cluster.source().execute("CREATE ROLE IF NOT EXISTS costume");
        cluster.source().execute("GRANT costume TO " + cluster.user());
        try (OpenPool pool = OpenPool.of(cluster, DriverKind.CONNECTOR_J)) {
            Connection dirty = pool.borrow();
            String before = query(dirty, "SELECT CURRENT_ROLE()");
            execute(dirty, "SET ROLE costume");
            pool.pool.clean(dirty);
            dirty.close();
            try (Connection next = pool.borrow()) {
                assertThat(query(next, "SELECT CURRENT_ROLE()")).isEqualTo(before);
            }
        }
    }

    @Test
    void serverSideStatementsAreNotTrustedToSurvive() throws Exception {
        assertEvicted(new OpenPool(
                cluster,
                cluster.source(),
                DriverKind.CONNECTOR_J,
                options -> options.setProperty("useServerPrepStmts", "true"),
                more -> {}));
    }

    @Test
    void aDriverThatCannotCleanClosesInstead() throws Exception {
        assertEvicted(OpenPool.of(cluster, DriverKind.MARIADB));
    }

    private static void assertEvicted(OpenPool opened) throws SQLException {
        try (OpenPool pool = opened) {
            Connection dirty = pool.borrow();
            String id = query(dirty, "SELECT CONNECTION_ID()");
            execute(dirty, "SET @x = 1");
            pool.pool.clean(dirty);
            dirty.close();
            for (int i = 0; i < 5; i++) {
                try (Connection next = pool.borrow()) {
                    assertThat(query(next, "SELECT CONNECTION_ID()")).isNotEqualTo(id);
                    assertThat(query(next, "SELECT @x")).isNull();
                }
            }
        }
    }

    private static Map<String, String> lasting(Map<String, String> variables) {
        variables.keySet().removeAll(PASSING);
        return variables;
    }
}
