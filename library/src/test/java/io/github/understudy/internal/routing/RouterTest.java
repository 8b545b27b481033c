package io.github.understudy.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.Labels;
import io.github.understudy.topology.Lag;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private final Random random = new Random(7);
    private final World world = new World();
    private final Router router = new Router(
            world, random::nextInt, new RoutingRules(new Nearness("here", List.of()), ZoneWrites.ALLOWED, Map.of()));

    /** What the application knows of the nodes. */
    private static final class World implements Fitness {
        final Set<NodeId> tripped = new HashSet<>();
        final Set<NodeId> drained = new HashSet<>();
        final Map<NodeId, Integer> loads = new HashMap<>();
        final Map<NodeId, Integer> warmths = new HashMap<>();

        @Override
        public boolean isTripped(Node node) {
            return tripped.contains(node.id());
        }

        @Override
        public boolean isDrained(NodeId node, Endpoint at) {
            return drained.contains(node);
        }

        @Override
        public int load(Node node) {
            return loads.getOrDefault(node.id(), 0);
        }

        @Override
        public int warmth(Node node) {
            return warmths.getOrDefault(node.id(), Warmth.WARM);
        }
    }

    @Test
    void writesGoToTheSourceOnly() {
        assertThat(choose(topology(source(0), replica(1)), Wish.WRITE)).isEqualTo("db0");
        assertThat(choose(topology(replica(1)), Wish.WRITE)).isNull();
    }

    @Test
    void whereSeveralNodesWriteAllWorkIsSpread() {
        Node other = labelled(1, "", "", 300);
        Topology topology = new Topology(
                1,
                List.of(source(0), other, replica(2)),
                source(0),
                "",
                io.github.understudy.topology.ClusterKind.GALERA,
                List.of(source(0), other),
                List.of());
        Map<String, Integer> writes = new HashMap<>();
        Map<String, Integer> reads = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            world.loads.put(id(0), i % 7);
            world.loads.put(id(1), i % 5);
            writes.merge("" + choose(topology, Wish.WRITE), 1, Integer::sum);
            reads.merge("" + choose(topology, Wish.READ), 1, Integer::sum);
        }
        assertThat(writes.keySet()).containsExactlyInAnyOrder("db0", "db1");
        assertThat(writes.get("db1")).isGreaterThan(writes.get("db0"));
        assertThat(reads.keySet()).containsExactlyInAnyOrder("db0", "db1", "db2");
        assertThat(router.mayStay(topology, Wish.WRITE, NodeFilter.ANY, id(1))).isTrue();
        assertThat(router.mayStay(topology, Wish.WRITE, NodeFilter.ANY, id(2))).isFalse();
        assertThat(router.mayStay(topology, Wish.READ, NodeFilter.ANY, id(0))).isTrue();
        world.drained.add(id(0));
        assertThat(choose(topology, Wish.WRITE)).isEqualTo("db1");
        assertThat(router.choose(topology, Wish.LOOK_BACK, NodeFilter.ANY, Set.of(id(1))))
                .isNotNull();
        world.drained.add(id(1));
        assertThat(choose(topology, Wish.WRITE)).isNull();
    }

    @Test
    void nothingNewGoesToADrainedNode() {
        Topology topology = topology(source(0), replica(1), replica(2));
        world.drained.add(id(1));
        assertThat(choose(topology, Wish.READ)).isEqualTo("db2");
        world.drained.add(id(2));
        assertThat(choose(topology, Wish.READ)).isEqualTo("db0");
        world.drained.add(id(0));
        assertThat(choose(topology, Wish.READ)).isNull();
        assertThat(choose(topology, Wish.WRITE)).isNull();
        assertThat(router.explain(topology, Wish.WRITE, NodeFilter.ANY)).contains("db0:3306: drained");
        assertThat(router.mayStay(topology, Wish.READ, NodeFilter.ANY, id(1)))
                .as("what is under way there may end")
                .isTrue();
    }

    @Test
    void readsGoToTheSourceWhenNoReplicaIsFit() {
        assertThat(choose(topology(source(0), lagging(1, true)), Wish.READ)).isEqualTo("db1");
        assertThat(choose(topology(source(0), lagging(1, false)), Wish.READ)).isEqualTo("db0");
        assertThat(router.choose(topology(source(0), replica(1)), Wish.READ, (t, n) -> false, Set.of()))
                .isNotNull()
                .extracting(Node::role)
                .isEqualTo(Role.SOURCE);
    }

    @Test
    void aTrippedOrTriedReplicaIsLeftAlone() {
        Topology two = topology(source(0), replica(1), replica(2));
        world.tripped.add(id(1));
        assertThat(shares(two, Wish.READ, Set.of())).containsOnlyKeys("db2");
        assertThat(shares(two, Wish.READ, Set.of(id(2)))).containsOnlyKeys("db0");
        assertThat(shares(two, Wish.READ, Set.of(id(2), id(0)))).containsOnlyKeys("db2");
    }

    @Test
    void replicasOfTheOwnZoneGoFirst() {
        Topology far = topology(source(0), labelled(1, "there", "", 100), labelled(2, "here", "", 100));
        assertThat(shares(far, Wish.READ, Set.of())).containsOnlyKeys("db2");
        world.tripped.add(id(2));
        assertThat(shares(far, Wish.READ, Set.of())).containsOnlyKeys("db1");
    }

    @Test
    void aGroupServesOnlyThoseWhoAskForIt() {
        Topology grouped = topology(source(0), labelled(1, "", "reporting", 100), replica(2));
        Wish reporting = new Wish(Access.READ_ONLY, null, "reporting");
        assertThat(shares(grouped, Wish.READ, Set.of())).containsOnlyKeys("db2");
        assertThat(shares(grouped, reporting, Set.of())).containsOnlyKeys("db1");
        world.tripped.add(id(1));
        assertThat(shares(grouped, reporting, Set.of())).containsOnlyKeys("db2");
        world.tripped.add(id(2));
        assertThat(shares(grouped, reporting, Set.of())).containsOnlyKeys("db0");
        assertThat(shares(topology(source(0), labelled(1, "", "reporting", 100)), Wish.READ, Set.of()))
                .containsOnlyKeys("db0");
    }

    @Test
    void aLagLimitOfTheRequestCounts() {
        Topology late = topology(source(0), late(1, Lag.of(Duration.ofSeconds(2))), late(2, Lag.unknown()));
        Wish strict = new Wish(Access.READ_ONLY, Duration.ofSeconds(1), "");
        Wish lax = new Wish(Access.READ_ONLY, Duration.ofSeconds(3), "");
        assertThat(shares(late, strict, Set.of())).containsOnlyKeys("db0");
        assertThat(shares(late, lax, Set.of())).containsOnlyKeys("db1");
        assertThat(router.explain(late, strict, NodeFilter.ANY)).contains("db1", "2", "above the 1000 ms");
    }

    @Test
    void sharesFollowTheWeights() {
        Topology weighted = topology(source(0), labelled(1, "", "", 300), labelled(2, "", "", 100));
        assertThat(shares(weighted, Wish.READ, Set.of()).get("db1")).isBetween(70, 95);
    }

    @Test
    void theLessLoadedOfTwoIsTaken() {
        Topology two = topology(source(0), replica(1), replica(2));
        world.loads.put(id(1), 10);
        assertThat(shares(two, Wish.READ, Set.of()).get("db2")).isBetween(68, 82);
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 5", "5, 10, 52", "10, 10, 100", "99, 10, 100", "0, 0, 100", "-1, 10, 5"})
    void aReplicaThatIsBackGetsItsShareLittleByLittle(long since, long warmUp, int percent) {
        assertThat(Warmth.percent(since, warmUp)).isEqualTo(percent);
    }

    @Test
    void aColdReplicaIsSparedByTheOthersOrTheSource() {
        world.warmths.put(id(1), 10);
        Map<String, Integer> withAnother = shares(topology(source(0), replica(1), replica(2)), Wish.READ, Set.of());
        assertThat(withAnother.get("db1")).isLessThan(25);
        assertThat(withAnother).doesNotContainKey("db0");
        Map<String, Integer> alone = shares(topology(source(0), replica(1)), Wish.READ, Set.of());
        assertThat(alone.get("db0")).isBetween(82, 97);
        assertThat(shares(topology(replica(1)), Wish.READ, Set.of())).containsOnlyKeys("db1");
    }

    @Test
    void workStaysWhereItIsWhileThatIsFit() {
        Topology both = topology(source(0), replica(1), labelled(2, "", "reporting", 100));
        Wish reporting = new Wish(Access.READ_ONLY, null, "reporting");
        assertThat(router.mayStay(both, Wish.WRITE, NodeFilter.ANY, id(0))).isTrue();
        assertThat(router.mayStay(both, Wish.WRITE, NodeFilter.ANY, id(1))).isFalse();
        assertThat(router.mayStay(both, Wish.READ, NodeFilter.ANY, id(1))).isTrue();
        assertThat(router.mayStay(both, Wish.READ, NodeFilter.ANY, id(2))).isFalse();
        assertThat(router.mayStay(both, reporting, NodeFilter.ANY, id(2))).isTrue();
        assertThat(router.mayStay(both, reporting, NodeFilter.ANY, id(1))).isFalse();
        assertThat(router.mayStay(both, Wish.READ, NodeFilter.ANY, id(0)))
                .as("reads leave the source when a replica is fit")
                .isFalse();
        assertThat(router.mayStay(topology(source(0)), Wish.READ, NodeFilter.ANY, id(0)))
                .isTrue();
        assertThat(router.mayStay(both, Wish.READ, NodeFilter.ANY, id(9))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverTakesAnUnfitNode(long seed) {
        Random dice = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            Topology topology = randomTopology(dice);
            world.tripped.clear();
            topology.nodes().stream().filter(n -> dice.nextInt(5) == 0).forEach(n -> world.tripped.add(n.id()));
            Wish wish = new Wish(
                    Access.READ_ONLY,
                    dice.nextBoolean() ? null : Duration.ofMillis(dice.nextInt(3000)),
                    dice.nextInt(3) == 0 ? "reporting" : "");
            Node chosen = router.choose(topology, wish, NodeFilter.ANY, Set.of());
            String context = "seed " + seed + ", round " + round + ": " + wish + " on " + topology.describe();
            if (chosen == null) {
                assertThat(topology.sourceNode()).as(context).isNull();
                assertThat(topology.nodes()).as(context).noneMatch(node -> fits(node, wish, ""));
            } else if (chosen.role() == Role.SOURCE) {
                assertThat(topology.nodes()).as(context).noneMatch(node -> fits(node, wish, ""));
            } else {
                String group = chosen.labels().group();
                assertThat(fits(chosen, wish, group)).as(context).isTrue();
                assertThat(group).as(context).isIn("", wish.group());
                if (group.isEmpty() && !wish.group().isEmpty()) {
                    assertThat(topology.nodes()).as(context).noneMatch(node -> fits(node, wish, wish.group()));
                }
                boolean near = topology.nodes().stream()
                        .anyMatch(node ->
                                fits(node, wish, group) && node.labels().zone().equals("here"));
                assertThat(near && !chosen.labels().zone().equals("here"))
                        .as(context)
                        .isFalse();
            }
        }
    }

    private boolean fits(Node node, Wish wish, String group) {
        return node.role() == Role.REPLICA
                && node.readable()
                && !world.isTripped(node)
                && node.labels().group().equals(group)
                && (wish.maxLag() == null || node.lag().isWithin(wish.maxLag()));
    }

    private static Topology randomTopology(Random dice) {
        List<Node> nodes = new ArrayList<>();
        if (dice.nextInt(4) > 0) {
            nodes.add(source(0));
        }
        for (int i = 1 + dice.nextInt(5); i > 0; i--) {
            Labels labels = new Labels(
                    dice.nextBoolean() ? "here" : "there",
                    dice.nextInt(3) == 0 ? "reporting" : "",
                    1 + dice.nextInt(1000));
            Lag lag = dice.nextInt(4) == 0 ? Lag.unknown() : Lag.of(Duration.ofMillis(dice.nextInt(3000)));
            nodes.add(node(i, Role.REPLICA, dice.nextInt(4) > 0, lag, labels));
        }
        return topology(nodes.toArray(Node[]::new));
    }

    // ---- how often each node is chosen, and what nodes there are ----

    private Map<String, Integer> shares(Topology topology, Wish wish, Set<NodeId> tried) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            Node node = router.choose(topology, wish, NodeFilter.ANY, tried);
            counts.merge(node == null ? "none" : node.endpoint().host(), 1, Integer::sum);
        }
        counts.replaceAll((host, count) -> count / 20);
        return counts;
    }

    private @Nullable String choose(Topology topology, Wish wish) {
        Node node = router.choose(topology, wish, NodeFilter.ANY, Set.of());
        return node == null ? null : node.endpoint().host();
    }

    private static Topology topology(Node... nodes) {
        List<Node> all = List.of(nodes);
        Node source = all.stream()
                .filter(node -> node.role() == Role.SOURCE)
                .findFirst()
                .orElse(null);
        return new Topology(1, all, source, "as the test wants it");
    }

    private static Node source(int number) {
        return node(number, Role.SOURCE, true, Lag.none(), Labels.NONE);
    }

    private static Node replica(int number) {
        return labelled(number, "", "", 100);
    }

    private static Node labelled(int number, String zone, String group, int weight) {
        return node(number, Role.REPLICA, true, Lag.none(), new Labels(zone, group, weight));
    }

    private static Node late(int number, Lag lag) {
        return node(number, Role.REPLICA, true, lag, Labels.NONE);
    }

    private static Node lagging(int number, boolean readable) {
        return node(number, Role.REPLICA, readable, Lag.of(Duration.ofSeconds(9)), Labels.NONE);
    }

    private static Node node(int number, Role role, boolean readable, Lag lag, Labels labels) {
        return new Node(
                id(number),
                new Endpoint("db" + number, 3306),
                Flavor.MYSQL,
                "9.7",
                role,
                NodeState.UP,
                readable,
                lag,
                null,
                labels,
                "");
    }

    private static NodeId id(int number) {
        return new NodeId("node" + number);
    }
}
