package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sixteen threads write and read while the replicas are delayed by 0 to 5 s, at random: what each level promises holds.
 * {@code -Dunderstudy.consistency.seconds=60} runs it for a minute each.
 */
@ClusterTest(replicas = 2)
class ConsistencyIT {
    private static final int THREADS = 16;
    private static final int SECONDS = Integer.getInteger("understudy.consistency.seconds", 5);
    private static final long SEED = Long.getLong("understudy.consistency.seed", 1);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** A lag is known as exactly as the nodes are asked, twice in a second, and the machine may be slow. */
    private static final Duration COARSENESS = Duration.ofMillis(1500);

    private final Cluster cluster;

    ConsistencyIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @CsvSource({
        "eventual, mysql",
        "session, mysql",
        "instance, mysql",
        "strong, mysql",
        "session, mariadb",
        "instance, mariadb"
    })
    void holdsWhatItPromisesWhileReplicasAreLate(String level, String driver) throws Exception {
        UnderstudyBuilder builder = Connected.builder(cluster, cluster.jdbcHosts(), driver)
                .set(Setting.CONSISTENCY, level)
                .set(Setting.MAX_LAG, LIMIT)
                .set(Setting.READ_DELAYED, "true")
                .set(Setting.MAX_LAG_FLOOR, LIMIT)
                .property("understudy.pool.maximumPoolSize", "20");
        Counters.create(cluster, THREADS);
        try (Connected connected = Connected.to(cluster, builder)) {
            Counters counters = new Counters(connected, THREADS, ConsistencyLevel.valueOf(level.toUpperCase()));
            AtomicBoolean stopped = new AtomicBoolean();
            Future<Integer> delays = connected.inBackground(() -> delayAtRandom(stopped));
            List<Future<?>> threads = counters.start(SEED);
            TimeUnit.SECONDS.sleep(SECONDS);
            counters.stop();
            for (Future<?> thread : threads) {
                thread.get(60, TimeUnit.SECONDS);
            }
            stopped.set(true);
            int changes = delays.get(60, TimeUnit.SECONDS);

            System.out.printf(
                    "consistency %s, %s, driver %s, %d s, %d threads, %d changes of delay: %s%n",
                    level, cluster.flavor(), driver, SECONDS, THREADS, changes, counters.summary());
            assertThat(counters.violations()).as(counters.summary()).isEmpty();
            assertThat(counters.reads()).isPositive();
            if (level.equals("eventual")) {
                assertThat(counters.oldestSeen()).isLessThan(LIMIT.plus(COARSENESS));
            }
        }
    }

    private int delayAtRandom(AtomicBoolean stopped) throws InterruptedException {
        Random random = new Random(SEED);
        int changes = 0;
        while (!stopped.get()) {
            TestNode replica = cluster.replicas().get(random.nextInt(2));
            int seconds = random.nextBoolean() ? 0 : 1 + random.nextInt(5);
            if (seconds == 0) {
                cluster.unlag(replica);
            } else {
                cluster.lag(replica, Duration.ofSeconds(seconds));
            }
            changes++;
            Thread.sleep(200 + random.nextInt(1800));
        }
        cluster.replicas().forEach(cluster::unlag);
        return changes;
    }
}
