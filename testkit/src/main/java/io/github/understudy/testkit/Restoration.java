package io.github.understudy.testkit;

import io.github.understudy.testkit.sql.Dialect;
import io.github.understudy.testkit.sql.ReplicaStatus;
import io.github.understudy.testkit.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a cluster back to what it was ordered as, and does no more than is needed for that. */
final class Restoration {

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final List<TestNode> nodes;
    private final Replication replication;
    private final Dialect dialect;

    Restoration(List<TestNode> nodes, Replication replication) {
        this.nodes = nodes;
        this.replication = replication;
        this.dialect = replication.dialect();
    }

    void run() {
        List<TestNode> cut = nodes.stream().filter(Restoration::isCut).toList();
        nodes.forEach(node -> node.network().heal());
        nodes.forEach(TestNode::thaw);
        replication.unfollowOthers();
        nodes.stream()
                .filter(node -> node.upstream() != null && cut.contains(node.upstream()))
                .forEach(this::reconnect);
        if (isAsOrdered() && isConsistent()) {
            return;
        }
        try {
            repair();
        } catch (RuntimeException e) {
            log.info("rebuilding all nodes: {}", e.getMessage());
            rebuild();
        }
    }

    /** Whether replicas may believe that they are connected to it, and are not. */
    private static boolean isCut(TestNode node) {
        return !node.network().isHealthy() || node.network().halfOpenConnections() > 0;
    }

    private void reconnect(TestNode node) {
        try {
            if (node.isRunning()) {
                node.stopReceiver();
                node.startReplication();
            }
        } catch (ClusterException e) {
            log.debug("{} will be repaired", node, e);
        }
    }

    private boolean isAsOrdered() {
        return replication.source() == nodes.get(0)
                && Parallel.map(nodes, this::isInPlace).stream().allMatch(Boolean::booleanValue);
    }

    /** Whether no replica has what the source has not, and all get what it has. */
    private boolean isConsistent() {
        try {
            replication.awaitCaughtUp(CATCH_UP);
            Parallel.each(nodes.subList(1, nodes.size()), node -> replication.refuseDiverged(node, nodes.get(0)));
            return true;
        } catch (ClusterException e) {
            return false;
        }
    }

    private boolean isInPlace(TestNode node) {
        try {
            return node.answers() && node.ask(session -> isInPlace(node, session));
        } catch (ClusterException e) {
            return false;
        }
    }

    private boolean isInPlace(TestNode node, Session session) throws SQLException {
        ReplicaStatus status = dialect.status(session);
        boolean readOnly = dialect.isReadOnly(session);
        if (node == nodes.get(0)) {
            return !status.configured() && !readOnly;
        }
        TestNode upstream = replication.originalUpstream(node);
        return readOnly
                && status.replicates()
                && status.delaySeconds() == 0
                && status.follows(
                        upstream.advertised().host(), upstream.advertised().port());
    }

    /** The current source's data is what counts; whoever does not fit to it is made anew. */
    private void repair() {
        TestNode source = replication.source();
        if (!source.isRunning()) {
            source.start();
        }
        source.tell(session -> {
            dialect.forgetSource(session);
            dialect.readOnly(session, false);
        });
        List<TestNode> others = nodes.stream().filter(node -> node != source).toList();
        others.forEach(node -> node.upstream(source));
        Parallel.each(others, this::repair);
        replication.awaitCaughtUp(CATCH_UP);
        replication.switchover(nodes.get(0));
        List<TestNode> misplaced = nodes.stream()
                .skip(1)
                .filter(node -> node.upstream() != replication.originalUpstream(node))
                .toList();
        misplaced.forEach(node -> replication.follow(node, replication.originalUpstream(node)));
        Parallel.each(nodes.subList(1, nodes.size()), node -> Replication.awaitReplicating(node, dialect));
        if (!isAsOrdered()) {
            throw new ClusterException("still not as ordered: " + nodes);
        }
    }

    private void repair(TestNode node) {
        try {
            if (node.isRunning()) {
                follow(node);
            } else {
                node.start();
            }
        } catch (RuntimeException e) {
            log.info("rebuilding {}: {}", node, e.getMessage());
            replication.wipeAndRejoin(node);
        }
    }

    /** Settles a node that runs as whatever it is. */
    private void follow(TestNode node) {
        node.tell(session -> dialect.readOnly(session, true));
        if (node.ask(dialect::status).delaySeconds() > 0) {
            replication.lag(node, Duration.ZERO);
        }
        replication.rejoin(node);
    }

    private void rebuild() {
        Parallel.each(nodes, node -> {
            node.kill();
            node.wipe();
        });
        replication.startAll();
    }
}
