package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.it.orders.Pulse;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes 0 and 1 stand where the application is, 2 and 3 in another data centre. */
@ClusterTest(replicas = 3, semiSync = true)
class TwoDataCentresIT {
    private static final Duration DETECTION_TIME = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final List<TestNode> near;
    private final List<TestNode> far;
    private final AtomicBoolean stopped = new AtomicBoolean();

    TwoDataCentresIT(Cluster cluster) {
        this.cluster = cluster;
        this.near = cluster.nodes().subList(0, 2);
        this.far = cluster.nodes().subList(2, 4);
    }

    private UnderstudyBuilder here() {
        return Connected.builder(
                        cluster, near.get(0).address() + "," + far.get(0).address())
                .set(Setting.DETECTION_TIME, DETECTION_TIME)
                .set(Setting.ZONE, "near")
                .set(Setting.ZONES, zones());
    }

    private String zones() {
        return near.get(0).address() + "=near," + near.get(1).address() + "=near,*=far";
    }

    @AfterEach
    void heal() {
        cluster.nodes().forEach(node -> node.network().heal());
        acknowledging(near.get(1), true);
    }

    /** Commits wait for the other data centre, so that its loss loses nothing: the near replica must not do for them. */
    private void acknowledging(TestNode replica, boolean on) {
        boolean mysql = cluster.flavor() == ServerFlavor.MYSQL;
        String variable = mysql ? "rpl_semi_sync_replica_enabled" : "rpl_semi_sync_slave_enabled";
        replica.execute("SET GLOBAL " + variable + " = " + (on ? "ON" : "OFF"));
        if (replica != cluster.source()) {
            replica.stopReceiver();
            replica.startReplication();
        }
    }

    private void print(String what) {
        System.out.printf("FIGURE %s, two data centres: %s%n", cluster.flavor(), what);
    }

    @Test
    void theOwnDataCentreIsLostAtOnceAndComesBack() throws Exception {
        acknowledging(near.get(1), false);
        try (Connected connected = Connected.to(cluster, here());
                MostThreads threads = new MostThreads()) {
            Ledger ledger = new Ledger(connected, "centres")
                    .pause(Duration.ofMillis(5))
                    .write(4)
                    .read(4);
            Pulse anyReads = new Pulse();
            cluster.awaitCaughtUp(Duration.ofSeconds(20)); // the near replica has the table, too
            Future<?> reading = readAny(connected, anyReads);
            ledger.awaitProgress(50);
            ledger.awaitReads(50);
            int usual = threads.restart();

            ledger.restartGaps();
            anyReads.restart();
            long lost = System.nanoTime();
            near.forEach(node -> node.network().blackHole());
            Connected.await()
                    .until(() -> near.stream().allMatch(it -> connected.node(it).state() == NodeState.DOWN));
            long found = millisSince(lost);
            TestNode next = cluster.mostAdvanced(far); // one acknowledgement was enough for each COMMIT
            cluster.promote(next);
            long promoted = millisSince(lost);
            ledger.awaitProgress(1);
            long written = millisSince(lost);
            ledger.awaitReads(200);

            print("all found dead " + found + " ms after the cut; promoted after " + promoted + " ms, a write "
                    + (written - promoted) + " ms later; " + ledger.gaps()
                    + " (those at EVENTUAL " + anyReads.longest().toMillis() + " ms); threads " + usual
                    + " before, " + threads.most() + " at most meanwhile");
            assertThat(found).as("both at once").isLessThan(2 * DETECTION_TIME.toMillis());
            assertThat(anyReads.longest()).as("they need no source").isLessThan(DETECTION_TIME.multipliedBy(2));
            assertThat(threads.most()).isLessThan(usual + 15);

            comeBack(connected, next, ledger);
            stopped.set(true);
            reading.get(20, TimeUnit.SECONDS);
            assertThat(ledger.stop().audit(cluster)).isEqualTo("lost 0, doubled 0");
            assertThat(connected.events(EventType.WRITES_LOST)).isEmpty();
        }
    }

    /** Reads that may be a little old, and so need not wait until a source can tell what the lost replica had shown. */
    private Future<?> readAny(Connected connected, Pulse pulse) {
        return connected.inBackground(() -> {
            while (!stopped.get()) {
                connected.dataSource.consistency().at(ConsistencyLevel.EVENTUAL, () -> {
                    connected.query("SELECT COUNT(*) FROM centres WHERE id = 1");
                    return null;
                });
                pulse.beat();
                Thread.sleep(5);
            }
            return null;
        });
    }

    /** What the operator does when the network is well again; the application goes on all the time. */
    private void comeBack(Connected connected, TestNode source, Ledger ledger) {
        ledger.restartGaps();
        near.forEach(node -> node.network().heal());
        Connected.await().until(() -> connected.node(near.get(0)).state() == NodeState.QUARANTINED);
        assertThat(connected.isSource(source))
                .as("the old source is writable, and yet not written to")
                .isTrue();
        cluster.follow(near.get(1), source);
        cluster.wipeAndRejoin(near.get(0));
        Connected.await()
                .until(() -> near.stream().allMatch(it -> connected.node(it).readable()));
        cluster.switchover(near.get(0));
        ledger.awaitProgress(30);
        assertThat(connected.isSource(near.get(0))).isTrue();
        print("the way back: " + ledger.gaps());
    }

    @Test
    void writesToAnotherZoneAreRefusedOrComeLater() throws Exception {
        cluster.source().execute("CREATE TABLE IF NOT EXISTS app.across (id INT)");
        cluster.source().execute("DELETE FROM app.across");
        try (Connected never = Connected.to(cluster, here().set(Setting.CROSS_ZONE_WRITES, "refuse"));
                Connected later = Connected.to(cluster, here().set(Setting.CROSS_ZONE_WRITES, "3s"))) {
            never.update("INSERT INTO across VALUES (1)");
            later.update("INSERT INTO across VALUES (2)");
            cluster.switchover(far.get(0));
            Connected.await().until(() -> never.isSource(far.get(0)) && later.isSource(far.get(0)));
            Instant moved = lastAccepted(later);
            long start = System.nanoTime();

            assertThatThrownBy(() -> never.update("INSERT INTO across VALUES (3)"))
                    .isInstanceOf(NoNodeAvailableException.class)
                    .hasMessageContaining("is in the zone 'far' and this application in 'near'")
                    .hasMessageContaining("understudy.cross-zone-writes=refuse");
            assertThat(millisSince(start)).as("nobody waits in vain").isLessThan(1000);
            assertThat(never.query("SELECT COUNT(*) FROM across")).isEqualTo("2");

            later.update("INSERT INTO across VALUES (4)");
            long after = Duration.between(moved, Instant.now()).toMillis();
            print("cross-zone-writes=3s: written " + after + " ms after the move");
            assertThat(after).isBetween(2900L, 6000L);
            cluster.switchover(near.get(0));
            Connected.await().until(() -> never.isSource(near.get(0)) && later.isSource(near.get(0)));
            never.update("INSERT INTO across VALUES (5)");
            later.update("INSERT INTO across VALUES (6)");
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.across"))
                    .isEqualTo("5");
        }
    }

    private static Instant lastAccepted(Connected connected) {
        List<ClusterEvent> accepted = connected.events(EventType.SOURCE_ACCEPTED);
        return accepted.get(accepted.size() - 1).at();
    }

    /** Nobody says where the application is: the nearest zone is the one that answers soonest. */
    @Test
    void withoutAZoneOfItsOwnTheNearestByMeasuredTimeServes() throws Exception {
        Counters.create(cluster, 1);
        far.forEach(node -> node.network().delay(Duration.ofMillis(15)));
        String nearReplica = String.valueOf(near.get(1).query("SELECT @@server_id"));
        try (Connected connected =
                Connected.to(cluster, here().set(Setting.ZONE, "").set(Setting.CONSISTENCY, "eventual"))) {
            Connected.await().until(() -> readers(connected).equals(nearReplica));
            near.forEach(node -> node.network().delay(Duration.ofMillis(60)));
            Connected.await().until(() -> !readers(connected).contains(nearReplica));
        }
    }

    /** Who answers ten reads in a row. */
    private static String readers(Connected connected) throws SQLException {
        java.util.Set<String> readers = new java.util.TreeSet<>();
        for (int i = 0; i < 10; i++) {
            readers.add(connected.query("SELECT server FROM counted WHERE k = 0"));
        }
        return String.join(",", readers);
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    /** How many threads the library has at most, its pools included. */
    private static final class MostThreads implements AutoCloseable {
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final java.util.concurrent.atomic.AtomicInteger most = new java.util.concurrent.atomic.AtomicInteger();
        private final java.util.concurrent.ExecutorService watch =
                java.util.concurrent.Executors.newSingleThreadExecutor();
        private final Future<?> watching = watch.submit(() -> {
            while (!stopped.get()) {
                most.accumulateAndGet(count(), Math::max);
                Thread.sleep(50);
            }
            return null;
        });

        private static int count() {
            return (int) Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("understudy-understudy"))
                    .count();
        }

        /** @return how many there are now */
        int restart() {
            int now = count();
            most.set(now);
            return now;
        }

        int most() {
            return most.get();
        }

        @Override
        public void close() throws Exception {
            stopped.set(true);
            watching.get(5, TimeUnit.SECONDS);
            watch.shutdownNow();
        }
    }
}
