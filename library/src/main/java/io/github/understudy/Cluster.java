package io.github.understudy;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.ClusterListener;
import io.github.understudy.event.EventType;
import io.github.understudy.insight.StatementStatistics;
import io.github.understudy.metrics.FailoverOutcome;
import io.github.understudy.metrics.Failovers;
import io.github.understudy.metrics.NodeStatus;
import io.github.understudy.metrics.WaitListener;
import io.github.understudy.metrics.WaitOutcome;
import io.github.understudy.metrics.WaitReason;
import io.github.understudy.metrics.Waits;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The cluster as one data source sees and uses it. Thread-safe. */
public final class Cluster {
    private final Assembly assembly;

    Cluster(Assembly assembly) {
        this.assembly = assembly;
    }

    /** The data source's name, {@link Setting#NAME}. */
    public String name() {
        return assembly.name();
    }

    /** What is known now. */
    public Topology topology() {
        return assembly.topology();
    }

    /**
     * Takes a node out of service, such as before its maintenance: from now on nothing new goes there, and what is under
     * way there (transactions, sessions with state that can't be carried, results that are being read) may end. It stays
     * so until {@link #undrain}, whatever becomes of the node meanwhile, and concerns this data source alone.
     *
     * <p>While the source is drained, writes wait, up to {@link Setting#WAIT_TIMEOUT}, until another node is promoted or
     * this one is put back: a planned switchover that is begun like this breaks no open transaction.
     *
     * @param limit how long to wait for the end of what is under way; nothing is broken off afterwards
     * @return how many connections are still in use there; 0 if the node is drained, and then all connections to it are
     *     closed but that of the probes
     * @throws IllegalArgumentException if the cluster has no node at this address
     * @throws InterruptedException if the thread was interrupted while it waited; the node remains out of service
     */
    public int drain(Endpoint node, Duration limit) throws InterruptedException {
        return assembly.drains().drain(node, limit);
    }

    /**
     * Puts a drained node back into service. A replica serves reads again at once, if it is fit. Does nothing if the node
     * is not drained.
     *
     * @throws IllegalArgumentException if the cluster has no node at this address
     */
    public void undrain(Endpoint node) {
        assembly.drains().undrain(node);
    }

    /**
     * Does without the transactions that the new source lacks, where {@link Setting#ON_LOST_WRITES} is {@code refuse} and
     * writes wait because of them: it is accepted a moment later. For a person, or a program, that has read the event
     * {@link io.github.understudy.event.EventType#WRITES_LOST} and knows that they will not come, or are not worth the
     * wait. Another server that lacks something, and others that this one turns out to lack, are refused again.
     *
     * <p>This is no way to accept a former source that was replaced, and comes back writable while its successor is away.
     * Whoever wants that one makes it read-only for a few seconds and writable again, on the server: so all applications
     * see it, and none of them takes the writes elsewhere when the successor returns.
     *
     * @return false if no server is refused for that reason now; then nothing is done
     */
    public boolean acceptLostWrites() {
        return assembly.acceptLostWrites();
    }

    /** How many requests wait now for a server that can take them. */
    public int waiting() {
        return assembly.gate().waiting();
    }

    /** How many requests have waited so far for this reason, and ended like this. */
    public Waits waits(WaitReason reason, WaitOutcome outcome) {
        return assembly.gate().waits(reason, outcome);
    }

    /** How many events of this kind there have been. */
    public long events(EventType type) {
        return assembly.count(type);
    }

    /**
     * The newest events, newest last; the last 200 are kept.
     *
     * @param most how many at most
     * @throws IllegalArgumentException if that is negative
     */
    public List<ClusterEvent> recentEvents(int most) {
        return assembly.consequences().recent(most);
    }

    /**
     * Every known node with what this data source knows and does there: whether it takes reads and writes now and why
     * not, its connections, and what has gone there. Asks no server.
     */
    public List<NodeStatus> nodes() {
        return assembly.nodes().all();
    }

    /** The node that is reached at this address, if there is one. */
    public Optional<NodeStatus> node(Endpoint endpoint) {
        return assembly.nodes().at(endpoint);
    }

    /** Has every server probed now, instead of at its time; returns at once. One that refuses the account is left alone. */
    public void probe() {
        assembly.monitor().probeAll();
    }

    /** How often there was no source, or another one than before, with this end. */
    public Failovers failovers(FailoverOutcome outcome) {
        return assembly.consequences().failovers(outcome);
    }

    /** For how long there has been no source, and so writes wait; zero if there is one. */
    public Duration withoutSource() {
        return assembly.consequences().withoutSource();
    }

    /**
     * Is told of all events from now on, as one that was given to the builder.
     *
     * @see UnderstudyBuilder#listener
     */
    public void addListener(ClusterListener listener) {
        assembly.consequences().add(listener);
    }

    /** Is told of no event that happens from now on. Does nothing if it is not known. */
    public void removeListener(ClusterListener listener) {
        assembly.consequences().remove(listener);
    }

    /** Is told of each wait of a request that begins from now on; see {@link #waits} for their sums. */
    public void addWaitListener(WaitListener listener) {
        assembly.gate().add(listener);
    }

    /** Is told of no wait that begins from now on. Does nothing if it is not known. */
    public void removeWaitListener(WaitListener listener) {
        assembly.gate().remove(listener);
    }

    /** Lets Hikari measure its pools. */
    void meterPools(MetricsTrackerFactory factory) {
        assembly.measure(factory);
    }

    /**
     * The forms of statements that the application has waited longest for, altogether; the longest first. Up to {@link
     * Setting#STATEMENT_DIGESTS} forms are counted by themselves, and what is not among them as {@link
     * StatementStatistics#OTHERS}: when there are more, those that were not run for ten minutes make room. Nothing of the
     * application's data is in it.
     *
     * @param most how many at most
     * @return none if {@link Setting#STATEMENT_DIGESTS} is 0
     * @throws IllegalArgumentException if {@code most} is below 0
     */
    public List<StatementStatistics> topStatements(int most) {
        return assembly.insight().top(most);
    }

    /** Forgets what was counted for {@link #topStatements}, and begins anew. */
    public void resetStatements() {
        assembly.insight().reset();
    }

    /** The nodes that are out of service by {@link #drain}. */
    public List<Endpoint> drained() {
        return assembly.drains().endpoints();
    }
}
