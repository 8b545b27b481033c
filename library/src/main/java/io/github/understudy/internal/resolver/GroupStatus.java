package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server said of itself as a member of a group (Group Replication). What it says may be over: a member that was
 * asleep, or is cut off, takes itself for one until it notices.
 *
 * @param name identifies the group
 * @param lineage tells apart the lives of a group, which begin when it is bootstrapped; empty if not known
 * @param view counts the changes of membership in one life; of no meaning without a lineage
 * @param singlePrimary true if the group has one primary, false if all members are primaries
 * @param members as this server sees them, itself included; empty if the account may not ask
 * @param self its own entry, null if it has none
 * @param queue how many transactions of others wait there to be applied
 */
public record GroupStatus(
        String name,
        String lineage,
        long view,
        boolean singlePrimary,
        List<GroupMember> members,
        @Nullable GroupMember self,
        long queue) {

    /** How a member takes part. */
    public enum State {
        ONLINE,
        RECOVERING,
        UNREACHABLE,
        ERROR,
        OFFLINE
    }

    /**
     * One member, as another one or itself sees it.
     *
     * @param endpoint where clients find it, null if that can't be told
     * @param primary true if it takes writes
     */
    public record GroupMember(NodeId id, @Nullable Endpoint endpoint, State state, boolean primary) {}

    public GroupStatus {
        members = List.copyOf(members);
    }

    /** Of a server of which only this is known: the account may not ask for more. */
    public static GroupStatus untold(String name) {
        return new GroupStatus(name, "", 0, true, List.of(), null, 0);
    }

    /** False if the account may not ask who the members are. */
    boolean isTold() {
        return self != null;
    }

    State state() {
        return self == null ? State.OFFLINE : self.state();
    }

    /** True if it says that it is in no group at present. */
    public boolean isOut() {
        return isTold() && state() == State.OFFLINE;
    }

    boolean isPrimary() {
        return self != null && self.primary();
    }

    /** True if it takes itself for a full member of a group that can go on. */
    boolean isServing() {
        return state() == State.ONLINE && hasMajority();
    }

    /** True if it reaches more than half of those who it takes for members. */
    boolean hasMajority() {
        return 2 * reached() > members.size();
    }

    long reached() {
        return members.stream()
                .filter(member -> member.state() != State.UNREACHABLE)
                .count();
    }

    boolean lists(NodeId id) {
        return members.stream().anyMatch(member -> member.id().equals(id));
    }

    /** True if both tell of the same life of the same group. */
    boolean sharesLineageWith(GroupStatus other) {
        return name.equals(other.name) && lineage.equals(other.lineage);
    }

    /** True if both tell of the same members. */
    boolean sharesViewWith(GroupStatus other) {
        return sharesLineageWith(other) && view == other.view;
    }
}
