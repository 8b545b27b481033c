package io.github.understudy.testkit;

import io.github.understudy.testkit.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What can be done to a Galera cluster, beside what can be done to every server. Its calls must not overlap. */
public final class Galera {
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final GaleraFormation formation;
    /** A node that is out of its cluster lets nobody in any more. */
    private final Map<TestNode, Session> isolated = new ConcurrentHashMap<>();

    Galera(GaleraFormation formation) {
        this.formation = formation;
    }

    /** Takes a node out of the cluster's pace ({@code wsrep_desync}), as an administrator does for a backup. */
    public void desync(TestNode node) {
        node.execute("SET GLOBAL wsrep_desync = ON");
    }

    /** Ends {@link #desync}. Does not wait until the node has caught up. */
    public void resync(TestNode node) {
        node.execute("SET GLOBAL wsrep_desync = OFF");
    }

    /** Makes a node refuse all statements ({@code wsrep_reject_queries}); connections stay open. */
    public void rejectQueries(TestNode node) {
        keepSession(node);
        tell(node, "SET GLOBAL wsrep_reject_queries = ALL");
    }

    /** Ends {@link #rejectQueries}. */
    public void acceptQueries(TestNode node) {
        tell(node, "SET GLOBAL wsrep_reject_queries = NONE");
    }

    /** Cuts a node off from all other nodes, and from no client: Galera itself drops all that it sends and receives. */
    public void isolate(TestNode node) {
        keepSession(node);
        tell(node, "SET GLOBAL wsrep_provider_options = 'gmcast.isolate=1'");
    }

    /** Ends {@link #isolate}. Does not wait until the node is back in the cluster. */
    public void rejoin(TestNode node) {
        tell(node, "SET GLOBAL wsrep_provider_options = 'gmcast.isolate=0'");
    }

    /**
     * Makes an isolated node the whole cluster, as an administrator does who believes that all others are dead. While
     * they are not, there are two clusters with one history.
     */
    public void bootstrapIsolated(TestNode node) {
        tell(node, "SET GLOBAL wsrep_provider_options = 'pc.bootstrap=1'");
    }

    /**
     * Starts a dead node without its data, so that it takes all of it from another one, which is a donor meanwhile. Waits
     * until it is synced.
     */
    public void startEmpty(TestNode node) {
        node.wipe();
        node.start();
    }

    /** Starts all nodes after all have died, the one that has most first. */
    public void startAll() {
        formation.startFromMostAdvanced();
    }

    /** Waits until all nodes are synced members of one cluster. */
    public void awaitWhole() {
        formation.awaitWhole();
    }

    /** Ends whatever was done here. */
    void undo() {
        formation.nodes().stream().filter(TestNode::isRunning).forEach(node -> {
            if (isolated.containsKey(node)) {
                rejoin(node);
                acceptQueries(node);
            } else {
                resync(node);
            }
        });
        isolated.keySet().forEach(this::forget);
        formation.nodes().stream().filter(TestNode::isRunning).forEach(this::resync);
    }

    private void forget(TestNode node) {
        Session session = isolated.remove(node);
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException e) {
            throw new ClusterException(node + ": " + e.getMessage(), e);
        }
    }

    private void keepSession(TestNode node) {
        isolated.computeIfAbsent(node, it -> it.open(ANSWER));
    }

    private void tell(TestNode node, String sql) {
        try {
            Session session = isolated.get(node);
            if (session == null) {
                node.execute(sql);
            } else {
                session.execute(sql);
            }
        } catch (SQLException e) {
            throw new ClusterException(node + ": " + e.getMessage(), e);
        }
    }
}
