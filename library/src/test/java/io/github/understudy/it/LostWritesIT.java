package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Replication is asynchronous and stuck when the source dies: what the promoted replica lacks, and what one server has more. */
@ClusterTest
class LostWritesIT {
    private static final int OWN = 3;
    private static final int ALL = 4;

    private final Cluster cluster;
    private final boolean mySql;

    LostWritesIT(Cluster cluster) {
        this.cluster = cluster;
        this.mySql = cluster.flavor() == ServerFlavor.MYSQL;
    }

    @Test
    void whatIsLostIsToldAndWritesGoOn() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            String lost = writeWhatNoReplicaGets(connected, "lost_told");

            killAndPromote(connected);
            // This thread has written what is lost: it must not wait for it.
            connected.update("INSERT INTO lost_told VALUES (100)");

            assertThat(connected.query("SELECT GROUP_CONCAT(id) FROM lost_told"))
                    .isEqualTo("100");
            Connected.await()
                    .until(() -> !connected.events(EventType.WRITES_LOST).isEmpty());
            assertThat(connected.events(EventType.WRITES_LOST))
                    .singleElement()
                    .extracting(ClusterEvent::reason)
                    .asString()
                    .contains(cluster.source().address() + " is to take the writes")
                    .contains("lacks " + ALL + " transactions that the former source "
                            + cluster.node(0).address() + " had: " + lost + ". ")
                    .contains(OWN + " of them were acknowledged to this data source")
                    .contains("The other 1 was only seen on");
        }
    }

    @Test
    void aServerThatLacksThemIsRefusedUntilItHasThem() throws Exception {
        try (Connected connected = Connected.to(cluster, refusing(Duration.ofSeconds(60)))) {
            String lost = writeWhatNoReplicaGets(connected, "lost_repaired");
            TestNode old = cluster.source();
            killAndPromote(connected);
            Future<Integer> waiting =
                    connected.inBackground(() -> connected.update("INSERT INTO lost_repaired VALUES (100)"));
            Connected.await()
                    .until(() -> !connected.events(EventType.WRITES_LOST).isEmpty());
            assertThat(connected.events(EventType.WRITES_LOST).get(0).reason()).contains(lost, "Writes are refused");
            assertThat(waiting).isNotDone();

            copyFrom(old, cluster.source());

            assertThat(waiting.get(40, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.lost_repaired"))
                    .isEqualTo(Integer.toString(ALL + 1));
            assertThat(connected.isSource(cluster.source())).isTrue();
        }
    }

    @Test
    void theApplicationCanDoWithoutThem() throws Exception {
        try (Connected connected = Connected.to(cluster, refusing(Duration.ofSeconds(4)))) {
            String lost = writeWhatNoReplicaGets(connected, "lost_given_up");
            assertThat(connected.dataSource.cluster().acceptLostWrites()).isFalse();
            killAndPromote(connected);

            assertThatThrownBy(() -> connected.update("INSERT INTO lost_given_up VALUES (100)"))
                    .isInstanceOf(NoNodeAvailableException.class)
                    .hasMessageContaining("writes are refused (understudy.on-lost-writes=refuse)")
                    .hasMessageContaining(lost)
                    .hasMessageContaining("acceptLostWrites()");
            Future<String> read = connected.inBackground(() -> connected.query("SELECT COUNT(*) FROM lost_given_up"));
            assertThat(read.get(20, TimeUnit.SECONDS))
                    .as("a replica serves those who have not written what is missing")
                    .isEqualTo("0");

            assertThat(connected.dataSource.cluster().acceptLostWrites()).isTrue();

            assertThat(connected.update("INSERT INTO lost_given_up VALUES (100)"))
                    .isEqualTo(1);
            assertThat(connected.dataSource.cluster().acceptLostWrites()).isFalse();
        }
    }

    /** It was replaced while it was frozen, and its successor is lost: nobody but a person can know that it is wanted. */
    @Test
    void aFormerSourceTakesWritesAgainOnceSomebodyMakesItWritableAnew() throws Exception {
        try (Connected connected = Connected.to(cluster, refusing(Duration.ofSeconds(4)))) {
            TestNode old = cluster.source();
            connected.update("CREATE TABLE left_over (id INT PRIMARY KEY)");
            cluster.awaitCaughtUp(Duration.ofSeconds(20));
            old.freeze();
            Connected.await().until(() -> connected.node(old).state() == NodeState.DOWN);
            TestNode successor = cluster.node(1);
            cluster.promote(successor);
            Connected.await().until(() -> connected.isSource(successor));
            connected.update("INSERT INTO left_over VALUES (1)");
            cluster.nodes().stream().filter(node -> node != old).forEach(TestNode::kill);
            Connected.await().until(() -> connected.dataSource.topology().sourceNode() == null);
            old.thaw();
            Connected.await()
                    .until(() -> connected
                            .dataSource
                            .topology()
                            .explanation()
                            .contains("read-only for a few seconds, and then writable again"));
            assertThat(connected.dataSource.cluster().acceptLostWrites()).isFalse();
            assertThat(connected.dataSource.topology().sourceNode()).isNull();

            old.execute("SET GLOBAL read_only=ON");
            TimeUnit.SECONDS.sleep(3);
            old.execute(mySql ? "SET GLOBAL super_read_only=OFF" : "SET GLOBAL read_only=OFF");
            old.execute("SET GLOBAL read_only=OFF");
            // It lacks the row, and that is the other question.
            Connected.await().until(() -> connected.dataSource.cluster().acceptLostWrites());
            Connected.await().until(() -> connected.isSource(old));
            assertThat(connected.update("INSERT INTO left_over VALUES (2)")).isEqualTo(1);
        }
    }

    @Test
    void whatAReplicaAloneHasExecutedIsToldAndNothingElseIs() throws Exception {
        try (Connected connected = Connected.to(cluster)) {
            Ledger ledger = new Ledger(connected, "errant").write(4);
            ledger.awaitProgress(20);
            cluster.switchover(cluster.replicas().get(0));
            ledger.awaitProgress(20);
            cluster.switchover(cluster.node(0));
            ledger.awaitProgress(20);
            assertThat(connected.events(EventType.ERRANT_TRANSACTIONS)).isEmpty();
            TestNode replica = cluster.node(2);

            String gtid = writeOn(replica);
            ledger.awaitProgress(20);

            Connected.await()
                    .until(() ->
                            !connected.events(EventType.ERRANT_TRANSACTIONS).isEmpty());
            ledger.awaitProgress(20);
            assertThat(ledger.stop().audit(cluster)).isEqualTo("lost 0, doubled 0");
            assertThat(connected.events(EventType.WRITES_LOST)).isEmpty();
            assertThat(connected.events(EventType.ERRANT_TRANSACTIONS))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(String.valueOf(event.endpoint())).isEqualTo(replica.address());
                        assertThat(event.reason())
                                .contains("has executed 1 transaction that the source "
                                        + cluster.source().address() + " does not have: " + gtid + ". ");
                    });
        }
    }

    private void killAndPromote(Connected connected) {
        TestNode old = cluster.source();
        old.kill();
        // Else the next write could be sent to it, and nobody would know what became of that one.
        Connected.await().until(() -> connected.node(old).state() == NodeState.DOWN);
        cluster.promote(cluster.bestReplica());
    }

    private UnderstudyBuilder refusing(Duration wait) {
        return Connected.builder(cluster, cluster.node(1).address())
                .set(Setting.ON_LOST_WRITES, "refuse")
                .set(Setting.WAIT_TIMEOUT, wait);
    }

    /** Three of this data source and one of somebody else, which the monitor has seen. @return their GTIDs */
    private String writeWhatNoReplicaGets(Connected connected, String table) throws SQLException {
        connected.update("CREATE TABLE " + table + " (id INT PRIMARY KEY)");
        cluster.awaitCaughtUp(Duration.ofSeconds(30));
        cluster.replicas().forEach(TestNode::stopReceiver);
        TestNode source = cluster.source();
        String before = position(source);
        for (int i = 0; i < OWN; i++) {
            connected.update("INSERT INTO " + table + " VALUES (" + i + ")");
        }
        source.execute("INSERT INTO app." + table + " VALUES (" + OWN + ")");
        String after = position(source);
        Connected.await().until(() -> {
            Node known = connected.dataSource.topology().sourceNode();
            return known != null && known.gtids() != null && known.gtids().contains(GtidSet.parse(after));
        });
        return mySql ? GtidSet.parse(after).subtract(GtidSet.parse(before)).toString() : range(before, after);
    }

    private String position(TestNode node) {
        return String.valueOf(node.query(mySql ? "SELECT @@gtid_executed" : "SELECT @@gtid_binlog_pos"));
    }

    /** What comes after a MariaDB position up to another one. */
    private static String range(String before, String after) {
        String prefix = after.substring(0, after.lastIndexOf('-') + 1);
        return prefix + (Long.parseLong(before.substring(before.lastIndexOf('-') + 1)) + 1) + " to " + after;
    }

    /** Transactions that one server has reach the other: it follows for a moment, and is the source again. */
    private void copyFrom(TestNode old, TestNode next) {
        old.startAsFound();
        old.execute("SET GLOBAL read_only = ON");
        cluster.follow(next, old);
        Connected.await()
                .until(() -> Integer.toString(ALL).equals(next.query("SELECT COUNT(*) FROM app.lost_repaired")));
        next.execute(mySql ? "STOP REPLICA" : "STOP SLAVE");
        next.execute(mySql ? "RESET REPLICA ALL" : "RESET SLAVE ALL");
        next.execute("SET GLOBAL read_only = OFF");
    }

    private String writeOn(TestNode replica) {
        if (mySql) {
            replica.execute("SET GLOBAL super_read_only = OFF");
        }
        String before = position(replica);
        if (!mySql) {
            // What it is applying in parallel has its numbers already, and this one's would be some later one.
            replica.execute("STOP SLAVE SQL_THREAD");
        }
        replica.execute("CREATE DATABASE errant_one");
        if (!mySql) {
            replica.execute("START SLAVE SQL_THREAD");
            return String.valueOf(replica.query(
                    "SELECT REGEXP_SUBSTR(@@gtid_binlog_state, CONCAT('[0-9]+-', @@server_id, '-[0-9]+'))"));
        }
        String own = String.valueOf(replica.query("SELECT @@server_uuid"));
        String news =
                GtidSet.parse(position(replica)).subtract(GtidSet.parse(before)).toString();
        return Stream.of(news.split(","))
                .filter(each -> each.startsWith(own))
                .findFirst()
                .orElseThrow();
    }
}
