package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MariaDbGtidPosition;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    GtidSet gtids;
    private final FakeCluster cluster;
    private final int number;
    private long written;
    private long received;
    private long session = 1;

    /** What each server has written last of what is in its binary log, and what it has replicated: MariaDB tells both. */
    private Map<Integer, GtidSet> logged = Map.of();

    private GtidSet replicated = MariaDbGtidPosition.empty();

    FakeServer(FakeCluster cluster, int number) {
        super(new Endpoint("db" + number, 3306), identity(cluster, number));
        this.cluster = cluster;
        this.number = number;
        this.gtids = isMariaDb() ? MariaDbGtidPosition.empty() : MySqlGtidSet.empty();
    }

    private static NodeId identity(FakeCluster cluster, int number) {
        return cluster.flavor == Flavor.MARIADB
                ? NodeId.ofServerId(number)
                : new NodeId("aaaaaaaa-0000-0000-0000-%012d".formatted(number));
    }

    private boolean isMariaDb() {
        return cluster.flavor == Flavor.MARIADB;
    }

    /** An application writes to it. */
    void write() {
        // MariaDB counts on from what the server has, whoever wrote that.
        written = isMariaDb() ? gtids.count() + 1 : written + 1;
        gtids = gtids.union(last());
        if (isMariaDb()) {
            log(Map.of(number, last()));
        }
    }

    /** What was written last. */
    GtidSet last() {
        return GtidSet.parse(
                isMariaDb()
                        ? (number == FakeCluster.STRANGER ? 1 : 0) + "-" + number + "-" + written
                        : id + ":" + written);
    }

    private void log(Map<Integer, GtidSet> more) {
        Map<Integer, GtidSet> all = new TreeMap<>(logged);
        more.forEach((writer, last) -> all.merge(writer, last, GtidSet::union));
        logged = all;
    }

    boolean isReceiving() {
        return source != null && source.alive && !stopped;
    }

    /** Takes over all that its source has. */
    void replicate() {
        FakeServer from = source;
        if (alive && from != null && isReceiving()) {
            received += from.gtids.equals(gtids) ? 0 : 1;
            take(from);
        }
        if (alive && foreign != null) {
            take(foreign);
        }
    }

    /** Executes all that another one has. */
    void take(FakeServer from) {
        gtids = gtids.union(from.gtids);
        if (isMariaDb()) {
            log(from.logged);
            replicated = replicated.union(from.gtids);
        }
    }

    /** True if it replicates from the other one, by whatever relays. */
    boolean isBelow(FakeServer other) {
        FakeServer at = source;
        for (int i = 0; at != null && at != other && i < cluster.servers.size(); i++) {
            at = at.source;
        }
        return at == other;
    }

    private @Nullable WriterPositions writers() {
        return isMariaDb() && counting
                ? WriterPositions.parse(
                        logged.values().stream().map(GtidSet::toString).collect(Collectors.joining(",")),
                        replicated.toString(),
                        false)
                : null;
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
                cluster.flavor,
                isMariaDb() ? "11.4.5-MariaDB" : "9.7.0",
                endpoint,
                readOnly,
                false,
                counting ? gtids : null,
                blind ? null : channels,
                blind ? List.of() : replicas,
                List.of(),
                writers(),
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
