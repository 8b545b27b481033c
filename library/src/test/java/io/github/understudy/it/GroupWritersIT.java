package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A group with several primaries: who of them is written to by choice, and what is seen where others write as well. */
@Tag("group")
@ClusterTest(kind = ClusterKind.GROUP)
class GroupWritersIT {
    private static final String ROWS = "(WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 200)"
            + " SELECT a.n FROM t a, t b)";

    private final Cluster cluster;
    private final List<Connected> apps = new ArrayList<>();

    GroupWritersIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void prepare() {
        Counting.prepare(cluster.node(0));
        cluster.node(0).execute("DROP TABLE IF EXISTS app.big");
        cluster.node(0).execute("CREATE TABLE app.big (id INT PRIMARY KEY AUTO_INCREMENT, round INT)");
        cluster.group().awaitWhole();
        cluster.group().switchToMultiPrimary();
    }

    @AfterEach
    void close() {
        apps.forEach(Connected::close);
    }

    private Connected connect(UnderstudyBuilder builder) {
        Connected app = Connected.to(cluster, builder);
        apps.add(app);
        return app;
    }

    private UnderstudyBuilder settings() {
        return Connected.builder(cluster, cluster.node(1).address());
    }

    /** Writes to this node first. */
    private Connected preferring(TestNode node) {
        return connect(settings().set(Setting.WRITER_PRIORITIES, node.address() + "=1"));
    }

    @Test
    void aMemberWithPriorityTakesTheWritesAndOneWithoutNever() throws Exception {
        String never = cluster.node(0).address() + "=0, " + cluster.node(2).address() + "=0";
        Connected app = connect(settings().set(Setting.WRITER_PRIORITIES, never));
        assertThat(app.isSource(cluster.node(1))).isTrue();
        cluster.node(1).kill();
        await().until(() -> app.dataSource.topology().explanation().contains("writer-priorities"));
        assertThat(app.dataSource.topology().sourceNode()).isNull();
    }

    /** A member that has received much still applies it while the writer has acknowledged it long ago. */
    @Test
    void strongReadsAndTokensHoldWhereInstancesWriteToDifferentMembers() throws Exception {
        Connected one = preferring(cluster.node(0));
        Connected other = preferring(cluster.node(2));
        assertThat(one.isSource(cluster.node(0))).isTrue();
        assertThat(other.isSource(cluster.node(2))).isTrue();
        new TwoWriters(one, other).assertStrictReads(ROWS + " AS numbers");
    }

    /** What is waited for comes from another member; the lock is still there after that. */
    @Test
    void lockedTablesStayLockedWhileTheirSessionWaitsForWhatOthersHaveWritten() throws Exception {
        Connected app = preferring(cluster.node(0));
        ConsistencyLevel strong = ConsistencyLevel.STRONG;
        app.dataSource.consistency().at(strong, () -> {
            try (Connection connection = app.connection();
                    Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLES own WRITE, big READ");
                for (int n = 1; n <= 3; n++) {
                    statement.executeUpdate("UPDATE own SET n = n + 1 WHERE id = 1");
                    assertThat(Connected.query(connection, "SELECT n FROM own WHERE id = 1"))
                            .isEqualTo("" + n);
                }
                assertThat(isLocked()).isTrue();
                statement.execute("UNLOCK TABLES");
                assertThat(isLocked()).isFalse();
            }
            return null;
        });
    }

    private boolean isLocked() {
        return !"0"
                .equals(cluster.node(0)
                        .query("SELECT COUNT(*) FROM performance_schema.metadata_locks WHERE object_schema = 'app'"
                                + " AND object_name = 'own' AND lock_type = 'SHARED_NO_READ_WRITE'"));
    }

    /** The library does not know of them, and the server tells when it is asked to wait. */
    @Test
    void transactionsThatOnlyTheServerKnowsOfAreNotEnded() throws Exception {
        Connected app = preferring(cluster.node(0));
        app.update("DROP PROCEDURE IF EXISTS begins");
        app.update("CREATE PROCEDURE begins() START TRANSACTION");
        app.dataSource.consistency().at(ConsistencyLevel.STRONG, () -> {
            try (Connection connection = app.connection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CALL begins()");
                statement.executeUpdate("UPDATE own SET n = 7 WHERE id = 2");
                statement.execute("ROLLBACK");
                assertThat(Connected.query(connection, "SELECT n FROM own WHERE id = 2"))
                        .isEqualTo("0");
            }
            try (Connection connection = app.connection();
                    Statement statement = connection.createStatement()) {
                statement.execute("XA START 'x'");
                statement.executeUpdate("UPDATE own SET n = 8 WHERE id = 2");
                statement.execute("XA END 'x'");
                statement.execute("XA COMMIT 'x' ONE PHASE");
                assertThat(Connected.query(connection, "SELECT n FROM own WHERE id = 2"))
                        .isEqualTo("8");
            }
            return null;
        });
    }

    @Test
    void allMembersAreWrittenToAndEachThreadSeesItsOwnWrites() throws Exception {
        Connected app = connect(settings().set(Setting.WRITERS, "all"));
        assertThat(app.dataSource.topology().writers()).hasSize(3);
        List<Long> before =
                cluster.nodes().stream().map(GroupWritersIT::commits).toList();
        Counting counting = new Counting(app);
        int commits = counting.apart(4);
        List<Long> took = cluster.nodes().stream()
                .map(node -> commits(node) - before.get(node.index()))
                .toList();
        System.out.printf(
                "FIGURE group, writers=all: commits by member %s, own writes not seen %d%n",
                took, counting.unseen.get());
        assertThat(counting.unseen.get()).isZero();
        assertThat(took.stream().filter(each -> each > 0).count()).isGreaterThan(1);
        assertThat(app.dataSource.consistency().at(ConsistencyLevel.STRONG, () -> app.query("SELECT SUM(n) FROM own")))
                .isEqualTo("" + commits);
    }

    @Test
    void collisionsAreRepeatedByReplay() throws Exception {
        Connected app = connect(settings().set(Setting.WRITERS, "all").set(Setting.REPLAY, "conflicts"));
        Counting counting = new Counting(app);
        counting.together(3);
        String found = app.dataSource
                .consistency()
                .at(ConsistencyLevel.STRONG, () -> app.query("SELECT n FROM own WHERE id = 1"));
        System.out.printf(
                "FIGURE group, writers=all on one row: %d done, %d failed, %s found%n",
                counting.done.get(), counting.failed.get(), found);
        assertThat(found).isEqualTo("" + counting.done.get());
    }

    /** Those that began there. */
    private static long commits(TestNode node) {
        return Long.parseLong(String.valueOf(node.query("SELECT count_transactions_local_proposed FROM"
                + " performance_schema.replication_group_member_stats WHERE member_id = @@server_uuid")));
    }
}
