package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Random lives of a group: members die, sleep, are cut off, expelled, elected, bootstrapped by mistake; they learn of it
 * one by one, and answers arrive late and in any order. Whatever happens, the resolver's promises hold. A failure names
 * its seed.
 */
class GroupSimulationTest {
    private static final int LIVES = 1000;
    private static final int STEPS = 120;

    @Test
    void keepsItsPromisesInEveryLife() {
        Lives.live("group", LIVES, seed -> new Life(seed).live(STEPS));
    }

    /** One group's life. */
    private static final class Life extends SimulatedLife {
        private final FakeGroup group;

        Life(long seed) {
            super(seed);
            int size = 2 + random.nextInt(4);
            this.group = new FakeGroup(size, 1 + random.nextInt(size));
        }

        @Override
        FakeGroup cluster() {
            return group;
        }

        @Override
        void settle() {
            group.settle();
        }

        @Override
        void act() {
            FakeGroup.Server any = pick(group.servers);
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
                case 24 -> oversleep(any);
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

        /** The others have begun anew while it was asleep; it lists them still, and takes itself for one of many. */
        private void oversleep(FakeGroup.Server sleeper) {
            if (random.nextInt(3) > 0) {
                return;
            }
            List<FakeGroup.Server> others =
                    group.servers.stream().filter(it -> it != sleeper).toList();
            others.forEach(other -> {
                group.kill(other);
                group.start(other);
                other.side = 0;
                other.reachable = true;
            });
            group.bootstrap(others.get(0));
            others.forEach(group::join);
            others.forEach(group::recover);
            others.forEach(FakeGroup.Server::adopt);
            group.start(sleeper);
            askAll();
            FakeGroup.Server source = group.source();
            boolean most = 2 * others.size() > group.targets().size();
            promise(!most || (source != null && source != sleeper), "who is with the most is written to: %s", source);
        }

        @Override
        boolean mustStay(NodeId former) {
            Observation told = group.told.get(former);
            GroupStatus said = said(former);
            return told != null && isUp(former) && !told.readOnly() && said.isServing() && said.isPrimary();
        }

        private void traffic() {
            group.servers.stream().filter(FakeGroup.Server::isReal).forEach(server -> server.committed++);
            probe();
        }

        /** By what the servers themselves have said last. */
        @Override
        void check() {
            checkNodes();
            for (Node node : group.topology().nodes()) {
                promise(!node.readable() || said(node).isServing(), "%s is read, and in a majority", node.id());
            }
            Node source = group.topology().sourceNode();
            if (source == null) {
                return;
            }
            Observation answer = Objects.requireNonNull(group.told.get(source.id()));
            promise(said(source).isPrimary(), "%s says that it is a primary", source.id());
            promise(!answer.readOnly(), "%s is writable", source.id());
            for (Node node : group.topology().nodes()) {
                GroupStatus other = said(node);
                boolean counts = node.isReachable() && other.isServing() && other.sharesLineageWith(said(source));
                promise(
                        !counts || other.view() <= said(source).view() || other.lists(source.id()),
                        "%s is in the newest view that is known",
                        source.id());
            }
        }

        /** Once all have learned all and were asked again: who is written to can commit, and somebody is if somebody can. */
        @Override
        void checkAtRest() {
            List<FakeGroup.Server> seen = group.servers.stream()
                    .filter(server -> server.answers() && server.isReal())
                    .toList();
            long lives = seen.stream().map(server -> server.life).distinct().count();
            FakeGroup.Server source = group.source();
            if (source != null && lives > 0) {
                promise(source.isReal(), "%s is a member of a majority in truth", source);
            }
            if (source != null && lives > 1) {
                promise(
                        2 * source.ofNow().members.size() > group.targets().size(),
                        "of several lives, the one with the majority is written to, and not %s",
                        source);
            }
            if (lives == 1 && seen.stream().anyMatch(server -> !server.readOnly)) {
                promise(source != null && !source.readOnly, "somebody takes writes");
            }
        }

        private static final GroupStatus NOTHING = GroupStatus.untold("");

        private GroupStatus said(Node node) {
            return said(node.id());
        }

        private GroupStatus said(NodeId id) {
            Observation told = group.told.get(id);
            return told == null || told.group() == null ? NOTHING : told.group();
        }

        /** Once all are members of one life again they are all used, and its primary is written to. */
        @Override
        void recover() {
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
            promise(group.source() == group.server(1), "in the end its primary is the source");
            promise(group.topology().nodes().stream().allMatch(Node::readable), "in the end all are used");
            promise(group.isSettled(), "in the end nothing is open");
        }
    }
}
