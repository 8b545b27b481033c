package io.github.understudy.testkit;

import java.util.List;
import java.util.Map;

/** What can be done to a group of MySQL servers, beside what can be done to every server. Its calls must not overlap. */
public final class Group {
    private static final String PRIMARIES = "SELECT member_id FROM performance_schema.replication_group_members"
            + " WHERE member_role = 'PRIMARY' AND member_state = 'ONLINE'";
    private static final String STATE = "SELECT member_state FROM performance_schema.replication_group_members"
            + " WHERE member_id = @@server_uuid";

    private final GroupFormation formation;

    Group(GroupFormation formation) {
        this.formation = formation;
    }

    /** What a node says of itself: ONLINE, RECOVERING, ERROR, OFFLINE; empty if it is in no group. */
    public String state(TestNode node) {
        String state = node.query(STATE);
        return state == null ? "" : state;
    }

    /** The primaries, as this node sees them; one, unless the group has several. */
    public List<TestNode> primaries(TestNode witness) {
        List<String> ids =
                witness.rows(PRIMARIES).stream().map(Group::onlyValue).toList();
        return formation.nodes().stream()
                .filter(TestNode::answers)
                .filter(node -> ids.contains(formation.idOf(node)))
                .toList();
    }

    private static String onlyValue(Map<String, String> row) {
        return row.values().iterator().next();
    }

    /** Makes a node the primary, as an administrator does; waits until it is. */
    public void elect(TestNode node) {
        formation.ask(node, "SELECT group_replication_set_as_primary('" + formation.idOf(node) + "')");
    }

    /** All members become primaries. */
    public void switchToMultiPrimary() {
        formation.ask(formation.anyMember(), "SELECT group_replication_switch_to_multi_primary_mode()");
    }

    /** This node becomes the only primary. */
    public void switchToSinglePrimary(TestNode node) {
        formation.ask(node, "SELECT group_replication_switch_to_single_primary_mode('" + formation.idOf(node) + "')");
    }

    /** Cuts a node off from all other nodes, and from no client: they hear nothing of each other. */
    public void isolate(TestNode node) {
        node.isolate();
    }

    /** Ends {@link #isolate}, of all nodes. Does not wait until they are back in the group. */
    public void mend() {
        formation.nodes().forEach(TestNode::rejoin);
    }

    /** Takes a node out of the group as an administrator does (STOP GROUP_REPLICATION). */
    public void leave(TestNode node) {
        formation.ask(node, "STOP GROUP_REPLICATION");
    }

    /** Brings a running node that is out of the group back, and waits until it is. */
    public void join(TestNode node) {
        formation.join(node);
    }

    /** Waits until all nodes are members of one group and have caught up. */
    public void awaitWhole() {
        formation.awaitWhole();
    }
}
