package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application at work on a group of MySQL servers whose members are killed, frozen, cut off, elected and expelled. */
@Tag("group")
@ClusterTest(kind = ClusterKind.GROUP)
class GroupReplicationIT {
    private static final String TABLE = "group_orders";
    /** A group notices after five seconds that a member is silent. */
    private static final Duration DETECTION = Duration.ofSeconds(30);

    private final Cluster cluster;
    private Connected app;
    private @Nullable Sales sales;

    GroupReplicationIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void open() {
        Sales.prepare(cluster, TABLE);
        app = Connected.to(cluster);
    }

    @AfterEach
    void close() {
        if (sales != null) {
            sales.abandon();
        }
        app.close();
    }

    @Test
    void findsAllMembersFromOneAndReadsItsOwnWritesOnTheOthers() throws Exception {
        assertThat(app.dataSource.topology().kind())
                .isEqualTo(io.github.understudy.topology.ClusterKind.GROUP_REPLICATION);
        assertThat(app.dataSource.topology().nodes()).hasSize(3);
        assertThat(app.isSource(cluster.node(0))).isTrue();
        await().until(() ->
                cluster.replicas().stream().allMatch(node -> app.node(node).readable()));
        List<Long> before =
                cluster.nodes().stream().map(GroupReplicationIT::reads).toList();
        for (int i = 0; i < 50; i++) {
            app.update("INSERT INTO " + TABLE + " (id, part, parts) VALUES (" + i + ", 1, 1)");
            assertThat(app.query("SELECT part FROM " + TABLE + " WHERE id = " + i))
                    .isEqualTo("1");
        }
        assertThat(reads(cluster.node(1)) + reads(cluster.node(2)) - before.get(1) - before.get(2))
                .isGreaterThan(25);
    }

    @Test
    void followsAnElectedPrimaryAndOneOfSeveral() throws Exception {
        start();
        calm();
        cluster.group().elect(cluster.node(1));
        await().until(() -> app.isSource(cluster.node(1)));
        calm();
        cluster.group().switchToMultiPrimary();
        calm();
        cluster.group().switchToSinglePrimary(cluster.node(2));
        await().until(() -> app.isSource(cluster.node(2)));
        calm();
        finish("election, several primaries, one primary", writer());
    }

    /** Nobody else lets the new primary catch up, so the session itself has to. */
    @Test
    void aSessionThatIsHeldOnAFormerPrimaryReadsOn() throws Exception {
        TestNode primary = writer();
        try (Connection held = app.connection();
                Statement statement = held.createStatement()) {
            statement.execute("SET @kept = (SELECT 7)");
            assertThat(Connected.query(held, "SELECT @kept + COUNT(*) FROM " + TABLE))
                    .isEqualTo("8");
            cluster.group().elect(primary == cluster.node(1) ? cluster.node(2) : cluster.node(1));
            await().until(() ->
                    !app.isSource(primary) && app.dataSource.topology().sourceNode() != null);
            assertThat(Connected.query(held, "SELECT @kept + COUNT(*) FROM " + TABLE))
                    .isEqualTo("8");
        }
    }

    /** What it has seen there, the former primary has. */
    @Test
    void aSessionThatHasWrittenOnAFormerPrimaryReadsOn() throws Exception {
        TestNode primary = writer();
        try (Connection held = app.connection();
                Statement statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO " + TABLE + " (id, part, parts) VALUES (1, 1, 1)");
            statement.execute("SET @kept = (SELECT 7)");
            held.commit();
            held.setAutoCommit(true);
            assertThat(Connected.query(held, "SELECT @kept + COUNT(*) FROM " + TABLE + " WHERE id = 1"))
                    .isEqualTo("8");
            cluster.group().elect(primary == cluster.node(1) ? cluster.node(2) : cluster.node(1));
            await().until(() ->
                    !app.isSource(primary) && app.dataSource.topology().sourceNode() != null);
            long since = System.nanoTime();
            assertThat(Connected.query(held, "SELECT @kept + COUNT(*) FROM " + TABLE + " WHERE id = 1"))
                    .isEqualTo("8");
            System.out.printf(
                    "FIGURE group, a session held on a former primary read on after %d ms%n",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
        }
    }

    @Test
    void survivesTheDeathOfThePrimary() throws Exception {
        TestNode primary = writer();
        start();
        calm();
        primary.kill();
        awaitAnotherThan(primary);
        awaitWrites();
        calm();
        finish("kill of the primary", writer());
    }

    @Test
    void leavesAFrozenPrimaryWhichIsExpelledAndReturns() throws Exception {
        TestNode primary = writer();
        start();
        calm();
        primary.freeze();
        awaitAnotherThan(primary);
        awaitWrites();
        calm();
        primary.thaw();
        await().atMost(DETECTION).until(() -> app.node(primary).readable());
        assertThat(app.isSource(primary)).isFalse();
        calm();
        finish("freeze of the primary, expelled and back", writer());
    }

    @Test
    void leavesAPrimaryThatIsCutOffFromTheOthers() throws Exception {
        TestNode primary = writer();
        start();
        calm();
        cluster.group().isolate(primary);
        awaitAnotherThan(primary);
        awaitWrites();
        await().atMost(DETECTION).until(() -> app.node(primary).state() == NodeState.DOWN);
        await().until(() ->
                app.events(EventType.NODE_DOWN).stream().anyMatch(event -> event.code() == VerdictCode.NOT_PRIMARY));
        calm();
        cluster.group().mend();
        await().atMost(DETECTION).until(() -> app.node(primary).readable());
        finish("partition 2|1, the primary alone", writer());
    }

    /** The others may have got a transaction that the member gives up: it says that it was rolled back, and is not believed. */
    @Test
    void refusesToWriteWithoutAMajorityAndDoesNotRepeatWhatTheOthersMayHave() throws Exception {
        TestNode primary = writer();
        primary.execute("SET GLOBAL group_replication_unreachable_majority_timeout = 2");
        primary.execute("SET GLOBAL group_replication_autorejoin_tries = 0");
        app.update("INSERT INTO " + TABLE + " (id, part, parts) VALUES (0, 1, 1)");
        cluster.replicas().forEach(TestNode::freeze);
        assertThatThrownBy(() -> app.update("INSERT INTO " + TABLE + " (id, part, parts) VALUES (1, 1, 1)"))
                .isInstanceOf(OutcomeUnknownException.class);
        await().until(() -> app.dataSource.topology().sourceNode() == null);
        cluster.replicas().forEach(TestNode::thaw);
        await().atMost(DETECTION).until(() -> app.dataSource.topology().sourceNode() != null);
        String there = app.newest("SELECT COUNT(*) FROM " + TABLE + " WHERE id = 1");
        System.out.println("FIGURE group, COMMIT without a majority: told as unknown, there afterwards: " + there);
        assertThat(there).isIn("0", "1");
        primary.execute("SET GLOBAL group_replication_autorejoin_tries = DEFAULT");
        primary.execute("SET GLOBAL group_replication_unreachable_majority_timeout = DEFAULT");
    }

    @Test
    void aConflictWithAnotherPrimaryIsTheStatementsOwn() throws Exception {
        app.update("INSERT INTO " + TABLE + " (id, part, parts) VALUES (1, 1, 1)");
        cluster.group().switchToMultiPrimary();
        TestNode other = cluster.node(1);
        String part = "SELECT part FROM app." + TABLE + " WHERE id = 1";
        await().until(() -> other.query(part) != null);
        try (Connection connection = app.connection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE " + TABLE + " SET part = 2 WHERE id = 1");
            }
            other.execute("UPDATE app." + TABLE + " SET part = 3 WHERE id = 1");
            assertThatThrownBy(connection::commit)
                    .isInstanceOf(SQLException.class)
                    .isNotInstanceOf(OutcomeUnknownException.class);
            connection.rollback();
        }
        assertThat(app.newest("SELECT part FROM " + TABLE + " WHERE id = 1")).isEqualTo("3");
    }

    // ---- the application ----

    private void start() {
        sales = Sales.begin(app, TABLE);
    }

    private void calm() {
        sales.calm();
    }

    private void awaitWrites() {
        sales.awaitWrites();
    }

    private void awaitAnotherThan(TestNode node) {
        await().atMost(DETECTION).until(() -> app.dataSource.topology().sourceNode() != null && !app.isSource(node));
    }

    private void finish(String fault, TestNode writer) throws Exception {
        sales.end(fault, writer);
    }

    private TestNode writer() {
        return Sales.writer(app, cluster);
    }

    /** How many rows were looked for by a key, as the application's reads do. */
    private static long reads(TestNode node) {
        return Long.parseLong(String.valueOf(node.query("SELECT variable_value FROM performance_schema.global_status"
                + " WHERE variable_name = 'handler_read_key'")));
    }
}
