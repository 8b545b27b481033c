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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a Galera cluster: nodes die, are cut off, desynced, bootstrapped by mistake; answers arrive late and in
 * any order. Whatever happens, the resolver's promises hold. A failure names its seed.
 */
class GaleraSimulationTest {
    private static final int LIVES_PER_BLOCK = 100;
    private static final int STEPS = 120;

    static LongStream blocks() {
        return LongStream.range(0, 20);
    }

    /** Two sides that were each made the whole cluster with the same number and size: only their members differ. */
    @Test
    void keepsWhatItHadBrokenOnce() {
        new Life(4902).live();
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
        private final FakeGalera cluster;
        private final List<Late> late = new ArrayList<>();
        private final int never;
        private final boolean all;
        private boolean bootstrapped;

        private record Late(Endpoint endpoint, Observation observation) {}

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            int size = 2 + random.nextInt(4);
            this.never = random.nextInt(3) == 0 ? 1 + random.nextInt(size) : 0;
            this.all = random.nextInt(3) == 0;
            WriterRules rules = new WriterRules(
                    !all && random.nextInt(4) == 0,
                    all,
                    endpoint -> endpoint.host().equals("g" + never)
                            ? WriterRules.NEVER
                            : 1 + (int) ((seed + endpoint.host().hashCode()) % 3));
            this.cluster = new FakeGalera(size, 1 + random.nextInt(size), rules);
        }

        void live() {
            cluster.rounds(4);
            check();
            for (int step = 0; step < STEPS; step++) {
                act();
                check();
                if (random.nextInt(20) == 0) {
                    late.clear();
                    cluster.rounds(6);
                    checkAtRest();
                }
            }
            recovers();
        }

        private void act() {
            FakeGalera.Server any = cluster.servers.get(random.nextInt(cluster.servers.size()));
            int number = cluster.servers.indexOf(any) + 1;
            switch (random.nextInt(24)) {
                case 0 -> cluster.kill(number);
                case 1, 2 -> cluster.start(number);
                case 3 -> any.reachable = false;
                case 4, 5 -> any.reachable = true;
                case 6 -> cluster.cut(random.nextInt(3), number);
                case 7, 8 -> cluster.cut(0, number);
                case 9 -> any.desynced = true;
                case 10, 11 -> any.desynced = false;
                case 12 -> any.rejecting = !any.rejecting;
                case 13 -> any.queue = random.nextInt(2 * GaleraFitness.LONG_QUEUE);
                case 14 -> bootstrap(any.side);
                case 15 -> any.flow = pausing(any.flow);
                default -> traffic();
            }
        }

        private FlowControl pausing(FlowControl flow) {
            return new FlowControl(
                    flow.sent() + random.nextInt(20),
                    flow.received(),
                    flow.pausedNanos() + random.nextInt(900_000_000));
        }

        private void bootstrap(int side) {
            if (random.nextInt(4) == 0) {
                cluster.bootstrap(side, 100 + random.nextInt(3));
                bootstrapped = true;
            }
        }

        private void traffic() {
            cluster.servers.forEach(server -> server.committed += server.alive ? 1 : 0);
            List<Endpoint> targets = cluster.targets();
            Endpoint target = targets.get(random.nextInt(targets.size()));
            boolean underWay = late.stream().anyMatch(it -> it.endpoint().equals(target));
            if (!underWay && random.nextInt(4) == 0) {
                cluster.servers.stream()
                        .filter(it -> it.endpoint.equals(target) && it.answers())
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

        /** What must hold at every moment, by what the nodes themselves have said last. */
        private void check() {
            for (Node node : cluster.topology().nodes()) {
                GaleraStatus said = said(node);
                if (node.readable()) {
                    assertThat(node.state()).as("seed %d", seed).isEqualTo(NodeState.UP);
                    assertThat(said.isServing())
                            .as("seed %d: %s is in a majority", seed, node.id())
                            .isTrue();
                }
            }
            checkWriters();
            Node source = cluster.topology().sourceNode();
            if (source == null) {
                return;
            }
            assertThat(source.state()).as("seed %d", seed).isIn(NodeState.UP, NodeState.SUSPECT);
            assertThat(said(source).rejecting()).as("seed %d", seed).isFalse();
            for (Node node : cluster.topology().nodes()) {
                boolean isBetter = node.readable()
                        && said(node).isSynced()
                        && !node.endpoint().host().equals("g" + never);
                if (isBetter && node != source) {
                    assertThat(said(source).isSynced())
                            .as("seed %d: %s is written to although it is desynced", seed, source.id())
                            .isTrue();
                    continue;
                }
                boolean isLeft = !said(node).isSynced() || said(node).rejecting();
                if (node != source && isLeft) {
                    assertThat(node.readable())
                            .as("seed %d: %s is not read", seed, node.id())
                            .isFalse();
                }
            }
        }

        /** Several only by choice, all of one side, and none that is unfit or shall never write. */
        private void checkWriters() {
            List<Node> writers = cluster.topology().writers();
            assertThat(writers.isEmpty())
                    .as("seed %d: writers without a source", seed)
                    .isEqualTo(cluster.topology().sourceNode() == null);
            assertThat(writers).as("seed %d", seed).hasSizeLessThanOrEqualTo(all ? cluster.servers.size() : 1);
            for (Node writer : writers) {
                assertThat(writer.endpoint().host()).as("seed %d", seed).isNotEqualTo("g" + never);
                boolean fit = writer == cluster.topology().sourceNode() || writer.readable();
                assertThat(fit).as("seed %d: %s is fit", seed, writer.id()).isTrue();
                assertThat(said(writer).sharesViewWith(said(writers.get(0))))
                        .as("seed %d: all writers are of one side", seed)
                        .isTrue();
            }
        }

        /** Once everybody was asked again: writes go to the majority's side only, and somewhere if there is one. */
        private void checkAtRest() {
            List<FakeGalera.Server> seen = cluster.servers.stream()
                    .filter(server -> server.answers() && server.component.primary)
                    .toList();
            long sides =
                    seen.stream().map(server -> server.component).distinct().count();
            FakeGalera.Server source = cluster.source();
            if (source != null) {
                assertThat(source.component.primary).as("seed %d", seed).isTrue();
                if (sides > 1) {
                    assertThat(2 * source.component.members.size())
                            .as("seed %d: the side that is written to has the majority", seed)
                            .isGreaterThan(cluster.servers.size());
                }
            }
            boolean takesWrites =
                    seen.stream().anyMatch(server -> !server.rejecting && cluster.servers.indexOf(server) + 1 != never);
            if (sides == 1 && takesWrites) {
                assertThat(source).as("seed %d: somebody takes writes", seed).isNotNull();
            }
        }

        private static final GaleraStatus NOTHING =
                new GaleraStatus("", -1, 0, 0, List.of(), false, false, 0, false, false, false, 0, FlowControl.UNTOLD);

        private GaleraStatus said(Node node) {
            Observation told = cluster.told.get(node.id());
            return told == null || told.galera() == null ? NOTHING : told.galera();
        }

        /** Once all nodes are together again they are all used, and a new data source agrees on the writer. */
        private void recovers() {
            late.clear();
            long most = cluster.servers.stream()
                    .mapToLong(server -> server.committed)
                    .max()
                    .orElseThrow();
            cluster.servers.forEach(server -> {
                server.committed = most;
                server.alive = true;
                server.reachable = true;
                server.desynced = false;
                server.rejecting = false;
                server.queue = 0;
                server.side = 0;
            });
            cluster.bootstrap(0, 1000);
            cluster.rounds(6);
            cluster.pass(Duration.ofSeconds(31)); // as long as nobody is distrusted for going down often
            cluster.rounds(6);
            assertThat(cluster.source())
                    .as("seed %d: in the end there is a source", seed)
                    .isNotNull();
            assertThat(cluster.topology().nodes())
                    .as("seed %d: in the end all are used", seed)
                    .allMatch(Node::readable);
            assertThat(bootstrapped || cluster.isSettled()).as("seed %d", seed).isTrue();
        }
    }
}
