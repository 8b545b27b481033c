package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random faults, one after the other, under load; the seed decides which. More and longer with
 * {@code -Dunderstudy.soak.faults=100 -Dunderstudy.soak.seed=7}.
 */
@ClusterTest(semiSync = true)
class SoakIT {
    private static final int FAULTS = Integer.getInteger("understudy.soak.faults", 10);
    private static final long SEED = Long.getLong("understudy.soak.seed", 20_261_121L);

    private final Cluster cluster;
    private final Random random = new Random(SEED);

    SoakIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsDoubled() throws Exception {
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.jdbcHosts()).set(Setting.DETECTION_TIME, Duration.ofSeconds(1)))) {
            Ledger ledger = new Ledger(connected, "soak").write(8);
            ledger.awaitProgress(20);
            for (int i = 1; i <= FAULTS; i++) {
                String fault = fault();
                ledger.awaitProgress(20);
                System.out.printf(
                        "soak, seed %d: fault %d of %d, %s: %d orders%n",
                        SEED, i, FAULTS, fault, ledger.acknowledged());
            }
            assertThat(ledger.stop().audit(cluster)).as("seed %d", SEED).isEqualTo("lost 0, doubled 0");
        }
    }

    private String fault() throws SQLException {
        TestNode source = cluster.source();
        TestNode replica =
                cluster.replicas().get(random.nextInt(cluster.replicas().size()));
        return switch (random.nextInt(7)) {
            case 0 -> {
                source.kill();
                cluster.promote(cluster.bestReplica());
                cluster.wipeAndRejoin(source);
                yield "killed " + source + ", promoted another, rejoined it";
            }
            case 1 -> {
                cluster.switchover(replica);
                yield "switched over to " + replica;
            }
            case 2 -> {
                source.freeze();
                cluster.promote(cluster.bestReplica());
                source.kill();
                cluster.wipeAndRejoin(source);
                yield "froze " + source + ", promoted another, rejoined it";
            }
            case 3 -> {
                replica.kill();
                replica.start();
                yield "killed and started " + replica;
            }
            case 4 -> {
                source.network().reset();
                source.network().heal();
                yield "reset the connections of " + source;
            }
            case 5 -> {
                source.kill();
                source.start();
                yield "killed and started " + source;
            }
            default -> {
                replica.freeze();
                replica.thaw();
                yield "froze and thawed " + replica;
            }
        };
    }
}
