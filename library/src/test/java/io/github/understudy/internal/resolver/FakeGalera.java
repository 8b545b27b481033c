package io.github.understudy.internal.resolver;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The nodes of a Galera cluster in memory, a clock that is set by hand, and a resolver that watches them. */
final class FakeGalera {
    static final String HISTORY = "11111111-1111-1111-1111-111111111111";

    /** Nodes that reach each other. */
    static final class Component {
        final List<Server> members;
        final long number;
        final boolean primary;

        Component(List<Server> members, long number, boolean primary) {
            this.members = members;
            this.number = number;
            this.primary = primary;
        }
    }

    /** One node. */
    static final class Server {
        final Endpoint endpoint;
        final NodeId id;
        boolean alive = true;
        boolean reachable = true;
        boolean desynced;
        boolean rejecting;
        int queue;
        FlowControl flow = new FlowControl(0, 0, 0);
        int side;
        long committed = 1;
        Component component;

        Server(int number) {
            this.endpoint = new Endpoint("g" + number, 3306);
            this.id = new NodeId("galera-g" + number + ":3306");
            this.component = new Component(List.of(), 0, false);
        }

        boolean answers() {
            return alive && reachable;
        }

        Observation observe() {
            boolean primary = component.primary;
            GaleraStatus status = new GaleraStatus(
                    HISTORY,
                    primary ? component.number : -1,
                    component.members.size(),
                    component.members.indexOf(this),
                    component.members.stream().map(it -> it.endpoint).toList(),
                    primary,
                    primary,
                    primary ? (desynced ? 2 : 4) : 0,
                    desynced,
                    rejecting,
                    false,
                    queue,
                    flow);
            return new Observation(
                    id,
                    endpoint.toString(),
                    Flavor.MARIADB,
                    "11.4.5-MariaDB",
                    endpoint,
                    false,
                    false,
                    MySqlGtidSet.parse(HISTORY + ":1-" + committed),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    0,
                    status,
                    null,
                    null,
                    false);
        }
    }

    final List<Server> servers;
    final List<ClusterEvent> events = new ArrayList<>();
    final Map<NodeId, Observation> told = new HashMap<>();
    private final Resolver resolver;
    private ClusterState state;
    private long nanos;

    FakeGalera(int count, int seed) {
        this(count, seed, WriterRules.PLAIN);
    }

    FakeGalera(int count, int seed, WriterRules rules) {
        servers = IntStream.rangeClosed(1, count).mapToObj(Server::new).toList();
        ResolverSettings plain = FakeCluster.settings();
        resolver = new Resolver(new ResolverSettings(
                plain.maxLag(),
                plain.minReplicas(),
                plain.maxLagFloor(),
                plain.timeoutsToDown(),
                plain.forgetNanos(),
                plain.allowed(),
                plain.mapping(),
                plain.labels(),
                false,
                rules,
                false));
        Component all = new Component(servers, 1, true);
        servers.forEach(server -> server.component = all);
        state = ClusterState.of(List.of(server(seed).endpoint), nanos);
    }

    Server server(int number) {
        return servers.get(number - 1);
    }

    /** Puts nodes on one side of a cut. */
    void cut(int side, int... numbers) {
        IntStream.of(numbers).forEach(number -> server(number).side = side);
        regroup();
    }

    /** What Galera does after nodes have died, come or been cut off: those with most of the last quorum keep it. */
    void regroup() {
        Map<Integer, List<Server>> sides = new HashMap<>();
        servers.stream()
                .filter(server -> server.alive)
                .forEach(server -> sides.computeIfAbsent(server.side, it -> new ArrayList<>())
                        .add(server));
        sides.values().forEach(FakeGalera::regroup);
    }

    private static void regroup(List<Server> side) {
        Component best = side.stream()
                .map(server -> server.component)
                .filter(component -> component.primary && hasQuorum(side, component))
                .max((one, other) -> Long.compare(one.number, other.number))
                .orElse(null);
        boolean same = side.stream().allMatch(server -> server.component.members.equals(side));
        if (same && best != null) {
            return;
        }
        Component next = new Component(List.copyOf(side), best == null ? 0 : best.number + 1, best != null);
        side.forEach(server -> server.component = next);
    }

    private static boolean hasQuorum(List<Server> side, Component last) {
        return 2 * side.stream().filter(last.members::contains).count() > last.members.size();
    }

    /** Somebody makes this side the whole cluster, whatever the others do. */
    void bootstrap(int side, long number) {
        List<Server> members = servers.stream()
                .filter(server -> server.alive && server.side == side)
                .toList();
        Component alone = new Component(members, number, true);
        members.forEach(server -> server.component = alone);
    }

    void kill(int number) {
        server(number).alive = false;
        regroup();
    }

    void start(int number) {
        Server server = server(number);
        server.alive = true;
        server.component = new Component(List.of(), 0, false);
        regroup();
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    void probe(Endpoint endpoint) {
        Server server = servers.stream()
                .filter(it -> it.endpoint.equals(endpoint))
                .findFirst()
                .orElseThrow();
        if (server.answers()) {
            tell(endpoint, server.observe());
        } else {
            fail(endpoint, server.alive ? ProbeFailure.Kind.TIMEOUT : ProbeFailure.Kind.GONE);
        }
    }

    void tell(Endpoint endpoint, Observation observation) {
        told.put(observation.id(), observation);
        accept(resolver.onAnswer(state, endpoint, observation, now()));
    }

    void fail(Endpoint endpoint, ProbeFailure.Kind kind) {
        accept(resolver.onFailure(state, endpoint, new ProbeFailure(kind, "probe failed: " + kind), now()));
    }

    private void accept(Resolution resolution) {
        state = resolution.state();
        events.addAll(resolution.events());
    }

    private Moment now() {
        return new Moment(nanos, Instant.EPOCH.plusNanos(nanos));
    }

    void rounds(int count) {
        for (int i = 0; i < count; i++) {
            List.copyOf(state.endpoints()).forEach(this::probe);
            pass(Duration.ofMillis(400));
        }
    }

    List<Endpoint> targets() {
        return List.copyOf(state.endpoints());
    }

    boolean isSettled() {
        return state.isSettled();
    }

    Topology topology() {
        return state.topology();
    }

    @Nullable
    Server source() {
        Node source = topology().sourceNode();
        return source == null
                ? null
                : servers.stream()
                        .filter(server -> server.id.equals(source.id()))
                        .findFirst()
                        .orElseThrow();
    }

    Node node(int number) {
        return topology().node(server(number).id).orElseThrow();
    }

    boolean hasTold(VerdictCode code) {
        return events.stream().anyMatch(event -> event.code() == code);
    }
}
