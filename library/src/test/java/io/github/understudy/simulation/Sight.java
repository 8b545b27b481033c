package io.github.understudy.simulation;

import io.github.understudy.internal.resolver.Channel;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.topology.Flavor;
import java.time.Duration;
import java.util.List;

/** What a probe sees of a server. */
final class Sight {
    private Sight() {}

    static Observation of(VirtualServer server, World world) {
        VirtualServer from = server.source;
        List<Channel> channels = from == null
                ? List.of()
                : List.of(new Channel(
                        "",
                        from.endpoint,
                        from.id,
                        server.isReceiving(),
                        server.receiverOn,
                        true,
                        null,
                        Duration.ZERO,
                        ""));
        List<Observation.RegisteredReplica> replicas = world.servers().stream()
                .filter(other -> other.source == server && other.alive && other.isReceiving())
                .map(other -> new Observation.RegisteredReplica(other.endpoint, other.id))
                .toList();
        return new Observation(
                server.id,
                server.toString(),
                Flavor.MYSQL,
                "9.7.0",
                server.endpoint,
                server.readOnly,
                false,
                server.gtids(),
                channels,
                replicas,
                List.of());
    }
}
