package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random lives of a Galera cluster: nodes die, are cut off, desynced, bootstrapped by mistake; answers arrive late and in
 * any order. Whatever happens, the resolver's promises hold. A failure names its seed.
 */
class GaleraSimulationTest {
    private static final int LIVES = 1000;
    private static final int STEPS = 120;

    /** Two sides that were each made the whole cluster with the same number and size: only their members differ. */
    @Test
    void keepsWhatItHadBrokenOnce() {
        new Life(4902).live(STEPS);
    }

    @Test
    void keepsItsPromisesInEveryLife() {
        Lives.live("Galera", LIVES, seed -> new Life(seed).live(STEPS));
    }

    /** One cluster's life. */
    private static final class Life extends SimulatedLife {
        private final long seed;
        private final FakeGalera cluster;
        private final int never;
        private final boolean all;
        private final boolean failBack;
        private boolean bootstrapped;

        Life(long seed) {
            super(seed);
            this.seed = seed;
            int size = 2 + random.nextInt(4);
            this.never = random.nextInt(3) == 0 ? 1 + random.nextInt(size) : 0;
            this.all = random.nextInt(3) == 0;
            this.failBack = !all && random.nextInt(4) == 0;
            WriterRules rules = new WriterRules(
                    failBack,
                    all,
                    endpoint -> endpoint.host().equals("g" + never)
                            ? WriterRules.NEVER
                            : 1 + (int) ((seed + endpoint.host().hashCode()) % 3));
            this.cluster = new FakeGalera(size, 1 + random.nextInt(size), rules);
        }

        @Override
        FakeGalera cluster() {
            return cluster;
        }

        @Override
        void act() {
            FakeGalera.Server any = pick(cluster.servers);
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
                case 16 -> split();
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

        /** Both sides of a cut are made the whole cluster, often with the same number and size. */
        private void split() {
            if (random.nextInt(3) == 0) {
                cluster.servers.forEach(server -> {
                    server.side = random.nextInt(2);
                    server.reachable = true;
                });
                cluster.regroup();
                cluster.bootstrap(0, 100);
                cluster.bootstrap(1, 100 + random.nextInt(2));
                bootstrapped = true;
                askAll();
                checkAtRest();
            }
        }

        @Override
        boolean mustStay(NodeId former) {
            GaleraStatus said = said(former);
            return !failBack && isUp(former) && said.isServing() && said.isSynced() && !said.rejecting();
        }

        private void traffic() {
            cluster.servers.forEach(server -> server.committed += server.alive ? 1 : 0);
            probe();
        }

        /** By what the nodes themselves have said last. */
        @Override
        void check() {
            checkNodes();
            checkWriters();
            Node source = cluster.topology().sourceNode();
            promise(source == null || !said(source).rejecting(), "the source takes statements: %s", source);
            for (Node node : cluster.topology().nodes()) {
                GaleraStatus said = said(node);
                promise(!node.readable() || said.isServing(), "%s is read, and in a majority", node.id());
                if (source == null || node == source) {
                    continue;
                }
                promise(!node.readable() || said.isSynced() && !said.rejecting(), "%s is read, and fit", node.id());
                boolean isBetter = node.readable() && isAllowed(node);
                promise(!isBetter || said(source).isSynced(), "%s is desynced, and %s is not", source, node);
            }
        }

        /** Several only by choice, all of one side, and none that is unfit or shall never write. */
        private void checkWriters() {
            List<Node> writers = cluster.topology().writers();
            Node source = cluster.topology().sourceNode();
            promise(writers.isEmpty() == (source == null), "there is a source if there are writers: %s", writers);
            promise(
                    writers.size() <= (all ? cluster.servers.size() : 1),
                    "several writers by choice only: %s",
                    writers);
            for (Node writer : writers) {
                promise(isAllowed(writer), "%s shall never write", writer);
                promise(writer == source || writer.readable(), "%s is fit", writer);
                boolean oneSide = said(writer).sharesViewWith(said(writers.get(0)));
                promise(oneSide, "all writers are of one side: %s", writers);
            }
        }

        private boolean isAllowed(Node node) {
            return !node.endpoint().host().equals("g" + never);
        }

        /** Writes go to the majority's side only, and somewhere if there is one. */
        @Override
        void checkAtRest() {
            List<FakeGalera.Server> seen = cluster.servers.stream()
                    .filter(server -> server.answers() && server.component.primary)
                    .toList();
            long sides =
                    seen.stream().map(server -> server.component).distinct().count();
            FakeGalera.Server source = cluster.source();
            if (source != null) {
                promise(source.component.primary, "%s has a majority", source);
                boolean isMost = 2 * source.component.members.size() > cluster.servers.size();
                promise(sides <= 1 || isMost, "of several sides the one with the majority is written to: %s", source);
            }
            boolean takesWrites =
                    seen.stream().anyMatch(server -> !server.rejecting && cluster.servers.indexOf(server) + 1 != never);
            promise(sides != 1 || !takesWrites || source != null, "somebody takes writes");
        }

        private static final GaleraStatus NOTHING =
                new GaleraStatus("", -1, 0, 0, List.of(), false, false, 0, false, false, false, 0, FlowControl.UNTOLD);

        private GaleraStatus said(Node node) {
            return said(node.id());
        }

        private GaleraStatus said(NodeId id) {
            Observation told = cluster.told.get(id);
            return told == null || told.galera() == null ? NOTHING : told.galera();
        }

        /** Once all nodes are together again they are all used, and a new data source agrees on the writer. */
        @Override
        void recover() {
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
            promise(cluster.source() != null, "in the end there is a source");
            promise(cluster.topology().nodes().stream().allMatch(Node::readable), "in the end all are used");
            promise(bootstrapped || cluster.isSettled(), "in the end nothing is open");
        }
    }
}
