package io.github.understudy.internal.resolver;

/**
 * What a node of a Galera cluster has counted of its flow control since it was started. A node that can't keep pace asks
 * the whole cluster to pause.
 *
 * @param sent how often the node itself asked for a pause ({@code wsrep_flow_control_sent}); -1 if it does not tell
 * @param received how often anybody did ({@code wsrep_flow_control_recv}); -1 if it does not tell
 * @param pausedNanos how long it has paused ({@code wsrep_flow_control_paused_ns}); -1 if it does not tell
 * @param asking true if it has asked for a pause and not ended it yet ({@code wsrep_flow_control_requested}): who stands
 *     still asks once
 */
public record FlowControl(long sent, long received, long pausedNanos, boolean asking) {
    public static final FlowControl UNTOLD = new FlowControl(-1, -1, -1);

    /** Of a node that asks for no pause now. */
    public FlowControl(long sent, long received, long pausedNanos) {
        this(sent, received, pausedNanos, false);
    }

    boolean isTold() {
        return sent >= 0 && pausedNanos >= 0;
    }

    /** False if the counters began anew in between. */
    boolean isLaterThan(FlowControl before) {
        return sent >= before.sent && pausedNanos >= before.pausedNanos;
    }
}
