package io.github.understudy.simulation;

import io.github.understudy.internal.failover.LiveTopology;
import io.github.understudy.internal.monitor.MonitorSettings;
import io.github.understudy.internal.resolver.Resolver;
import io.github.understudy.internal.resolver.ResolverSettings;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.routing.Fitness;
import io.github.understudy.internal.routing.NodeFilter;
import io.github.understudy.internal.routing.Router;
import io.github.understudy.internal.routing.RoutingRules;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Labels;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The library in one application: what decides is the real thing, what does is imagined. */
final class Library {
    static final Duration DETECTION_TIME = Duration.ofMillis(600);
    static final Duration WAIT_TIMEOUT = Duration.ofMillis(2500);
    private static final double MOST_BREATH_MILLIS = 60;

    private final World world;
    private final LiveTopology live;
    private final Router router;
    private final VirtualGate gate;
    private final VirtualMonitor monitor;
    private final Promises promises;
    private long ids;

    Library(World world, int mostWaiting) {
        this.world = world;
        long fresh = DETECTION_TIME.multipliedBy(2).toNanos();
        this.live = new LiveTopology(fresh, world.timeline()::now);
        this.promises = new Promises(world, fresh);
        this.router = new Router(new AllFit(), world.dice()::below, RoutingRules.plain());
        this.gate = new VirtualGate(world, mostWaiting);
        this.monitor = new VirtualMonitor(world, pace(), new Resolver(rules()), live, promises, gate::signal);
    }

    /** A fourth as fast as the library's own while something is wrong: a life must not cost much. */
    private static MonitorSettings pace() {
        MonitorSettings usual = MonitorSettings.of("simulation", DETECTION_TIME);
        return new MonitorSettings(
                usual.name(),
                usual.interval(),
                usual.fastInterval().multipliedBy(4),
                usual.probeTimeout(),
                usual.slowestProbe(),
                usual.alertTime());
    }

    private static ResolverSettings rules() {
        return new ResolverSettings(
                Duration.ofSeconds(10),
                1,
                Duration.ofSeconds(60),
                2,
                TimeUnit.MINUTES.toNanos(10),
                endpoint -> true,
                endpoint -> endpoint,
                endpoint -> Labels.NONE,
                false,
                io.github.understudy.internal.resolver.WriterRules.PLAIN,
                false);
    }

    private static final class AllFit implements Fitness {
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
            return 100;
        }
    }

    World world() {
        return world;
    }

    LiveTopology live() {
        return live;
    }

    VirtualMonitor monitor() {
        return monitor;
    }

    VirtualGate gate() {
        return gate;
    }

    Promises promises() {
        return promises;
    }

    Patience newPatience() {
        return new Patience(world.timeline(), WAIT_TIMEOUT.toNanos());
    }

    long nextId() {
        return ++ids;
    }

    void suspect(VirtualServer server) {
        monitor.report(server.endpoint, "failed");
    }

    /** As {@code Checkout.acquire} does it. */
    void acquire(Wish wish, Patience patience, Consumer<VirtualSession> then, Consumer<VirtualGate.Refused> refused) {
        Node node = isTrusted(wish) ? router.choose(live.current(), wish, NodeFilter.ANY, patience.tried()) : null;
        if (node == null) {
            gate.await(() -> isFit(wish), patience.deadline(), () -> acquire(wish, patience, then, refused), refused);
            return;
        }
        VirtualServer server = world.server(node.id());
        world.network().connect(server, session -> {
            if (session != null) {
                then.accept(session);
                return;
            }
            world.trace().say(() -> "connecting to " + server + " failed");
            suspect(server);
            patience.failed(server);
            if (patience.isOver()) {
                refused.accept(VirtualGate.Refused.TIME_IS_UP);
            } else {
                world.timeline()
                        .in(world.dice().millis(2, MOST_BREATH_MILLIS), () -> acquire(wish, patience, then, refused));
            }
        });
    }

    private boolean isTrusted(Wish wish) {
        return wish.access() == Access.READ_ONLY || live.isSourceFresh();
    }

    private boolean isFit(Wish wish) {
        return isTrusted(wish) && router.choose(live.current(), wish, NodeFilter.ANY, java.util.Set.of()) != null;
    }

    void awaitSourceAfter(
            VirtualServer failed, long since, Patience patience, Runnable then, Consumer<VirtualGate.Refused> refused) {
        gate.await(() -> live.hasSourceAfter(failed.id, since), patience.deadline(), then, refused);
    }

    /** Tells whether the server still is the source, once that is certain. */
    void awaitStillSource(VirtualServer server, Consumer<Boolean> then, Consumer<VirtualGate.Refused> refused) {
        awaitStillSource(server, newPatience(), then, refused);
    }

    private void awaitStillSource(
            VirtualServer server, Patience patience, Consumer<Boolean> then, Consumer<VirtualGate.Refused> refused) {
        if (live.isSourceFresh() || !live.isSource(server.id)) {
            then.accept(live.isSource(server.id));
            return;
        }
        gate.await(
                () -> live.isSourceFresh() || !live.isSource(server.id),
                patience.deadline(),
                () -> awaitStillSource(server, patience, then, refused),
                refused);
    }
}
