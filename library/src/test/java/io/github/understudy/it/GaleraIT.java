package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static io.github.understudy.it.GaleraFigures.commits;
import static io.github.understudy.it.GaleraFigures.reads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application at work on a Galera cluster whose nodes are killed, frozen, cut off, desynced and shut down. */
@Tag("galera")
@ClusterTest(kind = ClusterKind.GALERA)
class GaleraIT {
    private static final String TABLE = "galera_orders";

    private final Cluster cluster;
    private Connected app;
    private @Nullable Sales sales;

    GaleraIT(Cluster cluster) {
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
    void findsAllNodesFromOneAndWritesToOneOnly() throws Exception {
        assertThat(app.dataSource.topology().kind()).isEqualTo(io.github.understudy.topology.ClusterKind.GALERA);
        assertThat(app.dataSource.topology().nodes()).hasSize(3);
        List<Long> before = cluster.nodes().stream().map(GaleraFigures::commits).toList();
        for (int i = 0; i < 20; i++) {
            app.update("INSERT INTO " + TABLE + " (id, part, parts) VALUES (" + i + ", 1, 1)");
            assertThat(app.query("SELECT COUNT(*) FROM " + TABLE + " WHERE id >= 0"))
                    .isEqualTo("" + (i + 1));
        }
        for (TestNode node : cluster.nodes()) {
            assertThat(commits(node) - before.get(node.index())).isEqualTo(app.isSource(node) ? 20 : 0);
        }
    }

    @Test
    void leavesADesyncedWriterWithoutAFailedRequest() throws Exception {
        TestNode writer = writer();
        start();
        calm();
        cluster.galera().desync(writer);
        await().until(() -> !app.isSource(writer) && !app.node(writer).readable());
        await().until(() -> app.events(EventType.REPLICA_EXCLUDED).stream()
                .anyMatch(event -> event.code() == VerdictCode.DESYNCED));
        calm();
        long commits = commits(writer);
        long reads = reads(writer);
        calm();
        assertThat(commits(writer)).isEqualTo(commits);
        assertThat(reads(writer)).isEqualTo(reads);
        cluster.galera().resync(writer);
        await().until(() -> app.node(writer).readable());
        calm();
        finish("desync of the writer", writer);
        assertThat(sales.account().failed()).isZero();
    }

    @Test
    void leavesADesyncedReaderWithoutAFailedRequest() throws Exception {
        TestNode reader = cluster.nodes().stream()
                .filter(node -> !app.isSource(node))
                .findFirst()
                .orElseThrow();
        start();
        calm();
        cluster.galera().desync(reader);
        await().until(() -> !app.node(reader).readable());
        assertThat(app.node(reader).reason()).contains("wsrep_desync");
        calm();
        long reads = reads(reader);
        calm();
        assertThat(reads(reader)).isEqualTo(reads);
        cluster.galera().resync(reader);
        await().until(() -> app.node(reader).readable());
        calm();
        finish("desync of a reader", writer());
        assertThat(sales.account().failed()).isZero();
    }

    @Test
    void survivesTheDeathOfTheWriter() throws Exception {
        TestNode writer = writer();
        start();
        calm();
        writer.kill();
        await().until(() -> isWriterAnotherThan(writer));
        awaitWrites();
        calm();
        writer.start();
        await().until(() -> app.node(writer).readable());
        finish("kill of the writer", writer());
    }

    @Test
    void survivesAFrozenWriter() throws Exception {
        TestNode writer = writer();
        start();
        calm();
        writer.freeze();
        await().until(() -> isWriterAnotherThan(writer));
        awaitWrites();
        calm();
        writer.thaw();
        cluster.galera().awaitWhole();
        finish("freeze of the writer", writer());
    }

    @Test
    void survivesACleanShutdownOfTheWriter() throws Exception {
        TestNode writer = writer();
        start();
        calm();
        writer.shutdown();
        await().until(() -> isWriterAnotherThan(writer));
        awaitWrites();
        calm();
        finish("clean shutdown of the writer", writer());
    }

    @Test
    void leavesAWriterThatIsCutOffFromTheOthers() throws Exception {
        TestNode writer = writer();
        start();
        calm();
        cluster.galera().isolate(writer);
        await().until(() -> isWriterAnotherThan(writer));
        awaitWrites();
        // It may take itself for a member for a moment longer than the others do.
        await().until(() -> app.node(writer).state() == NodeState.DOWN);
        await().until(() ->
                app.events(EventType.NODE_DOWN).stream().anyMatch(event -> event.code() == VerdictCode.NOT_PRIMARY));
        cluster.galera().rejoin(writer);
        cluster.galera().awaitWhole();
        await().until(() -> app.node(writer).readable());
        finish("partition 2|1, the writer alone", writer());
    }

    @Test
    void writesToTheMajorityWhenTwoSidesBelieveToBeTheWhole() throws Exception {
        TestNode writer = writer();
        start();
        calm();
        cluster.galera().isolate(writer);
        await().until(() -> isWriterAnotherThan(writer));
        awaitWrites();
        cluster.galera().bootstrapIsolated(writer);
        await().until(() -> app.node(writer).state() == NodeState.QUARANTINED);
        assertThat(app.node(writer).reason()).contains("majority");
        long commits = commits(writer);
        awaitWrites();
        assertThat(app.isSource(writer)).isFalse();
        assertThat(commits(writer)).isEqualTo(commits);
        finish("two primaries after a wrong bootstrap", writer());
        writer.kill();
    }

    @Test
    void aConflictWithAnotherNodeIsTheStatementsOwn() throws Exception {
        app.update("INSERT INTO " + TABLE + " (id, part, parts) VALUES (1, 1, 1)");
        TestNode other = cluster.nodes().stream()
                .filter(node -> !app.isSource(node))
                .findFirst()
                .orElseThrow();
        String part = "SELECT part FROM app." + TABLE + " WHERE id = 1";
        await().until(() -> other.query(part) != null);
        try (Connection connection = app.connection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE " + TABLE + " SET part = 2 WHERE id = 1");
            }
            other.execute("UPDATE app." + TABLE + " SET part = 3 WHERE id = 1");
            assertThatThrownBy(connection::commit)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
            connection.rollback();
        }
        assertThat(app.newest("SELECT part FROM " + TABLE + " WHERE id = 1")).isEqualTo("3");
    }

    @Test
    void goesOnAfterAllWereDown() throws Exception {
        start();
        calm();
        cluster.nodes().forEach(TestNode::kill);
        await().until(() -> app.dataSource.topology().sourceNode() == null);
        cluster.galera().startAll();
        awaitWrites();
        finish("all down and up", writer());
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

    private void finish(String fault, TestNode writer) throws Exception {
        sales.end(fault, writer);
    }

    private TestNode writer() {
        return Sales.writer(app, cluster);
    }

    private boolean isWriterAnotherThan(TestNode node) {
        return app.dataSource.topology().sourceNode() != null && !app.isSource(node);
    }
}
