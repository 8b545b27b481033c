package io.github.understudy.internal.monitor;

import io.github.understudy.internal.resolver.ClusterState;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Topology;
import java.time.Duration;

/** How soon a server is asked again. Pure. */
final class Pace {
    /** A server that refuses the account is asked seldom: more attempts could lock the account. */
    private static final int DENIED_FACTOR = 10;

    private Pace() {}

    /**
     * @param usual the pause while all is well
     * @param alert true if somebody has reported something of late
     */
    static long pauseNanos(
            MonitorSettings settings, ClusterState state, Endpoint endpoint, Duration usual, boolean alert) {
        Topology topology = state.topology();
        boolean urgent = alert
                || !state.isSettled()
                || topology.sourceNode() == null
                || topology.nodeAt(endpoint)
                        .filter(node -> node.state() == NodeState.SUSPECT)
                        .isPresent();
        if (state.isDenied(endpoint)) {
            return settings.interval().multipliedBy(DENIED_FACTOR).toNanos();
        }
        return (urgent ? settings.fastInterval() : usual).toNanos();
    }
}
