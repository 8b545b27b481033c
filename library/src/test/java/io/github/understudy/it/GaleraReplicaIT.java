package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Galera cluster one node of which has an asynchronous replica. */
@Tag("galera")
@ClusterTest(kind = ClusterKind.GALERA, followers = 1)
class GaleraReplicaIT {
    private static final String TABLE = "galera_replica";
    private static final String WHERE = "SELECT @@server_id";

    private final Cluster cluster;
    private final TestNode upstream;
    private final TestNode replica;
    private final List<Connected> apps = new ArrayList<>();
    private @Nullable Sales sales;

    GaleraReplicaIT(Cluster cluster) {
        this.cluster = cluster;
        this.upstream = cluster.node(0);
        this.replica = cluster.node(3);
    }

    @BeforeEach
    void prepare() {
        Sales.prepare(cluster, TABLE);
    }

    @AfterEach
    void close() {
        if (sales != null) {
            sales.abandon();
        }
        apps.forEach(Connected::close);
    }

    private UnderstudyBuilder settings() {
        return Connected.builder(cluster, cluster.node(1).address());
    }

    private UnderstudyBuilder eventual() {
        return settings().set(Setting.CONSISTENCY, "eventual").set(Setting.MAX_LAG, "2s");
    }

    private Connected connect(UnderstudyBuilder builder) {
        Connected app = Connected.to(cluster, builder);
        apps.add(app);
        return app;
    }

    @Test
    void isFoundFromTheClusterAndServesEventualReadsOnly() throws Exception {
        Connected eventual = connect(eventual());
        Connected session = connect(settings());
        assertThat(eventual.dataSource.topology().nodes()).hasSize(4);
        assertThat(eventual.isSource(replica)).isFalse();
        assertThat(readers(eventual)).contains(idOf(replica));
        assertThat(readers(session)).doesNotContain(idOf(replica)).isNotEmpty();
    }

    @Test
    void isEnoughToFindTheCluster() {
        Connected app = connect(Connected.builder(cluster, replica.address()));
        assertThat(app.dataSource.topology().nodes()).hasSize(4);
        assertThat(app.isSource(replica)).isFalse();
    }

    @Test
    void servesWhicheverNodeTakesTheWrites() throws Exception {
        for (TestNode writer : cluster.nodes().subList(0, 3)) {
            Connected app = connect(eventual().set(Setting.WRITER_PRIORITIES, writer.address() + "=1"));
            assertThat(app.isSource(writer)).isTrue();
            assertThat(readers(app)).contains(idOf(replica));
        }
    }

    @Test
    void isLeftWhileItIsTooLate() throws Exception {
        Connected app = begin();
        try (HeldTable held = new HeldTable(replica, cluster, TABLE)) {
            held.hold();
            await().until(() -> !app.node(replica).readable());
            await().until(() ->
                    app.events(EventType.REPLICA_EXCLUDED).stream().anyMatch(it -> it.code() == VerdictCode.LAGGING));
            assertThat(readers(app)).doesNotContain(idOf(replica));
        }
        end(app, "the replica is too late");
        assertThat(sales.account().failed()).isZero();
    }

    @Test
    void isLeftWhileItReceivesNothing() throws Exception {
        Connected app = begin();
        replica.stopReceiver();
        await().until(() -> !app.node(replica).readable());
        await().until(() ->
                app.events(EventType.REPLICA_EXCLUDED).stream().anyMatch(it -> it.code() == VerdictCode.LAG_UNKNOWN));
        assertThat(readers(app)).doesNotContain(idOf(replica));
        replica.startReplication();
        end(app, "the replica receives nothing");
        assertThat(sales.account().failed()).isZero();
    }

    /** Nobody makes it follow another node: it is told, and comes back with the one that it follows. */
    @Test
    void isLeftWhileTheNodeThatItFollowsIsDead() throws Exception {
        Connected app = begin();
        upstream.kill();
        await().until(() -> !app.node(replica).readable());
        await().until(() ->
                app.events(EventType.REPLICA_EXCLUDED).stream().anyMatch(it -> it.code() == VerdictCode.LAG_UNKNOWN));
        sales.awaitWrites();
        assertThat(readers(app)).doesNotContain(idOf(replica));
        upstream.start();
        end(app, "the replica's node killed");
    }

    @Test
    void itsDeathCostsNothing() throws Exception {
        Connected app = begin();
        replica.kill();
        await().until(() -> app.node(replica).state() == NodeState.DOWN);
        sales.calm();
        replica.start();
        end(app, "the replica killed");
        assertThat(sales.account().failed()).isZero();
    }

    private Connected begin() {
        Connected app = connect(eventual());
        sales = Sales.begin(app, TABLE);
        sales.calm();
        return app;
    }

    private void end(Connected app, String fault) throws Exception {
        await().until(() -> app.node(replica).readable());
        sales.calm();
        sales.end("asynchronous replica, " + fault, Sales.writer(app, cluster));
        await().untilAsserted(() -> assertThat(readers(app)).contains(idOf(replica)));
    }

    private static String idOf(TestNode node) {
        return String.valueOf(node.query(WHERE));
    }

    /** Which servers answer those who only read. */
    private static Set<String> readers(Connected app) throws SQLException {
        Set<String> readers = new TreeSet<>();
        for (int i = 0; i < 60; i++) {
            try (Connection connection = app.readOnly()) {
                readers.add(Connected.query(connection, WHERE));
            }
        }
        return readers;
    }
}
