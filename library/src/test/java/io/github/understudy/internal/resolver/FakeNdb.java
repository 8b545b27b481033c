package io.github.understudy.internal.resolver;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The SQL nodes of an NDB cluster in memory, a clock that is set by hand, and a resolver that watches them. */
final class FakeNdb {
    private static final int DATA_NODES = 2;

    /** One SQL node. */
    final class Server {
        final int number;
        final Endpoint endpoint;
        final NodeId id;
        String system = "MC_20191126162038";
        boolean alive = true;
        boolean connected = true;
        int readyDataNodes = DATA_NODES;

        Server(int number) {
            this.number = number;
            this.endpoint = new Endpoint("sql" + number, 3306);
            this.id = new NodeId("uuid-" + number);
        }

        boolean reachesData() {
            return connected && readyDataNodes > 0;
        }

        Observation observe() {
            NdbStatus status = new NdbStatus(
                    connected ? system : "",
                    connected ? 100 + number : 0,
                    connected ? DATA_NODES : 0,
                    connected ? readyDataNodes : 0,
                    reachesData() && singleUser,
                    reachesData()
                            ? servers.stream()
                                    .filter(it -> it.alive && it.connected)
                                    .map(it -> it.endpoint)
                                    .toList()
                            : List.of());
            return new Observation(
                    id,
                    endpoint.toString(),
                    Flavor.MYSQL,
                    "8.0.36-cluster",
                    endpoint,
                    false,
                    false,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    0,
                    null,
                    status,
                    null,
                    false);
        }
    }

    final List<Server> servers;
    final List<ClusterEvent> events = new ArrayList<>();
    boolean singleUser;
    private final Resolver resolver = new Resolver(FakeCluster.settings());
    private ClusterState state;
    private long nanos;

    FakeNdb(int count, int seed) {
        servers = IntStream.rangeClosed(1, count).mapToObj(Server::new).toList();
        state = ClusterState.of(List.of(server(seed).endpoint), nanos);
    }

    Server server(int number) {
        return servers.get(number - 1);
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    void probe(Endpoint endpoint) {
        Server server = servers.stream()
                .filter(it -> it.endpoint.equals(endpoint))
                .findFirst()
                .orElseThrow();
        if (server.alive) {
            tell(endpoint, server.observe());
        } else {
            ProbeFailure gone = new ProbeFailure(ProbeFailure.Kind.GONE, "nobody listens");
            accept(resolver.onFailure(state, endpoint, gone, now()));
        }
    }

    void tell(Endpoint endpoint, Observation observation) {
        accept(resolver.onAnswer(state, endpoint, observation, now()));
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
            targets().forEach(this::probe);
            pass(Duration.ofMillis(400));
        }
    }

    List<Endpoint> targets() {
        return List.copyOf(state.endpoints());
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
