package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A source and its replicas. */
final class FakeCluster extends FakeServers<FakeServer> {
    static final int STRANGER = 9;

    /** The source of another cluster, which some may follow besides; it can be asked like others. */
    final FakeServer stranger;

    final Flavor flavor;

    FakeCluster(int servers, List<Integer> seeds) {
        this(servers, seeds, settings());
    }

    FakeCluster(int count, List<Integer> seeds, ResolverSettings settings) {
        this(count, seeds, settings, Flavor.MYSQL);
    }

    FakeCluster(int count, List<Integer> seeds, ResolverSettings settings, Flavor flavor) {
        super(settings, Duration.ofMillis(500));
        this.flavor = flavor;
        this.stranger = new FakeServer(this, STRANGER);
        found(count, number -> new FakeServer(this, number), seeds);
        servers.stream().skip(1).forEach(replica -> follow(replica, server(1)));
    }

    @Override
    Optional<? extends FakeNode> at(Endpoint endpoint) {
        return endpoint.equals(stranger.endpoint) ? Optional.of(stranger) : super.at(endpoint);
    }

    /** The last write was one of this data source, and its answer has come. */
    void acknowledge(FakeServer server) {
        acknowledge(server.last());
    }

    void acknowledge(GtidSet transaction) {
        remember(state().acknowledged(List.of(transaction), false));
    }

    /** A write of which the driver tells nothing. */
    void untold() {
        remember(state().acknowledged(List.of(), true));
    }

    boolean acceptLostWrites() {
        boolean refusing = resolver.isRefusingLostWrites(state());
        accept(resolver.acceptLostWrites(state(), now()));
        return refusing;
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

    /** Makes a server the source, and leaves alone who is below it. */
    void promoteRelay(FakeServer chosen) {
        List<FakeServer> others = servers.stream()
                .filter(other -> other != chosen && other.alive && !other.isBelow(chosen))
                .toList();
        chosen.source = null;
        chosen.readOnly = false;
        others.forEach(other -> follow(other, chosen));
    }
}
