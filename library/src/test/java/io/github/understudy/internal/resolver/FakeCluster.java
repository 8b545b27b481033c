package io.github.understudy.internal.resolver;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.Labels;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Servers in memory, a clock that is set by hand, and a resolver that watches them. */
final class FakeCluster {
    final List<FakeServer> servers = new ArrayList<>();
    final List<ClusterEvent> events = new ArrayList<>();
    private final Resolver resolver;
    private ClusterState state;
    private long nanos;

    FakeCluster(int servers, List<Integer> seeds) {
        this(servers, seeds, settings());
    }

    FakeCluster(int count, List<Integer> seeds, ResolverSettings settings) {
        IntStream.rangeClosed(1, count).forEach(number -> servers.add(new FakeServer(this, number)));
        servers.stream().skip(1).forEach(replica -> follow(replica, servers.get(0)));
        resolver = new Resolver(settings);
        state = ClusterState.of(
                seeds.stream().map(number -> server(number).endpoint).toList(), nanos);
    }

    static ResolverSettings settings() {
        return settings(false);
    }

    static ResolverSettings settings(boolean refuseLostWrites) {
        return new ResolverSettings(
                Duration.ofSeconds(10),
                1,
                Duration.ofSeconds(60),
                2,
                TimeUnit.MINUTES.toNanos(10),
                endpoint -> true,
                endpoint -> endpoint,
                endpoint -> Labels.NONE,
                refuseLostWrites,
                WriterRules.PLAIN,
                false);
    }

    /** The last write was one of this data source, and its answer has come. */
    void acknowledge(FakeServer server) {
        acknowledge(server.last());
    }

    void acknowledge(GtidSet transaction) {
        state = state.acknowledged(List.of(transaction), false);
    }

    /** A write of which the driver tells nothing. */
    void untold() {
        state = state.acknowledged(List.of(), true);
    }

    boolean acceptLostWrites() {
        boolean refusing = resolver.isRefusingLostWrites(state);
        accept(resolver.acceptLostWrites(state, now()));
        return refusing;
    }

    FakeServer server(int number) {
        return servers.get(number - 1);
    }

    static void follow(FakeServer replica, FakeServer source) {
        replica.source = source;
        replica.readOnly = true;
        replica.stopped = false;
    }

    /** Makes a server the source as a tool does it: all others that live follow it. */
    void promote(FakeServer chosen) {
        chosen.source = null;
        chosen.readOnly = false;
        servers.stream().filter(other -> other != chosen && other.alive).forEach(other -> follow(other, chosen));
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** One probe of one address. */
    void probe(Endpoint endpoint) {
        FakeServer server = servers.stream()
                .filter(each -> each.endpoint.equals(endpoint))
                .findFirst()
                .orElse(null);
        if (server != null && server.answers()) {
            tell(endpoint, server.observe());
        } else {
            boolean gone = server == null || !server.alive;
            fail(endpoint, gone ? ProbeFailure.Kind.GONE : ProbeFailure.Kind.TIMEOUT);
        }
    }

    void tell(Endpoint endpoint, Observation observation) {
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

    /** Probes every known address once, and half a second passes. */
    void round() {
        List.copyOf(state.endpoints()).forEach(this::probe);
        pass(Duration.ofMillis(500));
    }

    void rounds(int count) {
        IntStream.range(0, count).forEach(i -> round());
    }

    List<Endpoint> targets() {
        return List.copyOf(state.endpoints());
    }

    Topology topology() {
        return state.topology();
    }

    /** The accepted source, null if there is none. */
    @Nullable
    FakeServer source() {
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

    long count(EventType type) {
        return events(type).size();
    }

    List<ClusterEvent> events(EventType type) {
        return events.stream().filter(event -> event.type() == type).toList();
    }
}
