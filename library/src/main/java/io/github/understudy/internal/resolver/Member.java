package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server as the resolver sees it: all addresses that lead to it, and the one in use.
 *
 * @param target the address in use
 * @param endpoints all its addresses, the ones it gives itself included
 * @param conflict why its identity is in doubt, empty if it is not
 */
record Member(NodeId id, Target target, List<Endpoint> endpoints, NodeState state, String conflict) {

    @Nullable
    Observation observation() {
        return target.observation();
    }

    boolean isReachable() {
        return (state == NodeState.UP || state == NodeState.SUSPECT) && conflict.isEmpty() && observation() != null;
    }

    @Nullable
    GtidSet gtids() {
        Observation seen = observation();
        return seen == null ? null : seen.gtids();
    }

    /** Whom it follows, but for sources of another cluster. */
    List<Channel> channels() {
        return target.channels();
    }

    /** Writable, and nobody's replica: it may be the source. */
    boolean isCandidate() {
        Observation seen = observation();
        return seen != null && isReachable() && seen.isWritable() && channels().isEmpty();
    }

    /** Writable with replication switched off but not forgotten: the source only if no other can be. */
    boolean isWeakCandidate() {
        Observation seen = observation();
        return seen != null
                && isReachable()
                && seen.isWritable()
                && !channels().isEmpty()
                && channels().stream().noneMatch(Channel::receiverOn);
    }
}
