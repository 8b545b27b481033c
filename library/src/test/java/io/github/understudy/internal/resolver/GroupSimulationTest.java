package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a group: members die, sleep, are cut off, expelled, elected, bootstrapped by mistake; they learn of it
 * one by one, and answers arrive late and in any order. Whatever happens, the resolver's promises hold. A failure names
 * its seed.
 */
class GroupSimulationTest {
    private static final int LIVES_PER_BLOCK = 100;
    private static final int STEPS = 120;

    static LongStream blocks() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void keepsItsPromisesInEveryLife(long block) {
        for (long seed = block * LIVES_PER_BLOCK; seed < (block + 1) * LIVES_PER_BLOCK; seed++) {
            new Life(seed).live();
        }
    }

    /** One group's life. */
    private static final class Life {
        private final long seed;
        private final Random random;
        private final FakeGroup group;
        private final List<Late> late = new ArrayList<>();

        private record Late(Endpoint endpoint, Observation observation) {}

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            int size = 2 + random.nextInt(4);
            this.group = new FakeGroup(size, 1 + random.nextInt(size));
        }

        void live() {
            group.rounds(4);
            check();
            for (int step = 0; step < STEPS; step++) {
                act();
                check();
                if (random.nextInt(20) == 0) {
                    late.clear();
                    group.settle();
                    group.rounds(6);
                    checkAtRest();
                }
            }
            recovers();
        }

        private void act() {
            FakeGroup.Server any = group.servers.get(random.nextInt(group.servers.size()));
            switch (random.nextInt(30)) {
                case 0 -> group.kill(any);
                case 1, 2 -> group.start(any);
                case 3 -> any.awake = false;
                case 4, 5 -> any.awake = true;
                case 6 -> any.reachable = false;
                case 7, 8 -> any.reachable = true;
                case 9 -> any.side = random.nextInt(3);
                case 10, 11 -> any.side = 0;
                case 12 -> group.elect(any);
                case 13 -> group.multiPrimary(any);
                case 14, 15 -> group.expel(any);
                case 16 -> group.join(any);
                case 17, 18 -> group.recover(any);
                case 19, 20 -> any.notice();
                case 21, 22 -> any.adopt();
                case 23 -> bootstrap(any);
                default -> traffic();
            }
        }

        /** Rarely, and only of one that is in no group. */
        private void bootstrap(FakeGroup.Server server) {
            boolean out = server.state == GroupStatus.State.ERROR || server.state == GroupStatus.State.OFFLINE;
            if (server.runs() && out && random.nextInt(6) == 0) {
                group.bootstrap(server);
            }
        }

        private void traffic() {
            group.servers.stream().filter(FakeGroup.Server::isReal).forEach(server -> server.committed++);
            List<Endpoint> targets = group.targets();
            Endpoint target = targets.get(random.nextInt(targets.size()));
            boolean underWay = late.stream().anyMatch(it -> it.endpoint().equals(target));
            if (!underWay && random.nextInt(4) == 0) {
                group.servers.stream()
                        .filter(it -> it.endpoint.equals(target) && it.answers())
                        .findFirst()
                        .ifPresent(it -> late.add(new Late(target, it.observe())));
            } else if (!underWay) {
                group.probe(target);
            }
            if (!late.isEmpty() && random.nextInt(3) == 0) {
                Late arrived = late.remove(random.nextInt(late.size()));
                group.tell(arrived.endpoint(), arrived.observation());
            }
            group.pass(Duration.ofMillis(random.nextInt(300)));
        }

        /** What must hold at every moment, by what the servers themselves have said last. */
        private void check() {
            for (Node node : group.topology().nodes()) {
                if (node.readable()) {
                    assertThat(node.state()).as("seed %d", seed).isEqualTo(NodeState.UP);
                    assertThat(said(node).isServing())
                            .as("seed %d: %s is read, and says that it is in a majority", seed, node.id())
                            .isTrue();
                }
            }
            Node source = group.topology().sourceNode();
            if (source == null) {
                return;
            }
            assertThat(source.state()).as("seed %d", seed).isIn(NodeState.UP, NodeState.SUSPECT);
            assertThat(said(source).isPrimary())
                    .as("seed %d: %s says that it is a primary", seed, source.id())
                    .isTrue();
            assertThat(Objects.requireNonNull(group.told.get(source.id())).readOnly())
                    .as("seed %d: %s is writable", seed, source.id())
                    .isFalse();
            for (Node node : group.topology().nodes()) {
                GroupStatus other = said(node);
                boolean counts = node.isReachable() && other.isServing() && other.sharesLineageWith(said(source));
                if (counts && other.view() > said(source).view()) {
                    assertThat(other.lists(source.id()))
                            .as("seed %d: %s is in the newest view that is known", seed, source.id())
                            .isTrue();
                }
            }
        }

        /** Once all have learned all and were asked again: who is written to can commit, and somebody is if somebody can. */
        private void checkAtRest() {
            List<FakeGroup.Server> seen = group.servers.stream()
                    .filter(server -> server.answers() && server.isReal())
                    .toList();
            long lives = seen.stream().map(server -> server.life).distinct().count();
            FakeGroup.Server source = group.source();
            if (source != null && lives > 0) {
                assertThat(source.isReal())
                        .as("seed %d: %s is a member of a majority in truth", seed, source.id)
                        .isTrue();
            }
            if (source != null && lives > 1) {
                assertThat(2 * source.ofNow().members.size())
                        .as("seed %d: of several lives, the one with the majority is written to", seed)
                        .isGreaterThan(group.targets().size());
            }
            boolean takesWrites = seen.stream().anyMatch(server -> !server.readOnly);
            if (lives == 1 && takesWrites) {
                assertThat(source)
                        .as(
                                "seed %d: somebody takes writes: %s",
                                seed, group.topology().explanation())
                        .isNotNull();
                assertThat(Objects.requireNonNull(source).readOnly)
                        .as("seed %d", seed)
                        .isFalse();
            }
        }

        private static final GroupStatus NOTHING = GroupStatus.untold("");

        private GroupStatus said(Node node) {
            Observation told = group.told.get(node.id());
            return told == null || told.group() == null ? NOTHING : told.group();
        }

        /** Once all are members of one life again they are all used, and its primary is written to. */
        private void recovers() {
            late.clear();
            group.servers.forEach(server -> {
                group.kill(server);
                group.start(server);
                server.reachable = true;
                server.side = 0;
            });
            group.bootstrap(group.server(1));
            for (int i = 0; i < group.servers.size(); i++) {
                group.settle();
            }
            group.rounds(6);
            group.pass(Duration.ofSeconds(31)); // as long as nobody is distrusted for going down often
            group.rounds(6);
            assertThat(group.source())
                    .as("seed %d: in the end there is a source", seed)
                    .isEqualTo(group.server(1));
            assertThat(group.topology().nodes())
                    .as("seed %d: in the end all are used", seed)
                    .allMatch(Node::readable);
            assertThat(group.isSettled()).as("seed %d", seed).isTrue();
        }
    }
}
