package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Node;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random lives of an NDB cluster's SQL nodes; answers arrive late and in any order. A failure names its seed. */
class NdbSimulationTest {
    private static final int LIVES = 1000;
    private static final int STEPS = 80;

    @Test
    void onlyWhoReachesTheDataIsWorkedWithAndAllWhoDoAre() {
        Lives.live("NDB", LIVES, seed -> new Life(seed).live(STEPS));
    }

    private static final class Life extends SimulatedLife {
        private final FakeNdb cluster;

        Life(long seed) {
            super(seed);
            int size = 2 + random.nextInt(3);
            cluster = new FakeNdb(size, 1 + random.nextInt(size));
        }

        @Override
        FakeNdb cluster() {
            return cluster;
        }

        @Override
        void act() {
            FakeNdb.Server any = pick(cluster.servers);
            switch (random.nextInt(14)) {
                case 0 -> any.alive = false;
                case 1, 2 -> any.alive = true;
                case 3 -> any.connected = false;
                case 4, 5 -> any.connected = true;
                case 6 -> any.readyDataNodes = random.nextInt(3);
                case 7 -> cluster.singleUser = random.nextInt(3) == 0;
                default -> probe();
            }
        }

        /** Whatever has arrived so far: who writes may read, nobody writes without a source, and no node writes twice. */
        @Override
        void check() {
            checkNodes();
            List<Node> writers = cluster.topology().writers();
            promise(new HashSet<>(writers).size() == writers.size(), "each writes once: %s", writers);
            promise(writers.stream().allMatch(Node::readable), "who is written to can be read: %s", writers);
            boolean isSource = cluster.topology().sourceNode() != null;
            promise(writers.isEmpty() != isSource, "there is a source if there are writers: %s", writers);
        }

        @Override
        void checkAtRest() {
            for (FakeNdb.Server server : cluster.servers) {
                boolean known = cluster.topology().node(server.id).isPresent();
                boolean fit = server.alive && server.reachesData() && !cluster.singleUser;
                promise(!known || cluster.topology().isWriter(server.id) == fit, "%s takes writes: %s", server, fit);
            }
        }

        @Override
        void recover() {
            cluster.singleUser = false;
            cluster.servers.forEach(server -> {
                server.alive = true;
                server.connected = true;
                server.readyDataNodes = 2;
            });
            cluster.rounds(6);
            cluster.pass(Duration.ofSeconds(31));
            cluster.rounds(6);
            promise(cluster.topology().writers().size() == cluster.servers.size(), "in the end all write");
        }
    }
}
