package io.github.understudy.internal.resolver;

import io.github.understudy.event.Evidence;
import io.github.understudy.event.VerdictCode;

/** What is known of a node, as events tell it: the code, the reason (empty if all is well), and what it rests on. */
record Finding(VerdictCode code, String reason, Evidence evidence) {
    static final Finding WELL = new Finding(VerdictCode.NONE, "", Evidence.NONE);

    static Finding of(VerdictCode code, String reason) {
        return new Finding(code, reason, Evidence.NONE);
    }

    /** True if somebody, or the cluster, wants no work to go there, late or not. */
    static boolean isLeft(VerdictCode code) {
        return switch (code) {
            case DESYNCED, REJECTS_QUERIES, MAINTENANCE -> true;
            default -> false;
        };
    }
}
