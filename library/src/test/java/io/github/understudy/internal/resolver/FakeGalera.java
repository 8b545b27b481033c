package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The nodes of a Galera cluster. */
final class FakeGalera extends FakeServers<FakeGalera.Server> {
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
    static final class Server extends FakeNode {
        boolean desynced;
        boolean rejecting;
        int queue;
        FlowControl flow = new FlowControl(0, 0, 0);
        int side;
        long committed = 1;
        Component component;

        Server(int number) {
            super(new Endpoint("g" + number, 3306), new NodeId("galera-g" + number + ":3306"));
            this.component = new Component(List.of(), 0, false);
        }

        @Override
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

    FakeGalera(int count, int seed) {
        this(count, seed, WriterRules.PLAIN);
    }

    FakeGalera(int count, int seed, WriterRules rules) {
        super(settings(false, rules), Duration.ofMillis(400));
        found(count, Server::new, List.of(seed));
        Component all = new Component(List.copyOf(servers), 1, true);
        servers.forEach(server -> server.component = all);
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
}
