package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a cluster: servers die, return as they were, are cut off from us, promoted, switched over; probes
 * arrive late and in any order. Whatever happens, the resolver's promises hold. A failure names its seed.
 */
class ResolverSimulationTest {
    private static final int LIVES_PER_BLOCK = 250;
    private static final int STEPS = 120;

    static LongStream blocks() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void keepsItsPromisesInEveryLife(long block) {
        for (long seed = block * LIVES_PER_BLOCK; seed < (block + 1) * LIVES_PER_BLOCK; seed++) {
            new Life(seed).live();
        }
    }

    /** One cluster's life. */
    private static final class Life {
        private final long seed;
        private final Random random;
        private final FakeCluster cluster;
        private final List<Late> late = new ArrayList<>();
        private FakeServer truth;

        /** An answer that has left its server and not arrived yet. */
        private record Late(Endpoint endpoint, Observation observation) {}

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            int size = 2 + random.nextInt(4);
            this.cluster = new FakeCluster(size, List.of(1 + random.nextInt(size)));
            this.truth = cluster.server(1);
        }

        void live() {
            cluster.rounds(4);
            check();
            for (int step = 0; step < STEPS; step++) {
                FakeServer before = cluster.source();
                boolean wasSound = before != null && before.answers() && !before.readOnly && before.source == null;
                boolean contested = cluster.servers.stream().anyMatch(it -> it != before && isWritable(it));
                boolean stale = !late.isEmpty()
                        || cluster.topology().nodes().stream().anyMatch(node -> node.state() != NodeState.UP);
                boolean moved = act();
                check();
                if (wasSound && !contested && !moved && !stale) {
                    assertThat(cluster.source())
                            .as("seed %d step %d: the known source is kept", seed, step)
                            .isEqualTo(before);
                }
            }
            recovers();
        }

        private boolean isWritable(FakeServer it) {
            return it.alive && !it.readOnly;
        }

        /** @return true if something happened to the servers, so that the source may change */
        private boolean act() {
            switch (random.nextInt(14)) {
                case 0 -> any().alive = false;
                case 1 -> any().alive = true;
                case 2 -> any().reachable = false;
                case 3, 4 -> any().reachable = true;
                case 5 -> failover();
                case 6 -> switchover();
                default -> {
                    traffic();
                    return false;
                }
            }
            return true;
        }

        private void traffic() {
            if (truth.alive && !truth.readOnly) {
                truth.write();
            }
            any().replicate();
            List<Endpoint> targets = cluster.targets();
            Endpoint target = targets.get(random.nextInt(targets.size()));
            // The monitor never has two probes of one address under way.
            boolean underWay = late.stream().anyMatch(it -> it.endpoint().equals(target));
            if (!underWay && random.nextInt(4) == 0) {
                send(target);
            } else if (!underWay) {
                cluster.probe(target);
            }
            if (!late.isEmpty() && random.nextInt(3) == 0) {
                Late arrived = late.remove(random.nextInt(late.size()));
                cluster.tell(arrived.endpoint(), arrived.observation());
            }
            cluster.pass(Duration.ofMillis(random.nextInt(300)));
        }

        private void send(Endpoint target) {
            cluster.servers.stream()
                    .filter(it -> it.endpoint.equals(target) && it.answers() && late.size() < 3)
                    .findFirst()
                    .ifPresent(it -> late.add(new Late(target, it.observe())));
        }

        private FakeServer any() {
            return cluster.servers.get(random.nextInt(cluster.servers.size()));
        }

        private void failover() {
            FakeServer chosen = any();
            if (!truth.alive && chosen.alive) {
                cluster.promote(chosen);
                truth = chosen;
            }
        }

        private void switchover() {
            FakeServer chosen = any();
            if (truth.alive && chosen.alive && chosen != truth) {
                chosen.gtids = chosen.gtids.union(truth.gtids);
                cluster.promote(chosen);
                truth = chosen;
            }
        }

        /** What must hold at every moment. */
        private void check() {
            Node source = cluster.topology().sourceNode();
            long sources = cluster.topology().nodes().stream()
                    .filter(node -> node.role() == io.github.understudy.topology.Role.SOURCE)
                    .count();
            assertThat(sources).as("seed %d: one source at most", seed).isLessThanOrEqualTo(1);
            if (source != null) {
                assertThat(source.state()).as("seed %d", seed).isIn(NodeState.UP, NodeState.SUSPECT);
                assertThat(source.readable()).as("seed %d", seed).isEqualTo(source.state() == NodeState.UP);
            }
            assertThat(cluster.topology().nodes())
                    .as("seed %d: who is not up serves no reads", seed)
                    .allMatch(node -> !node.readable() || node.state() == NodeState.UP);
        }

        /** Once the cluster is in order and can be reached, its source is accepted within a few rounds. */
        private void recovers() {
            late.clear();
            cluster.servers.forEach(it -> {
                it.alive = true;
                it.reachable = true;
                it.gtids = it.gtids.union(truth.gtids);
            });
            cluster.promote(truth);
            cluster.rounds(3);
            assertThat(cluster.source())
                    .as("seed %d: recovers within three rounds", seed)
                    .isEqualTo(truth);
            assertThat(cluster.topology().nodes())
                    .as("seed %d: nobody is left out", seed)
                    .hasSize(cluster.servers.size())
                    .noneMatch(node -> node.state() == NodeState.QUARANTINED);
        }
    }
}
