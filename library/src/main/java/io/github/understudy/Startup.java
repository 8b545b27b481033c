package io.github.understudy;

import io.github.understudy.internal.failover.LiveTopology;
import io.github.understudy.internal.monitor.Monitor;
import io.github.understudy.internal.resolver.ClusterState;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at start until the cluster is known well enough to serve. */
final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(UnderstudyDataSource.class);

    private Startup() {}

    /**
     * Returns as soon as every seed has been asked and there is a source. If none comes in time, a cluster without a
     * source is started all the same, since its replicas can serve reads.
     *
     * @return why none of the seeds can be used; empty if at least one can
     */
    static List<String> await(Monitor monitor, LiveTopology live, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            live.await(
                    () -> monitor.isLookedUp()
                            && (isReady(monitor.state(), live.current())
                                    || monitor.state().isHopeless()),
                    deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ClusterState state = monitor.state();
        Topology topology = live.current();
        if (topology.nodes().stream().noneMatch(Node::isReachable)) {
            List<String> failures = new ArrayList<>(state.seedFailures());
            failures.addAll(monitor.seedProblems());
            return failures.isEmpty() ? List.of("the configured names stand for no server") : failures;
        }
        if (topology.sourceNode() == null) {
            LOG.warn("started without a source, writes will wait: {}", topology.describe());
        }
        return List.of();
    }

    /** What is published is what requests see; the monitor's own state is a moment ahead of it. */
    private static boolean isReady(ClusterState state, Topology published) {
        return state.isEverySeedTried() && published.sourceNode() != null;
    }
}
