package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server that replicates. */
final class FakeServer extends FakeNode {
    boolean readOnly;
    boolean stopped;
    boolean applying;
    boolean blind;
    Duration delay = Duration.ZERO;
    boolean cloning;
    boolean counting = true;

    @Nullable
    Duration behind;

    String error = "";

    /** Another cluster's source, which it follows besides. */
    @Nullable
    FakeServer foreign;

    @Nullable
    FakeServer source;

    GtidSet gtids = MySqlGtidSet.parse("");
    private final FakeCluster cluster;
    private final String uuid;
    private long written;
    private long received;
    private long session = 1;

    FakeServer(FakeCluster cluster, int number) {
        super(new Endpoint("db" + number, 3306), new NodeId("aaaaaaaa-0000-0000-0000-%012d".formatted(number)));
        this.cluster = cluster;
        this.uuid = id.toString();
    }

    /** An application writes to it. */
    void write() {
        written++;
        gtids = gtids.union(MySqlGtidSet.parse(uuid + ":" + written));
    }

    /** What was written last. */
    GtidSet last() {
        return MySqlGtidSet.parse(uuid + ":" + written);
    }

    boolean isReceiving() {
        return source != null && source.alive && !stopped;
    }

    /** Takes over all that its source has. */
    void replicate() {
        FakeServer from = source;
        if (alive && from != null && isReceiving()) {
            received += from.gtids.equals(gtids) ? 0 : 1;
            gtids = gtids.union(from.gtids);
        }
        if (alive && foreign != null) {
            gtids = gtids.union(foreign.gtids);
        }
    }

    @Override
    Observation observe() {
        List<Channel> channels = new ArrayList<>();
        if (foreign != null) {
            channels.add(channel("theirs", foreign, foreign.alive, true, Duration.ZERO, "their table is missing here"));
        }
        if (source != null) {
            channels.add(channel(foreign == null ? "" : "ours", source, isReceiving(), !stopped, delay, error));
        }
        List<Observation.RegisteredReplica> replicas = cluster.servers.stream()
                .filter(other -> other.source == this && other.alive && other.isReceiving())
                .map(other -> new Observation.RegisteredReplica(other.endpoint, other.id))
                .toList();
        return new Observation(
                id,
                endpoint.toString(),
                Flavor.MYSQL,
                "9.7.0",
                endpoint,
                readOnly,
                false,
                counting ? gtids : null,
                blind ? null : channels,
                blind ? List.of() : replicas,
                List.of(),
                null,
                session++,
                null,
                null,
                null,
                cloning);
    }

    private Channel channel(
            String name, FakeServer from, boolean receiving, boolean receiverOn, Duration delay, String error) {
        return new Channel(
                name,
                from.endpoint,
                from.id,
                receiving,
                receiverOn,
                receiverOn || applying,
                receiving ? behind : null,
                delay,
                error,
                "log:" + received);
    }

    /** A new process: it counts its sessions from the beginning. */
    void restart() {
        session = 1;
        alive = true;
    }
}
