package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random lives of an NDB cluster's SQL nodes; answers arrive late and in any order. A failure names its seed. */
class NdbSimulationTest {
    private static final int LIVES = 1000;
    private static final int STEPS = 80;

    private record Late(Endpoint endpoint, Observation observation) {}

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void onlyWhoReachesTheDataIsWorkedWithAndAllWhoDoAre(long block) {
        for (long seed = block * LIVES; seed < (block + 1) * LIVES; seed++) {
            live(seed);
        }
    }

    private static void live(long seed) {
        Random random = new Random(seed);
        int size = 2 + random.nextInt(3);
        FakeNdb cluster = new FakeNdb(size, 1 + random.nextInt(size));
        List<Late> late = new ArrayList<>();
        cluster.rounds(4);
        for (int step = 0; step < STEPS; step++) {
            FakeNdb.Server any = cluster.servers.get(random.nextInt(size));
            switch (random.nextInt(14)) {
                case 0 -> any.alive = false;
                case 1, 2 -> any.alive = true;
                case 3 -> any.connected = false;
                case 4, 5 -> any.connected = true;
                case 6 -> any.readyDataNodes = random.nextInt(3);
                case 7 -> cluster.singleUser = random.nextInt(3) == 0;
                default -> probe(cluster, random, late);
            }
            check(cluster, seed);
            if (random.nextInt(20) == 0) {
                late.clear();
                cluster.rounds(4);
                checkAtRest(cluster, seed);
            }
        }
        recovers(cluster, seed);
    }

    private static void probe(FakeNdb cluster, Random random, List<Late> late) {
        List<Endpoint> targets = cluster.targets();
        Endpoint target = targets.get(random.nextInt(targets.size()));
        boolean underWay = late.stream().anyMatch(it -> it.endpoint().equals(target));
        if (!underWay && random.nextInt(4) == 0) {
            cluster.servers.stream()
                    .filter(it -> it.endpoint.equals(target) && it.alive)
                    .findFirst()
                    .ifPresent(it -> late.add(new Late(target, it.observe())));
        } else if (!underWay) {
            cluster.probe(target);
        }
        if (!late.isEmpty() && random.nextInt(3) == 0) {
            Late arrived = late.remove(random.nextInt(late.size()));
            cluster.tell(arrived.endpoint(), arrived.observation());
        }
        cluster.pass(Duration.ofMillis(random.nextInt(300)));
    }

    /** Whatever has arrived so far: who writes may read, nobody writes without a source, and no node writes twice. */
    private static void check(FakeNdb cluster, long seed) {
        List<Node> writers = cluster.topology().writers();
        assertThat(writers).as("seed %d", seed).doesNotHaveDuplicates().allMatch(Node::readable);
        assertThat(writers.isEmpty())
                .as("seed %d", seed)
                .isEqualTo(cluster.topology().sourceNode() == null);
    }

    /** Once everybody was asked again. */
    private static void checkAtRest(FakeNdb cluster, long seed) {
        for (FakeNdb.Server server : cluster.servers) {
            boolean known = cluster.topology().node(server.id).isPresent();
            boolean fit = server.alive && server.reachesData() && !cluster.singleUser;
            if (known) {
                assertThat(cluster.topology().isWriter(server.id))
                        .as("seed %d: %s takes writes", seed, server.id)
                        .isEqualTo(fit);
            }
        }
    }

    private static void recovers(FakeNdb cluster, long seed) {
        cluster.singleUser = false;
        cluster.servers.forEach(server -> {
            server.alive = true;
            server.connected = true;
            server.readyDataNodes = 2;
        });
        cluster.rounds(6);
        cluster.pass(Duration.ofSeconds(31));
        cluster.rounds(6);
        assertThat(cluster.topology().writers())
                .as("seed %d: in the end all write", seed)
                .hasSize(cluster.servers.size());
    }
}
