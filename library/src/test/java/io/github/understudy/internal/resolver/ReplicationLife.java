package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What happens to a source and its replicas, and who the source is in truth. */
final class ReplicationLife extends SimulatedLife {
    private static final Duration LATE_ON_PURPOSE = Duration.ofHours(1);

    private final FakeCluster cluster;
    private final Leftovers leftovers;
    private final boolean chains;
    private final boolean delays;
    private final boolean strangers;
    private FakeServer truth;
    private boolean evident = true;
    private @Nullable FakeServer kept;

    ReplicationLife(long seed) {
        super(seed);
        int size = 2 + random.nextInt(4);
        this.chains = random.nextBoolean();
        this.delays = random.nextInt(3) == 0;
        this.strangers = random.nextInt(3) == 0;
        Flavor flavor = random.nextInt(3) == 0 ? Flavor.MARIADB : Flavor.MYSQL;
        // Whoever names a replica of several sources must name the source as well.
        List<Integer> seeds =
                strangers ? IntStream.rangeClosed(1, size).boxed().toList() : List.of(1 + random.nextInt(size));
        this.cluster = new FakeCluster(size, seeds, FakeServers.settings(), flavor);
        this.leftovers = new Leftovers(cluster);
        boolean counting = random.nextInt(4) > 0;
        cluster.servers.forEach(server -> {
            server.counting = counting;
            server.behind = Duration.ZERO;
        });
        cluster.stranger.write();
        this.truth = cluster.server(1);
        for (int i = 0; i < 4; i++) {
            reshape(pick(cluster.servers));
        }
    }

    @Override
    FakeCluster cluster() {
        return cluster;
    }

    @Override
    void act() {
        kept = null;
        FakeServer any = pick(cluster.servers);
        switch (random.nextInt(18)) {
            case 0 -> any.alive = false;
            case 1 -> start(any);
            case 2 -> any.reachable = false;
            case 3, 4 -> any.reachable = true;
            case 5 -> failover(any);
            case 6 -> switchover(any);
            case 7, 8 -> reshape(any);
            case 9 -> cluster.stranger.alive = random.nextInt(3) > 0;
            default -> traffic();
        }
    }

    private void start(FakeServer server) {
        if (!server.alive) {
            server.restart();
        }
    }

    private void traffic() {
        kept = whoStays();
        if (truth.alive && !truth.readOnly) {
            truth.write();
        }
        cluster.stranger.write();
        pick(cluster.servers).replicate();
        probe();
    }

    /** Who must stay the source whatever the next answers say, null if that can't be said. */
    private @Nullable FakeServer whoStays() {
        FakeServer now = cluster.source();
        boolean sound = now != null && now.answers() && isWritable(now);
        boolean contested = cluster.servers.stream().anyMatch(it -> it != now && it.alive && !it.readOnly);
        boolean stale =
                isAnyLate() || cluster.topology().nodes().stream().anyMatch(node -> node.state() != NodeState.UP);
        return sound && !contested && !stale ? now : null;
    }

    private static boolean isWritable(FakeServer server) {
        return !server.readOnly && server.source == null;
    }

    private void failover(FakeServer chosen) {
        if (!truth.alive && chosen.alive && mayBePromoted(chosen)) {
            promote(chosen);
        }
    }

    private void switchover(FakeServer chosen) {
        if (truth.alive && chosen.alive && chosen != truth && mayBePromoted(chosen)) {
            chosen.take(truth);
            promote(chosen);
        }
    }

    private void promote(FakeServer chosen) {
        // Who was writable when last asked was not promoted by all that can be seen; nor is it clear who was
        // writable first while an answer from before is under way.
        Observation told = cluster.told.get(chosen.id);
        evident = !isAnyLate() && (told == null || told.readOnly());
        if (chains && random.nextBoolean()) {
            cluster.promoteRelay(chosen);
        } else {
            cluster.promote(chosen);
        }
        leftovers.promoted(chosen);
        truth = chosen;
    }

    /** Of whom nobody has ever seen that he follows another cluster as well, nobody can know it after the promotion. */
    private boolean mayBePromoted(FakeServer server) {
        Observation told = cluster.told.get(server.id);
        boolean seen =
                told != null && told.channels() != null && told.channels().size() == 2;
        return server.foreign == null || (seen && !isAnyLate()) || (server == truth);
    }

    /** Whom a replica follows, and how. */
    private void reshape(FakeServer replica) {
        FakeServer other = pick(cluster.servers);
        int what = random.nextInt(4);
        if (!replica.alive || replica == truth) {
            return;
        }
        if (chains && what == 0 && other.alive && other != replica && !other.isBelow(replica) && isOfTruth(other)) {
            FakeCluster.follow(replica, other);
        } else if (what == 1 && truth.alive) {
            FakeCluster.follow(replica, truth);
        } else if (delays && what == 2) {
            replica.delay = replica.delay.isZero() ? LATE_ON_PURPOSE : Duration.ZERO;
        } else if (strangers && what == 3 && replica.source != null) {
            replica.foreign = replica.foreign == null ? cluster.stranger : null;
        }
    }

    private boolean isOfTruth(FakeServer server) {
        return server == truth || server.isBelow(truth);
    }

    @Override
    void check() {
        checkNodes();
        List<Node> nodes = cluster.topology().nodes();
        promise(nodes.stream().noneMatch(it -> it.id().equals(cluster.stranger.id)), "strangers stay outside");
        promise(nodes.stream().filter(it -> it.role() == Role.SOURCE).count() <= 1, "one source at most");
        for (Node node : nodes) {
            promise(!node.readable() || !isLate(node), "who is late on purpose is not read: %s", node);
        }
        FakeServer source = cluster.source();
        if (source != null) {
            Observation told = cluster.told.get(source.id);
            boolean writable = told != null && told.isWritable();
            promise(writable, "who is written to has said that it takes writes: %s", source);
            promise(
                    told != null && leftovers.ours(told).isEmpty(),
                    "who is written to has said that it follows nobody: %s",
                    source);
        }
        promise(kept == null || source == kept, "the known source is kept: %s", kept);
        String replaced = leftovers.look();
        promise(replaced.isEmpty(), "who was replaced is not written to: %s", replaced);
    }

    private boolean isLate(Node node) {
        Observation told = cluster.told.get(node.id());
        return told != null
                && leftovers.ours(told).stream()
                        .anyMatch(channel -> !channel.delay().isZero());
    }

    /** The picture is complete: the resolver agrees with the truth wherever it can be seen. */
    @Override
    void checkAtRest() {
        FakeServer source = cluster.source();
        if (!truth.answers()) {
            return;
        }
        boolean outvoted = source != null && source != truth && followers(source) >= followers(truth);
        promise(source == null || source == truth || outvoted, "%s is the source, and not %s", truth, source);
        boolean contested = cluster.servers.stream().anyMatch(it -> it != truth && it.alive && isWritable(it));
        // What a replica gets from a server that is silent here may come from another source.
        boolean hidden = cluster.servers.stream()
                .anyMatch(it -> it.answers() && it.isReceiving() && it.source != null && !it.source.reachable);
        // It has taken writes beside a former source that was still the known one and is silent now.
        boolean forbidden = leftovers.isForbidden(truth);
        boolean unclear = contested || hidden || !evident || forbidden;
        promise(source == truth || unclear, "%s is the source, the only one", truth);
    }

    private long followers(FakeServer source) {
        return cluster.servers.stream()
                .filter(it -> it.answers() && it.isReceiving() && it.isBelow(source))
                .count();
    }

    /** Once the cluster is in order and can be reached, its source is accepted within a few rounds. */
    @Override
    void recover() {
        cluster.servers.forEach(it -> {
            it.alive = true;
            it.reachable = true;
            it.delay = Duration.ZERO;
            it.take(truth);
        });
        promote(truth);
        cluster.servers.forEach(it -> it.source = it == truth || it.isBelow(truth) ? it.source : truth);
        kept = null;
        cluster.rounds(3);
        promise(cluster.source() == truth, "in the end %s is the source", truth);
        cluster.pass(Duration.ofSeconds(31)); // as long as nobody is distrusted for going down often
        for (int i = 0; i < cluster.servers.size(); i++) {
            cluster.servers.forEach(FakeServer::replicate);
        }
        cluster.rounds(3);
        for (Node node : cluster.topology().nodes()) {
            promise(node.readable(), "in the end all are read: %s %s", node.endpoint(), node.reason());
        }
        promise(cluster.topology().nodes().size() == cluster.servers.size(), "in the end nobody is left out");
    }
}
