package io.github.understudy.testkit;

import io.github.understudy.testkit.server.ServerException;
import io.github.understudy.testkit.server.ServerHost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Real servers on this machine, one of them the source, the others its replicas (asynchronous, by GTID), each behind a
 * {@link io.github.understudy.testkit.fault.FaultProxy proxy}.
 *
 * <pre>{@code
 * try (Cluster cluster = Cluster.mariadb().replicas(2).start()) {
 *     String url = "jdbc:mysql://" + cluster.jdbcHosts() + "/" + cluster.database();
 *     ...
 *     cluster.source().kill();
 *     cluster.promote(cluster.bestReplica());
 * }
 * }</pre>
 *
 * <p>The servers replicate through the proxies, too, and announce the proxies' addresses to whoever asks them for their
 * replicas. There are a database, a user who may use it and see the replication's state, an administrator, and a user
 * {@code plain} with password {@code plain} who may use the database and see nothing else.
 *
 * <p>Servers and their files are gone after {@link #close()}, and when the Java process ends, in whatever way.
 *
 * <p>Faults may come from any thread. Calls that change who follows whom ({@link #promote}, {@link #switchover},
 * {@link #follow}, {@link #restore()}, {@link TestNode#start()}…) must not overlap.
 */
public final class Cluster implements AutoCloseable {

    static final String ADMIN = "admin";

    private final ClusterSettings settings;
    private final ServerHost host;
    private final List<TestNode> nodes;
    private final Formation formation;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Cluster(ClusterSettings settings, ServerHost host, List<TestNode> nodes) {
        this.settings = settings;
        this.host = host;
        this.nodes = nodes;
        this.formation = switch (settings.kind()) {
            case GALERA -> new GaleraFormation(nodes, settings);
            case GROUP -> new GroupFormation(nodes);
            case REPLICATION -> new Replication(nodes, settings);
        };
    }

    /** Orders a cluster of MariaDB servers. */
    public static ClusterBuilder mariadb() {
        return of(ServerFlavor.MARIADB);
    }

    /** Orders a cluster of MySQL servers. */
    public static ClusterBuilder mysql() {
        return of(ServerFlavor.MYSQL);
    }

    /** Orders a cluster. */
    public static ClusterBuilder of(ServerFlavor flavor) {
        return new ClusterBuilder(flavor);
    }

    static Cluster start(ClusterSettings settings, ServerHost host) {
        List<TestNode> nodes = makeNodes(settings, host);
        Cluster cluster = new Cluster(settings, host, nodes);
        try {
            cluster.formation.startAll();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static List<TestNode> makeNodes(ClusterSettings settings, ServerHost host) {
        List<Integer> indexes = IntStream.rangeClosed(0, settings.replicas() + settings.followers())
                .boxed()
                .toList();
        Queue<TestNode> made = new ConcurrentLinkedQueue<>();
        try {
            return Parallel.map(indexes, index -> {
                TestNode node = new TestNode(index, settings, host.node(index), host.ports());
                made.add(node);
                return node;
            });
        } catch (RuntimeException e) {
            made.forEach(TestNode::close);
            host.close();
            throw e;
        }
    }

    private Replication replication() {
        if (formation instanceof Replication replication) {
            return replication;
        }
        throw new UnsupportedOperationException("not a cluster of a source and its replicas");
    }

    /**
     * What can be done to a Galera cluster only.
     *
     * @throws UnsupportedOperationException if it is none
     */
    public Galera galera() {
        if (formation instanceof GaleraFormation galera) {
            return galera.faults();
        }
        throw new UnsupportedOperationException("not a Galera cluster");
    }

    /**
     * What can be done to a group of MySQL servers only.
     *
     * @throws UnsupportedOperationException if it is none
     */
    public Group group() {
        if (formation instanceof GroupFormation group) {
            return group.faults();
        }
        throw new UnsupportedOperationException("not a group of MySQL servers");
    }

    /** Whose servers these are. */
    public ServerFlavor flavor() {
        return settings.flavor();
    }

    /** All nodes; the first one is the source in the beginning. */
    public List<TestNode> nodes() {
        return nodes;
    }

    /**
     * One node.
     *
     * @param index from 0
     */
    public TestNode node(int index) {
        return nodes.get(index);
    }

    /** The node that was made source last, dead or alive; of a Galera cluster or a group the first one. */
    public TestNode source() {
        return formation.source();
    }

    /** All nodes but {@link #source()}, dead or alive. */
    public List<TestNode> replicas() {
        TestNode source = source();
        return nodes.stream().filter(node -> node != source).toList();
    }

    /** The addresses of all nodes in their order, as {@code host:port,host:port}, for a JDBC URL. */
    public String jdbcHosts() {
        return nodes.stream().map(TestNode::address).collect(Collectors.joining(","));
    }

    /** The database for the application: empty, character set utf8mb4. */
    public String database() {
        return "app";
    }

    /** A user who may do everything in {@link #database()} and see the state of replication. */
    public String user() {
        return "app";
    }

    /** The password of {@link #user()}. */
    public String password() {
        return "app";
    }

    /** A user who may do everything. */
    public String adminUser() {
        return ADMIN;
    }

    /** The password of {@link #adminUser()}. */
    public String adminPassword() {
        return ADMIN;
    }

    /**
     * Where to reach servers that announce addresses which clients cannot reach: announced {@code host:port} to reachable
     * {@code host:port}. Empty if the announced addresses are good, as with servers in processes.
     */
    public Map<String, String> addressMapping() {
        return host.needsMapping()
                ? nodes.stream().collect(Collectors.toUnmodifiableMap(TestNode::advertisedAddress, TestNode::address))
                : Map.of();
    }

    /**
     * The live replica that has received the most transactions; it need not have applied them.
     *
     * @throws ClusterException if there is none
     */
    public TestNode bestReplica() {
        return replication().bestReplica();
    }

    /**
     * Makes a replica the source after the old one has been lost: it applies what it has received, forgets its source and
     * takes writes; the other live replicas follow it. The old source is not touched, dead or alive.
     *
     * @throws ClusterException if the node is dead, or has not applied all within a minute
     */
    public void promote(TestNode node) {
        replication().promote(node);
    }

    /**
     * The one of these replicas that has received all that any of them has: the one to promote when their source is lost.
     * With semi-synchronous replication it has all that was acknowledged.
     *
     * @throws ClusterException if each lacks something
     */
    public TestNode mostAdvanced(List<TestNode> replicas) {
        return replication().mostAdvanced(replicas);
    }

    /**
     * Swaps a replica and the source without loss: the old source becomes read-only, the replica catches up and takes
     * over, and all others, the old source too, follow it.
     *
     * @throws ClusterException if either is dead, or the replica does not catch up within a minute; the old source takes
     *     writes again then
     */
    public void switchover(TestNode node) {
        replication().switchover(node);
    }

    /** Makes a node read-only, and nothing else. */
    public void demote(TestNode node) {
        replication().demote(node);
    }

    /** Makes a node a read-only replica of another one; {@link #source()} stays what it is. Does not wait for success. */
    public void follow(TestNode node, TestNode source) {
        replication().follow(node, source);
    }

    /**
     * Lets a replica replicate from a further server besides, of another cluster: over a channel (MySQL) or connection
     * (MariaDB) of that name. That cluster needs other server ids ({@code --server-id}), and with MariaDB another
     * replication domain ({@code --gtid-domain-id}). Does not wait for success; {@link #restore()} ends it.
     *
     * @param channel not empty
     */
    public void followBesides(TestNode node, TestNode other, String channel) {
        replication().followBesides(node, other, channel);
    }

    /** Ends {@link #followBesides}. */
    public void unfollow(TestNode node, String channel) {
        replication().unfollow(node, channel);
    }

    /**
     * Makes a replica apply what it receives so much later, in whole seconds, rounded up: by the server's own setting
     * ({@code SOURCE_DELAY}, {@code MASTER_DELAY}), which it tells to whoever asks.
     */
    public void lag(TestNode node, Duration duration) {
        replication().lag(node, duration);
    }

    /** Ends {@link #lag}. */
    public void unlag(TestNode node) {
        replication().lag(node, Duration.ZERO);
    }

    /**
     * Throws a node's data and identity away and makes it a replica of the source, which sends it everything.
     *
     * @throws IllegalArgumentException if it is the source
     */
    public void wipeAndRejoin(TestNode node) {
        replication().wipeAndRejoin(node);
    }

    /**
     * Waits until every live replica, or node of a Galera cluster or a group, has applied what the source has now.
     *
     * @throws ClusterException if that takes longer
     */
    public void awaitCaughtUp(Duration atMost) {
        formation.awaitCaughtUp(atMost);
    }

    /**
     * Brings the cluster back to what it was ordered as: no faults, all nodes running, the first one source, the others
     * following it and caught up. Does little if little is amiss. The data of the current {@link #source()} stays; a node
     * that cannot follow it is made anew, and if all else fails, so are all nodes. A {@link TestNode#move() moved} node
     * stays where it is.
     *
     * @throws ClusterException if even new servers do not come up
     */
    public void restore() {
        formation.restore();
    }

    /**
     * Ends all servers and deletes their files. Further calls have no effect.
     *
     * @throws ServerException if something is left
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                Parallel.each(nodes, TestNode::close);
            } finally {
                host.close();
            }
        }
    }
}
