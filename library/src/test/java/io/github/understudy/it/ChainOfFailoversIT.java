package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * One failover after the other under load, in an order that the seed decides ({@code -Dunderstudy.chain.seed}): nothing
 * acknowledged is lost, and the data source holds no more afterwards than before.
 */
@ClusterTest(semiSync = true)
class ChainOfFailoversIT {
    private static final int FAILOVERS = 20;
    private static final long SEED = Long.getLong("understudy.chain.seed", 20_261_121L);
    private static final int POOL = 5;
    /** Of the heap. A pool of five connections and its sockets is about 300 KiB, twenty of them 6 MiB. */
    private static final long TOLERANCE = 3 << 20;

    private static final int LOOKS = 20;

    private final Cluster cluster;
    private final Random random = new Random(SEED);

    ChainOfFailoversIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private enum Kind {
        SWITCHOVER,
        KILL,
        FREEZE
    }

    @Test
    void twentyFailoversInARowLeaveNothingBehind() throws Exception {
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.jdbcHosts())
                        .set(Setting.DETECTION_TIME, Duration.ofMillis(500))
                        .property("understudy.pool.maximumPoolSize", Integer.toString(POOL))
                        .property("understudy.pool.minimumIdle", Integer.toString(POOL)))) {
            run(connected, "warm_up", List.of(Kind.KILL, Kind.FREEZE));
            Footprint before = whenCalm(footprint -> true);
            System.out.println("before: " + before);

            run(connected, "chain", chain());

            Footprint after = whenCalm(before::isLike);
            System.out.println("after: " + after);
            assertThat(after.threads()).isEqualTo(before.threads());
            assertThat(after.workers()).isLessThanOrEqualTo(2L * cluster.nodes().size());
            assertThat(after.sessions()).isEqualTo(before.sessions());
            assertThat(after.sockets()).isEqualTo(before.sockets());
            assertThat(after.leakedSince(before)).isEmpty();
            assertThat(after.heap()).isLessThan(before.heap() + TOLERANCE);
            assertThat(connected.isSource(cluster.source())).isTrue();
        }
    }

    /** About as many of each kind, in any order. */
    private List<Kind> chain() {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < FAILOVERS; i++) {
            kinds.add(Kind.values()[i % Kind.values().length]);
        }
        Collections.shuffle(kinds, random);
        return kinds;
    }

    private void run(Connected connected, String table, List<Kind> kinds) throws Exception {
        // Not by this thread: see Connected.threads.
        Ledger ledger =
                connected.inBackground(() -> new Ledger(connected, table)).get();
        ledger.pause(Duration.ofMillis(5)).write(3).read(2);
        ledger.awaitProgress(20);
        for (int i = 0; i < kinds.size(); i++) {
            long start = System.nanoTime();
            String what = failOver(connected, kinds.get(i), ledger);
            System.out.printf(
                    "%s, seed %d, %d of %d: %s, %d ms, %d orders%n",
                    table,
                    SEED,
                    i + 1,
                    kinds.size(),
                    what,
                    (System.nanoTime() - start) / 1_000_000,
                    ledger.acknowledged());
        }
        assertThat(ledger.stop().audit(cluster)).as("seed %d", SEED).isEqualTo("lost 0, doubled 0");
        awaitAllPools(connected);
    }

    private String failOver(Connected connected, Kind kind, Ledger ledger) {
        TestNode old = cluster.source();
        switch (kind) {
            case KILL -> {
                // It comes back empty: it may have what it never passed on, and MariaDB's servers would not notice.
                old.kill();
                cluster.promote(cluster.bestReplica());
                ledger.awaitProgress(10);
                cluster.wipeAndRejoin(old);
            }
            case SWITCHOVER ->
                cluster.switchover(
                        cluster.replicas().get(random.nextInt(cluster.replicas().size())));
            case FREEZE -> {
                old.freeze();
                cluster.promote(cluster.bestReplica());
                ledger.awaitProgress(10);
                old.thaw();
                Connected.await().until(() -> connected.node(old).state() == NodeState.QUARANTINED);
                cluster.wipeAndRejoin(old);
            }
        }
        ledger.awaitProgress(10);
        ledger.awaitReads(10);
        return kind + " of " + old;
    }

    /** Pools are made when they are needed: until each node has one, filled, and the monitor's connection. */
    private void awaitAllPools(Connected connected) {
        Connected.await().until(() -> {
            connected
                    .inBackground(() -> connected
                            .dataSource
                            .consistency()
                            .at(ConsistencyLevel.EVENTUAL, () -> connected.query("SELECT 1")))
                    .get();
            return connected.isSource(cluster.source())
                    && Footprint.sessionsOn(cluster).values().stream().allMatch(it -> it > POOL);
        });
    }

    /** Idle threads end within seconds; gives up after some more, and the assertions tell what is left. */
    private Footprint whenCalm(Predicate<Footprint> enough) throws InterruptedException {
        Footprint last = Footprint.of(cluster);
        for (int i = 0; i < LOOKS; i++) {
            Thread.sleep(1_000);
            Footprint now = Footprint.of(cluster);
            if (now.isLike(last) && enough.test(now)) {
                return now;
            }
            last = now;
        }
        return last;
    }
}
