package io.github.understudy.testkit;

import io.github.understudy.testkit.fault.FaultProxy;
import io.github.understudy.testkit.server.Address;
import io.github.understudy.testkit.server.NodeControl;
import io.github.understudy.testkit.server.NodeSettings;
import io.github.understudy.testkit.server.Ports;
import io.github.understudy.testkit.server.ServerException;
import io.github.understudy.testkit.sql.Session;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server of a {@link Cluster} and the proxy in front of it.
 *
 * <p>Clients, and the other servers, reach it through the proxy; the testkit's own statements go directly to the server,
 * so that no network fault hinders them. They give up after {@value #ANSWER_SECONDS} s.
 *
 * <p>Faults ({@link #kill()}, {@link #freeze()}, {@link #network()}…) may come from any thread; calls that start or stop
 * one node must not overlap each other.
 */
public final class TestNode {

    private static final int ANSWER_SECONDS = 10;
    private static final Duration ANSWER = Duration.ofSeconds(ANSWER_SECONDS);
    private static final Duration START = Duration.ofSeconds(90);
    private static final int IDS_PER_LIFE = 100;

    private final int index;
    private final ClusterSettings cluster;
    private final NodeControl control;
    private final DirectLine line;
    private final Ports ports;
    private volatile FaultProxy proxy;
    private volatile int serverId;
    private volatile boolean frozen;
    private volatile @Nullable TestNode upstream;
    private @Nullable Formation formation;

    TestNode(int index, ClusterSettings cluster, NodeControl control, Ports ports) {
        this.index = index;
        this.cluster = cluster;
        this.control = control;
        this.line = new DirectLine(control);
        this.ports = ports;
        this.serverId = index + 1;
        this.proxy = newProxy();
    }

    private FaultProxy newProxy() {
        FaultProxy made = FaultProxy.listen(ports.take(), new InetSocketAddress("127.0.0.1", 0));
        made.targetDown();
        return made;
    }

    void belongsTo(Formation formation) {
        this.formation = formation;
    }

    private Formation formation() {
        if (formation == null) {
            throw new IllegalStateException(this + " belongs to no cluster yet");
        }
        return formation;
    }

    /** Its place in {@link Cluster#nodes()}, from 0. */
    public int index() {
        return index;
    }

    /** {@link #host()} and {@link #port()}, as {@code host:port}. */
    public String address() {
        return host() + ":" + port();
    }

    /** The host that clients connect to. */
    public String host() {
        return proxy.host();
    }

    /** The port that clients connect to; another one after {@link #move()} only. */
    public int port() {
        return proxy.port();
    }

    /**
     * The address under which the server announces itself to others, as {@code host:port}; equals {@link #address()}
     * unless {@link Cluster#addressMapping()} says otherwise.
     */
    public String advertisedAddress() {
        return advertised().toString();
    }

    Address advertised() {
        return control.advertised(new Address(proxy.host(), proxy.port()));
    }

    /** The network in front of the server. Another one after {@link #move()}. */
    public FaultProxy network() {
        return proxy;
    }

    /** Whether the server lives; a frozen one does, and one that is cut off. */
    public boolean isRunning() {
        return control.isRunning();
    }

    /** Whether it is between {@link #freeze()} and {@link #thaw()}. */
    public boolean isFrozen() {
        return frozen;
    }

    /** Ends the server at once (SIGKILL): nothing is written any more, its port is closed. No effect on a dead one. */
    public void kill() {
        control.kill();
        gone();
    }

    /**
     * Shuts the server down cleanly (SIGTERM) and waits until it has ended. No effect on a dead one.
     *
     * @throws ServerException if it has not ended within a minute
     */
    public void shutdown() {
        if (frozen) {
            thaw();
        }
        control.shutdown();
        gone();
    }

    private void gone() {
        frozen = false;
        proxy.targetDown();
    }

    /** Stops the server in its tracks (SIGSTOP): connections stay open, new ones are accepted, nothing answers. */
    public void freeze() {
        control.freeze();
        frozen = true;
    }

    /** Lets a frozen server go on. No effect on another one. */
    public void thaw() {
        if (frozen) {
            control.thaw();
            frozen = false;
        }
    }

    /**
     * Starts a dead server again. The cluster's source comes back writable; any other node read-only, following the
     * current source (or its own upstream in a chain). Returns when it answers, and replicates if its source can be
     * reached.
     *
     * @throws DivergedException if it has transactions that its source has not; it runs then, but does not replicate
     * @throws ServerException if it does not start
     */
    public void start() {
        formation().start(this);
    }

    /**
     * Starts a dead server as one that knows of no change: writable, alone, following nobody. An old source that comes
     * back so makes a split brain. In a Galera cluster it begins a cluster of its own.
     *
     * @throws ServerException if it does not start
     */
    public void startAsFound() {
        launch(true);
    }

    /**
     * Shuts the server down, if it runs, and starts it on another address, with the same identity and data. Its replicas
     * are told the new address.
     */
    public void move() {
        formation().move(this);
    }

    /** Stops fetching from the source; what was fetched is still applied. */
    public void stopReceiver() {
        tell(cluster.flavor().dialect()::stopReceiver);
    }

    /** Stops applying; fetching goes on. */
    public void stopApplier() {
        tell(cluster.flavor().dialect()::stopApplier);
    }

    /** Starts fetching and applying. */
    public void startReplication() {
        tell(cluster.flavor().dialect()::start);
    }

    /**
     * Runs a statement as the administrator, directly on the server.
     *
     * @throws ClusterException if it fails
     */
    public void execute(String sql) {
        tell(session -> session.execute(sql));
    }

    /**
     * Asks as the administrator, directly on the server.
     *
     * @return the first row's first column; null if there is no row or the value is NULL
     * @throws ClusterException if it fails
     */
    public @Nullable String query(String sql) {
        return ask(session -> session.value(sql));
    }

    /**
     * Asks as the administrator, directly on the server.
     *
     * @return all rows, values by column name, an empty text for NULL
     * @throws ClusterException if it fails
     */
    public List<Map<String, String>> rows(String sql) {
        return ask(session -> session.rows(sql));
    }

    /** The last lines of the server's error log. */
    public String logTail(int lines) {
        return control.logTail(lines);
    }

    /** Index, address and state, for people. */
    @Override
    public String toString() {
        String state = !isRunning() ? "dead" : frozen ? "frozen" : "running";
        return "node " + index + " (" + address() + ", " + state + ")";
    }

    @Nullable
    TestNode upstream() {
        return upstream;
    }

    void upstream(@Nullable TestNode node) {
        upstream = node;
    }

    /** Whether the testkit can talk to it. */
    boolean answers() {
        return isRunning() && !frozen;
    }

    /** Starts the server; returns when it answers. */
    void launch(boolean writable) {
        if (isRunning()) {
            throw new IllegalStateException(this + " is running already");
        }
        control.start(settings(writable));
        Patience.until(this + " answers", START, this::whyNoAnswer);
        proxy.targetUp(line.address());
    }

    private NodeSettings settings(boolean writable) {
        return new NodeSettings(serverId, writable, cluster.semiSync(), advertised(), cluster.options());
    }

    /** How many transactions a dead node of a Galera cluster has. */
    long position() {
        return control.position(settings(false));
    }

    /** Cuts it off from the other servers of its group. */
    void isolate() {
        control.isolate();
    }

    /** Ends {@link #isolate}. */
    void rejoin() {
        control.rejoin();
    }

    /** A session of the administrator's that stays open. */
    Session open(Duration answer) {
        try {
            return line.open(answer);
        } catch (SQLException e) {
            throw new ClusterException(this + ": " + e.getMessage(), e);
        }
    }

    private String whyNoAnswer() {
        if (!isRunning()) {
            throw new ServerException("node " + index + " has ended instead of starting:\n" + logTail(30));
        }
        return line.whyNoAnswer();
    }

    /** Throws the data and the identity of a dead server away. */
    void wipe() {
        control.wipe();
        serverId += IDS_PER_LIFE;
    }

    /** Gives a dead server a new address. */
    void relocate() {
        control.relocate();
        FaultProxy old = proxy;
        proxy = newProxy();
        old.close();
    }

    void tell(DirectLine.Order order) {
        ask(session -> {
            order.to(session);
            return true;
        });
    }

    <T extends @Nullable Object> T ask(DirectLine.Question<T> question) {
        return ask(ANSWER, question);
    }

    <T extends @Nullable Object> T ask(Duration answer, DirectLine.Question<T> question) {
        if (!answers()) {
            throw new ClusterException(this + " cannot be asked");
        }
        return line.ask(this, answer, question);
    }

    void close() {
        proxy.close();
        control.close();
    }
}
