package io.github.understudy.internal.resolver;

import io.github.understudy.event.VerdictCode;

/** Whether a member of a group may get work. Pure. */
final class GroupFitness {
    private GroupFitness() {}

    /** Why it can't serve anybody, {@link Finding#WELL} if it can: all connections to it are of no use. */
    static Finding whyAway(GroupStatus status) {
        return switch (status.state()) {
            case ONLINE ->
                status.hasMajority()
                        ? Finding.WELL
                        : Finding.of(
                                VerdictCode.NOT_PRIMARY,
                                "it is cut off from the majority of its group (it reaches " + status.reached() + " of "
                                        + status.members().size() + ")");
            case RECOVERING -> Finding.of(VerdictCode.DESYNCED, "it is catching up with its group (RECOVERING)");
            default -> Finding.of(VerdictCode.NOT_ONLINE, "it is no member of its group (" + status.state() + ")");
        };
    }
}
