package io.github.understudy.internal.resolver;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Labels;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Servers in memory, a clock that is set by hand, and a resolver that watches them. */
abstract class FakeServers<S extends FakeNode> {
    final List<S> servers = new ArrayList<>();
    final List<ClusterEvent> events = new ArrayList<>();
    final Map<NodeId, Observation> told = new HashMap<>();
    final Resolver resolver;
    /** What is to be done after each probe. */
    Runnable watcher = () -> {};

    private final Duration pause;
    private ClusterState state = ClusterState.of(List.of(), 0);
    private long nanos;

    /** @param pause from one round of probes to the next */
    FakeServers(ResolverSettings settings, Duration pause) {
        this.resolver = new Resolver(settings);
        this.pause = pause;
    }

    static ResolverSettings settings() {
        return settings(false, WriterRules.PLAIN);
    }

    static ResolverSettings settings(boolean refuseLostWrites, WriterRules writers) {
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
                writers,
                false);
    }

    /** To be called once: there are so many servers, and the user has named some of them. */
    final void found(int count, IntFunction<S> server, List<Integer> seeds) {
        IntStream.rangeClosed(1, count).mapToObj(server).forEach(servers::add);
        state = ClusterState.of(
                seeds.stream().map(number -> server(number).endpoint).toList(), nanos);
    }

    S server(int number) {
        return servers.get(number - 1);
    }

    /** Who listens at an address. */
    Optional<? extends FakeNode> at(Endpoint endpoint) {
        return servers.stream()
                .filter(server -> server.endpoint.equals(endpoint))
                .findFirst();
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** One probe of one address. */
    void probe(Endpoint endpoint) {
        FakeNode server = at(endpoint).orElse(null);
        if (server != null && server.answers()) {
            tell(endpoint, server.observe());
        } else {
            boolean gone = server == null || !server.alive;
            fail(endpoint, gone ? ProbeFailure.Kind.GONE : ProbeFailure.Kind.TIMEOUT);
        }
    }

    void tell(Endpoint endpoint, Observation observation) {
        told.put(observation.id(), observation);
        accept(resolver.onAnswer(state, endpoint, observation, now()));
    }

    void fail(Endpoint endpoint, ProbeFailure.Kind kind) {
        accept(resolver.onFailure(state, endpoint, new ProbeFailure(kind, "probe failed: " + kind), now()));
    }

    void accept(Resolution resolution) {
        state = resolution.state();
        events.addAll(resolution.events());
        watcher.run();
    }

    void remember(ClusterState next) {
        state = next;
    }

    ClusterState state() {
        return state;
    }

    Moment now() {
        return new Moment(nanos, Instant.EPOCH.plusNanos(nanos));
    }

    /** Probes every known address once, and some time passes. */
    void round() {
        targets().forEach(this::probe);
        pass(pause);
    }

    void rounds(int count) {
        for (int i = 0; i < count; i++) {
            round();
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

    /** The accepted source, null if there is none. */
    @Nullable
    S source() {
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

    boolean hasTold(VerdictCode code) {
        return events.stream().anyMatch(event -> event.code() == code);
    }
}
