package io.github.understudy.testkit;

import io.github.understudy.testkit.sql.Dialect;
import io.github.understudy.testkit.sql.ReplicaStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who follows whom in a cluster, and how that changes. Changes must not overlap. */
final class Replication implements Formation {

    private static final Duration SLOW_ANSWER = Duration.ofSeconds(30);
    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final Duration CONNECT = Duration.ofSeconds(20);
    /** How long a replica must have been connected before it counts: a source looks at its position a moment later. */
    private static final long SETTLE_NANOS = 100_000_000;

    private final List<TestNode> nodes;
    private final Dialect dialect;
    private final boolean semiSync;
    private final boolean chained;
    private final boolean gtids;
    private final Map<TestNode, Set<String>> channels = new ConcurrentHashMap<>();
    private volatile TestNode source;

    Replication(List<TestNode> nodes, ClusterSettings settings) {
        this.nodes = nodes;
        this.dialect = settings.flavor().dialect();
        this.semiSync = settings.semiSync();
        this.chained = settings.chained();
        this.gtids = settings.gtids();
        this.source = nodes.get(0);
        nodes.forEach(node -> node.belongsTo(this));
    }

    @Override
    public TestNode source() {
        return source;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Starts all nodes, with the first one as source. */
    @Override
    public void startAll() {
        source = nodes.get(0);
        channels.clear();
        Parallel.each(nodes, node -> node.launch(node == source));
        Parallel.each(nodes.subList(1, nodes.size()), node -> follow(node, originalUpstream(node)));
        Parallel.each(nodes.subList(1, nodes.size()), node -> awaitReplicating(node, dialect));
    }

    /** Whom a replica follows in the cluster as it was ordered. */
    TestNode originalUpstream(TestNode node) {
        boolean last = node.index() == nodes.size() - 1;
        return chained && last && node.index() > 1 ? nodes.get(1) : nodes.get(0);
    }

    /** Starts a dead node in its place. */
    @Override
    public void start(TestNode node) {
        node.launch(node == source);
        if (node != source) {
            rejoin(node);
        }
    }

    /** Makes a running node follow its upstream, or the source if it has none that lives. */
    void rejoin(TestNode node) {
        TestNode upstream = Optional.ofNullable(node.upstream())
                .filter(candidate -> chained && candidate.answers() && isReplica(candidate))
                .orElse(source);
        if (upstream.answers()) {
            refuseDiverged(node, upstream);
        }
        ReplicaStatus status = node.ask(dialect::status);
        if (status.follows(upstream.advertised().host(), upstream.advertised().port())) {
            node.upstream(upstream);
            node.tell(session -> dialect.readOnly(session, true));
            node.tell(dialect::start); // with the relay logs it has: its source may be dead
        } else {
            follow(node, upstream);
        }
        if (upstream.answers() && upstream.network().isHealthy()) {
            awaitReplicating(node, dialect);
            Patience.pause(SETTLE_NANOS);
            awaitReplicating(node, dialect);
        }
    }

    private boolean isReplica(TestNode node) {
        return node.ask(dialect::status).configured();
    }

    /** Throws if the node has what its upstream has not, as far as the servers can tell. */
    void refuseDiverged(TestNode node, TestNode upstream) {
        String has = node.ask(dialect::executed);
        String sourceHas = upstream.ask(dialect::executed);
        String missing = node.ask(session -> dialect.missing(session, has, sourceHas));
        if (!missing.isEmpty()) {
            throw new DivergedException(node + " has transactions that " + upstream + " has not: " + missing);
        }
    }

    void follow(TestNode node, TestNode upstream) {
        if (semiSync) {
            node.tell(session -> dialect.semiSync(session, false));
        }
        String host = upstream.advertised().host();
        int port = upstream.advertised().port();
        Stubborn.tell(node, session -> {
            if (gtids) {
                dialect.follow(session, host, port);
            } else {
                dialect.followFromTheBeginning(session, host, port);
            }
        });
        node.upstream(upstream);
    }

    void followBesides(TestNode node, TestNode other, String channel) {
        Stubborn.tell(
                node,
                session -> dialect.followBesides(
                        session,
                        channel,
                        other.advertised().host(),
                        other.advertised().port()));
        channels.computeIfAbsent(node, it -> ConcurrentHashMap.newKeySet()).add(channel);
    }

    void unfollow(TestNode node, String channel) {
        Stubborn.tell(node, session -> dialect.forget(session, channel));
        channels.getOrDefault(node, Set.of()).remove(channel);
    }

    /** All replicas follow their own source and nobody else. */
    void unfollowOthers() {
        channels.forEach((node, names) -> List.copyOf(names).forEach(name -> {
            if (node.answers()) {
                unfollow(node, name);
            }
        }));
    }

    static void awaitReplicating(TestNode node, Dialect dialect) {
        Patience.until(node + " replicates", CONNECT, () -> {
            ReplicaStatus status = node.ask(dialect::status);
            if (status.fatal()) {
                throw new DivergedException(
                        node + " cannot follow " + status.host() + ":" + status.port() + ": " + status.error());
            }
            return status.replicates() ? "" : "state " + status.receiver() + ", " + status.error();
        });
    }

    /** The live replica that has received the most. */
    TestNode bestReplica() {
        return nodes.stream()
                .filter(node -> node != source && node.answers() && isReplica(node))
                .max(Comparator.comparingLong(node -> dialect.count(node.ask(dialect::received))))
                .orElseThrow(() -> new ClusterException("no live replica: " + nodes));
    }

    TestNode mostAdvanced(List<TestNode> replicas) {
        return replicas.stream()
                .filter(node -> replicas.stream().allMatch(other -> hasAllOf(node, other)))
                .findFirst()
                .orElseThrow(() -> new ClusterException("none of " + replicas + " has what each of the others has"));
    }

    private boolean hasAllOf(TestNode node, TestNode other) {
        String has = node.ask(dialect::received);
        String otherHas = other.ask(dialect::received);
        return node.ask(session -> dialect.missing(session, otherHas, has)).isEmpty();
    }

    void promote(TestNode node) {
        if (node == source) {
            return;
        }
        if (isReplica(node)) {
            applyAllReceived(node);
        }
        takeOver(node);
    }

    /** Stops the receiver only: to stop both threads would delete what has been received and not yet applied. */
    private void applyAllReceived(TestNode node) {
        int delay = node.ask(dialect::status).delaySeconds();
        if (delay > 0 && dialect.keepsReceivedOnChange()) {
            Stubborn.tell(node, session -> dialect.delay(session, 0));
        }
        Stubborn.tellOrLetBe(node, dialect::stopReceiver);
        awaitApplied(node, node.ask(dialect::received), CATCH_UP.plusSeconds(delay));
    }

    void awaitApplied(TestNode node, String transactions, Duration atMost) {
        Patience.until(
                node + " has applied " + transactions,
                atMost,
                () -> node.ask(session -> dialect.await(session, transactions, 1)) ? "" : "it has not yet");
    }

    private void takeOver(TestNode node) {
        TestNode old = source;
        Stubborn.tell(node, session -> {
            if (semiSync) {
                dialect.semiSync(session, true);
            }
            dialect.forgetSource(session);
            dialect.readOnly(session, false);
        });
        node.upstream(null);
        source = node;
        List<TestNode> orphans = nodes.stream()
                .filter(other -> other != node && other != old && other.answers() && isReplica(other))
                .filter(other -> !keepsUpstream(other, old))
                .toList();
        Parallel.each(orphans, other -> follow(other, node));
    }

    /** Whether a replica's own upstream is a live replica still, as in a chain. */
    private static boolean keepsUpstream(TestNode node, TestNode old) {
        TestNode upstream = node.upstream();
        return upstream != null && upstream != old && upstream.answers();
    }

    void switchover(TestNode node) {
        TestNode old = source;
        if (node == old) {
            return;
        }
        demote(old);
        try {
            awaitApplied(node, old.ask(dialect::executed), CATCH_UP);
        } catch (ClusterException e) {
            old.tell(session -> dialect.readOnly(session, false));
            throw e;
        }
        takeOver(node);
        follow(old, node);
        awaitReplicating(old, dialect);
    }

    void demote(TestNode node) {
        node.ask(SLOW_ANSWER, session -> {
            dialect.readOnly(session, true);
            return true;
        });
    }

    void lag(TestNode node, Duration duration) {
        int seconds = (int)
                Math.min(Integer.MAX_VALUE, duration.plusNanos(999_999_999).toSeconds());
        Stubborn.tell(node, session -> dialect.delay(session, seconds));
    }

    @Override
    public void move(TestNode node) {
        node.shutdown();
        node.relocate();
        start(node);
        nodes.stream()
                .filter(other -> other != node && Objects.equals(other.upstream(), node) && other.answers())
                .forEach(other -> follow(other, node));
    }

    void wipeAndRejoin(TestNode node) {
        if (node == source) {
            throw new IllegalArgumentException(node + " is the source: promote another node first");
        }
        node.kill();
        node.wipe();
        channels.remove(node);
        node.launch(false);
        follow(node, source);
        awaitReplicating(node, dialect);
    }

    /** Waits until every live replica has applied what the source has now. */
    @Override
    public void awaitCaughtUp(Duration atMost) {
        String all = source.ask(dialect::executed);
        List<TestNode> replicas = nodes.stream()
                .filter(node -> node != source && node.answers() && isReplica(node))
                .toList();
        Parallel.each(replicas, node -> awaitApplied(node, all, atMost));
    }

    @Override
    public void restore() {
        new Restoration(nodes, this).run();
    }
}
