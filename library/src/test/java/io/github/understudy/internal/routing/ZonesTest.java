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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which zone is nearest, and which writes may leave the own one. */
class ZonesTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // it may run over

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # own | order | milliseconds to each  | nearest first, those of one rank together
            ''   |        | ams=1 fra=8 lon=20    | ams,fra,lon
            ''   |        | ams=8 fra=9 lon=20    | ams+fra,lon
            ''   |        | ams=0.2 fra=0.9       | ams+fra
            ''   |        | ams=4 fra=7 lon=13    | ams+fra,lon
            fra  |        | ams=1 fra=8 lon=20    | fra,ams,lon
            fra  | lon    | ams=1 fra=8 lon=20    | fra,lon,ams
            fra  | lon,ams| ams=1 fra=8 lon=20    | fra,lon,ams
            ''   | lon    | ams=1 fra=8 lon=20    | lon,ams,fra
            fra  |        |                       | fra
            """)
    void zonesAreRankedByOrderAndThenByTime(String own, String order, String times, String expected) {
        Nearness nearness = new Nearness(own, order == null ? List.of() : List.of(order.split(",")));
        nearness.measured(topology(), times(times));
        assertThat(text(nearness.ranks())).isEqualTo(expected);
    }

    @Test
    void whoIsNotMeasuredComesLast() {
        Nearness nearness = new Nearness("", List.of());
        nearness.measured(topology(), times("fra=8"));
        assertThat(nearness.ranks().of("ams")).isGreaterThan(nearness.ranks().of("fra"));
        assertThat(nearness.ranks().of("lon")).isEqualTo(nearness.ranks().of("ams"));
    }

    /** Each line is a further measurement of the same two zones. */
    @Test
    void ranksDoNotFlapAroundALimit() {
        Nearness nearness = new Nearness("", List.of());
        Map<String, String> steps = new java.util.LinkedHashMap<>();
        steps.put("ams=4 fra=7", "ams+fra");
        steps.put("ams=4 fra=8.5", "ams,fra");
        steps.put("ams=4 fra=7.5", "ams,fra");
        steps.put("ams=4 fra=5.5", "ams,fra");
        steps.put("ams=4 fra=5", "ams+fra");
        steps.put("ams=4 fra=6", "ams+fra");
        steps.put("ams=6 fra=5", "ams+fra");
        steps.put("ams=11 fra=5", "fra,ams");
        steps.put("ams=7 fra=5", "fra,ams");
        steps.put("ams=2 fra=5", "ams,fra");
        steps.forEach((times, expected) -> {
            nearness.measured(topology(), times(times));
            assertThat(text(nearness.ranks())).as(times).isEqualTo(expected);
        });
    }

    @Test
    void withoutZonesNobodyIsNearer() {
        Nearness nearness = new Nearness("", List.of());
        Node one = node("a", "", Role.SOURCE);
        Node other = node("b", "", Role.REPLICA);
        nearness.measured(
                new Topology(1, List.of(one, other), one, ""),
                endpoint -> Duration.ofSeconds(endpoint.host().equals("a") ? 0 : 9));
        assertThat(nearness.ranks()).isSameAs(ZoneRanks.FLAT);
    }

    @ParameterizedTest
    @CsvSource({"allow, 0, true", "refuse, 0, false", "refuse, 1000, false", "60, 59, false", "60, 60, true"})
    void writesLeaveTheOwnZoneAsTheyMay(String setting, long secondsElsewhere, boolean allowed) {
        ZoneWrites writes = writes(setting);
        sourceIn(writes, "fra");
        Node far = sourceIn(writes, "ams");
        clock.addAndGet(Duration.ofSeconds(secondsElsewhere).toNanos());
        assertThat(writes.allows(far)).isEqualTo(allowed);
        assertThat(writes.whyNot(far).isEmpty()).isEqualTo(allowed);
        assertThat(writes.allows(sourceIn(writes, "fra"))).isTrue();
    }

    @Test
    void theTimeElsewhereCountsOnWithoutASourceAndFromOneZoneToTheNext() {
        ZoneWrites writes = writes("60");
        sourceIn(writes, "fra");
        sourceIn(writes, "ams");
        clock.addAndGet(Duration.ofSeconds(30).toNanos());
        writes.see(new Topology(1, List.of(), null, "none"));
        Node third = sourceIn(writes, "lon");
        clock.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(writes.allows(third)).isFalse();
        assertThat(writes.whyNot(third)).contains("zone 'lon'", "in 'fra'", "for 60 s, in 1000 ms");
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(writes.allows(third)).isTrue();
        sourceIn(writes, "fra");
        assertThat(writes.allows(sourceIn(writes, "ams"))).as("begins anew").isFalse();
    }

    @Test
    void whereTheSourceWasElsewhereFromTheStartNobodyWaits() {
        ZoneWrites writes = writes("60");
        assertThat(writes.allows(sourceIn(writes, "ams"))).isTrue();
        assertThat(writes("refuse").allows(sourceIn(writes, "ams"))).isFalse();
    }

    @Test
    void theRouterKeepsWritesAwayAndLetsReadsGo() {
        ZoneWrites writes = writes("refuse");
        Node far = sourceIn(writes, "ams");
        Router router = new Router(
                new Nobody(), bound -> 0, new RoutingRules(new Nearness("fra", List.of()), writes, Map.of()));
        Topology topology = new Topology(1, List.of(far), far, "");
        assertThat(router.choose(topology, Wish.WRITE, NodeFilter.ANY, Set.of()))
                .isNull();
        assertThat(router.isRefused(topology)).isTrue();
        assertThat(router.explain(topology, Wish.WRITE, NodeFilter.ANY)).contains("cross-zone-writes=refuse");
        assertThat(router.choose(topology, Wish.READ, NodeFilter.ANY, Set.of())).isEqualTo(far);
        assertThat(router.choose(topology, Wish.LOOK_BACK, NodeFilter.ANY, Set.of()))
                .as("what became of a COMMIT is asked all the same")
                .isEqualTo(far);
    }

    @ParameterizedTest
    @CsvSource({"REPLICAS, db1, db0", "SOURCE, db0, db0", "NONE, none, none"})
    void aGroupFallsBackAsItMay(GroupFallback fallback, String withReplica, String withSource) {
        Router router = new Router(
                new Nobody(),
                bound -> 0,
                new RoutingRules(new Nearness("", List.of()), ZoneWrites.ALLOWED, Map.of("reporting", fallback)));
        Wish report = new Wish(Access.READ_ONLY, null, "reporting");
        Node source = node("db0", "", Role.SOURCE);
        Node ordinary = node("db1", "", Role.REPLICA);
        Topology both = new Topology(1, List.of(source, ordinary), source, "");
        assertThat(host(router.choose(both, report, NodeFilter.ANY, Set.of()))).isEqualTo(withReplica);
        assertThat(router.mayStay(both, report, NodeFilter.ANY, ordinary.id()))
                .isEqualTo(fallback == GroupFallback.REPLICAS);
        Topology alone = new Topology(1, List.of(source), source, "");
        assertThat(host(router.choose(alone, report, NodeFilter.ANY, Set.of()))).isEqualTo(withSource);
    }

    // ---- what there is ----

    private ZoneWrites writes(String setting) {
        Duration delay = switch (setting) {
            case "allow" -> Duration.ZERO;
            case "refuse" -> ZoneWrites.NEVER;
            default -> Duration.ofSeconds(Long.parseLong(setting));
        };
        return new ZoneWrites("fra", delay, clock::get);
    }

    private static Node sourceIn(ZoneWrites writes, String zone) {
        Node source = node("db-" + zone, zone, Role.SOURCE);
        writes.see(new Topology(1, List.of(source), source, ""));
        return source;
    }

    private static String host(@Nullable Node node) {
        return node == null ? "none" : node.endpoint().host();
    }

    private static String text(ZoneRanks ranks) {
        Map<Integer, String> byRank = new java.util.TreeMap<>();
        ranks.nearestFirst().forEach(zone -> byRank.merge(ranks.of(zone), zone, (one, other) -> one + "+" + other));
        return String.join(",", byRank.values());
    }

    private static Topology topology() {
        List<Node> nodes = Stream.of("ams", "fra", "lon")
                .map(zone -> node("db-" + zone, zone, Role.REPLICA))
                .toList();
        return new Topology(1, nodes, null, "");
    }

    private static Function<Endpoint, @Nullable Duration> times(@Nullable String text) {
        Map<String, Duration> times = new HashMap<>();
        Stream.ofNullable(text).flatMap(it -> Stream.of(it.split(" "))).forEach(each -> {
            String[] sides = each.split("=");
            times.put("db-" + sides[0], Duration.ofNanos((long) (Double.parseDouble(sides[1]) * 1e6)));
        });
        return endpoint -> times.get(endpoint.host());
    }

    private static Node node(String host, String zone, Role role) {
        return new Node(
                new NodeId(host),
                new Endpoint(host, 3306),
                Flavor.MYSQL,
                "9.7",
                role,
                NodeState.UP,
                true,
                Lag.none(),
                null,
                new Labels(zone, "", 100),
                "");
    }

    /** Nothing is known of any node. */
    private static final class Nobody implements Fitness {
        @Override
        public boolean isTripped(Node node) {
            return false;
        }

        @Override
        public boolean isDrained(NodeId node, Endpoint at) {
            return false;
        }

        @Override
        public int load(Node node) {
            return 0;
        }

        @Override
        public int warmth(Node node) {
            return Warmth.WARM;
        }
    }
}
