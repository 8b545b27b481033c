package io.github.understudy.simulation;

import io.github.understudy.internal.failover.LiveTopology;
import io.github.understudy.internal.failover.Suspicions;
import io.github.understudy.internal.monitor.MonitorSettings;
import io.github.understudy.internal.resolver.ClusterState;
import io.github.understudy.internal.resolver.Moment;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.resolver.ProbeFailure;
import io.github.understudy.internal.resolver.Resolution;
import io.github.understudy.internal.resolver.Resolver;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Topology;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does without threads and sockets what the library's monitor does: asks the servers, and tells the resolver. */
final class VirtualMonitor implements Suspicions {
    private static final long SOONEST_NANOS = 5_000_000;

    private final World world;
    private final MonitorSettings settings;
    private final Resolver resolver;
    private final LiveTopology live;
    private final Promises promises;
    private final Runnable changed;
    private final Map<Endpoint, Watch> watches = new HashMap<>();
    private ClusterState state;
    private long alertUntil;
    private long asleepUntil;
    private long rounds;

    /** @param changed what is called when those who wait shall look again */
    VirtualMonitor(
            World world,
            MonitorSettings settings,
            Resolver resolver,
            LiveTopology live,
            Promises promises,
            Runnable changed) {
        this.world = world;
        this.settings = settings;
        this.resolver = resolver;
        this.live = live;
        this.promises = promises;
        this.changed = changed;
        this.alertUntil = world.timeline().now();
        List<Endpoint> seeds = world.servers().stream().map(it -> it.endpoint).toList();
        this.state = ClusterState.of(seeds, world.timeline().now());
        round();
    }

    private static final class Watch {
        boolean inFlight;
        boolean everStarted;
        long started;
    }

    @Override
    public void report(Endpoint endpoint, String symptom) {
        Node source = live.current().sourceNode();
        long now = world.timeline().now();
        if (source != null && source.endpoint().equals(endpoint)) {
            live.doubtSource();
            promises.doubted();
        }
        alertUntil = now + settings.alertTime().toNanos();
        Watch watch = watches.get(endpoint);
        if (now < asleepUntil) {
            return;
        }
        if (watch != null && !watch.inFlight && now - watch.started > SOONEST_NANOS) {
            begin(endpoint, watch);
        }
        round();
    }

    /** Its thread gets no time: what arrives meanwhile is looked at later. */
    void sleep(long nanos) {
        asleepUntil = world.timeline().now() + nanos;
    }

    private boolean isAsleep(Runnable work) {
        boolean asleep = world.timeline().now() < asleepUntil;
        if (asleep) {
            world.timeline().at(asleepUntil, work);
        }
        return asleep;
    }

    private void round() {
        long now = world.timeline().now();
        if (isAsleep(this::round)) {
            return;
        }
        long wait = settings.interval().toNanos();
        for (Endpoint endpoint : state.endpoints()) {
            Watch watch = watches.computeIfAbsent(endpoint, it -> new Watch());
            if (watch.inFlight) {
                continue;
            }
            long left = watch.everStarted ? watch.started + pause(endpoint) - now : 0;
            if (left <= 0) {
                begin(endpoint, watch);
            } else {
                wait = Math.min(wait, left);
            }
        }
        long mine = ++rounds;
        world.timeline().in(wait, () -> {
            if (mine == rounds) {
                round();
            }
        });
    }

    private long pause(Endpoint endpoint) {
        Topology topology = state.topology();
        boolean urgent = alertUntil - world.timeline().now() > 0
                || !state.isSettled()
                || topology.sourceNode() == null
                || topology.nodes().stream()
                        .anyMatch(node -> node.state() == NodeState.SUSPECT
                                && node.endpoint().equals(endpoint));
        return (urgent ? settings.fastInterval() : settings.interval()).toNanos();
    }

    private void begin(Endpoint endpoint, Watch watch) {
        watch.inFlight = true;
        watch.everStarted = true;
        watch.started = world.timeline().now();
        VirtualServer server = world.servers().stream()
                .filter(it -> it.endpoint.equals(endpoint))
                .findFirst()
                .orElseThrow();
        world.timeline().in(delay(), () -> arrive(server, watch));
    }

    /** Now and then an answer is old when it arrives. */
    private long delay() {
        double limit = settings.probeTimeout().toMillis();
        return world.dice().chance(0.03)
                ? world.dice().millis(1, limit * 0.8)
                : world.dice().millis(0.1, 3);
    }

    private void arrive(VirtualServer server, Watch watch) {
        long timeout = watch.started + settings.probeTimeout().toNanos();
        boolean fails = world.network().faultRate > 0.1 && world.dice().chance(0.2);
        if (!server.reachable || server.frozen || fails) {
            ProbeFailure hung = new ProbeFailure(ProbeFailure.Kind.TIMEOUT, "no answer in time");
            world.timeline().at(timeout, () -> finish(server, watch, null, hung));
        } else if (!server.alive) {
            ProbeFailure gone = new ProbeFailure(ProbeFailure.Kind.GONE, "nobody listens");
            world.timeline().in(delay(), () -> finish(server, watch, null, gone));
        } else {
            Observation seen = Sight.of(server, world);
            long back = world.timeline().now() + delay();
            if (back < timeout) {
                world.timeline().at(back, () -> finish(server, watch, seen, null));
            } else {
                ProbeFailure late = new ProbeFailure(ProbeFailure.Kind.TIMEOUT, "the answer came too late");
                world.timeline().at(timeout, () -> finish(server, watch, null, late));
            }
        }
    }

    private void finish(VirtualServer server, Watch watch, @Nullable Observation seen, @Nullable ProbeFailure failure) {
        if (isAsleep(() -> finish(server, watch, seen, failure))) {
            return;
        }
        watch.inFlight = false;
        Moment now = new Moment(world.timeline().now(), Instant.EPOCH);
        Resolution resolution;
        if (seen != null) {
            promises.seen(server, seen);
            resolution = resolver.onAnswer(state, server.endpoint, seen, now);
        } else if (failure != null) {
            resolution = resolver.onFailure(state, server.endpoint, failure, now);
        } else {
            throw new IllegalStateException("a probe without a result");
        }
        apply(resolution);
        Node source = state.topology().sourceNode();
        if (source != null && source.endpoint().equals(server.endpoint) && seen != null) {
            // From the start of the probe: the answer was true at some moment after it.
            live.confirmSource(watch.started);
            promises.confirmed(watch.started);
            changed.run();
        }
        round();
    }

    private void apply(Resolution resolution) {
        Topology before = state.topology();
        state = resolution.state();
        Topology after = state.topology();
        if (after == before) {
            return;
        }
        resolution.events().forEach(event -> world.trace().say(() -> "    " + event));
        Node source = after.sourceNode();
        live.publish(after);
        promises.published(source == null ? null : world.server(source.id()));
        if (source != null && !isSource(before, source)) {
            live.confirmSource(world.timeline().now());
            promises.confirmed(world.timeline().now());
        }
        for (Node node : after.nodes()) {
            NodeState was = before.node(node.id()).map(Node::state).orElse(NodeState.UNKNOWN);
            boolean cutOff = node.state() == NodeState.DOWN || node.state() == NodeState.QUARANTINED;
            if (cutOff && was != node.state()) {
                world.servers().stream().filter(it -> it.id.equals(node.id())).forEach(world.network()::sever);
            }
        }
        changed.run();
    }

    private static boolean isSource(Topology topology, Node node) {
        Node source = topology.sourceNode();
        return source != null && source.id().equals(node.id());
    }
}
