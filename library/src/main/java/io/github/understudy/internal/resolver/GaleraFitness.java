package io.github.understudy.internal.resolver;

import io.github.understudy.event.Evidence;
import io.github.understudy.event.VerdictCode;
import java.util.List;
import java.util.Locale;

/** Whether a node of a Galera cluster may get work. Pure. */
final class GaleraFitness {
    /** So many transactions wait at a node that it slows the others down. */
    static final int LONG_QUEUE = 200;

    private GaleraFitness() {}

    /** Why it can't serve anybody, {@link Finding#WELL} if it can: all connections to it are of no use. */
    static Finding whyAway(GaleraStatus status) {
        if (!status.primary()) {
            return Finding.of(
                    VerdictCode.NOT_PRIMARY,
                    "it is cut off from the majority of its Galera cluster (" + status.size() + " left with it)");
        }
        return status.ready()
                ? Finding.WELL
                : Finding.of(VerdictCode.NOT_READY, "it is not ready (wsrep_ready is OFF)");
    }

    /** Why nothing new goes to a node that serves, {@link Finding#WELL} if something may. */
    static Finding whyLeft(GaleraStatus status) {
        if (status.rejecting()) {
            return Finding.of(VerdictCode.REJECTS_QUERIES, "it refuses all statements (wsrep_reject_queries)");
        }
        if (status.maintained()) {
            return Finding.of(VerdictCode.MAINTENANCE, "it is in maintenance (pxc_maint_mode)");
        }
        if (status.isSynced()) {
            return Finding.WELL;
        }
        return Finding.of(
                VerdictCode.DESYNCED,
                status.desynced()
                        ? "it is desynced (wsrep_desync is ON)"
                        : status.state() == 2
                                ? "it gives its data to another node, or is desynced"
                                : "it is catching up with its cluster (wsrep_local_state " + status.state() + ")");
    }

    /** Why a reader is relieved: all others wait for it again and again. */
    static Finding whyBraking(Braking braking) {
        return braking.brakes()
                ? new Finding(
                        VerdictCode.FLOW_CONTROL,
                        "it can't keep pace and makes its whole Galera cluster pause (flow control, "
                                + (braking.base().asking()
                                        ? "which stands now)"
                                        : "asked for " + braking.asked() + " times in the last second)"),
                        new Evidence(0, null, Braking.limits(), List.of()))
                : Finding.WELL;
    }

    /** Why the writes are slow although the writer is well: the cluster waits for a slow node. */
    static Finding whyHeld(Braking writer, List<String> askers) {
        return writer.held()
                ? new Finding(
                        VerdictCode.FLOW_CONTROL,
                        String.format(
                                Locale.ROOT,
                                "its writes are held back by Galera's flow control for %.0f %% of the time",
                                writer.share() * 100),
                        new Evidence(0, null, Braking.limits(), askers))
                : Finding.WELL;
    }

    /** Why it is not read although it is synced. @param excluded true if it was not read for this reason before */
    static Finding whyTooBusy(GaleraStatus status, boolean excluded) {
        int limit = excluded ? LONG_QUEUE / 2 : LONG_QUEUE;
        return status.queue() <= limit
                ? Finding.WELL
                : Finding.of(
                        VerdictCode.LAGGING,
                        status.queue() + " transactions wait there to be applied, more than " + limit);
    }
}
