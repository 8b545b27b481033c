package io.github.understudy.internal.discovery;

import io.github.understudy.internal.resolver.GroupStatus;
import io.github.understudy.internal.resolver.GroupStatus.GroupMember;
import io.github.understudy.internal.resolver.GroupStatus.State;
import io.github.understudy.topology.NodeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a MySQL server for its group, if it has the plugin. Where it has not, that is looked for now and then only. Kept
 * with one connection.
 */
final class GroupRows {
    private static final String PLUGIN = "SHOW GLOBAL VARIABLES LIKE 'group\\_replication\\_group\\_name'";

    private final PrivilegedQuery members = new PrivilegedQuery(
            "SELECT",
            "performance_schema.*",
            "which servers are members of the group and which of them is the primary",
            List.of("SELECT m.member_id, m.member_host, m.member_port, m.member_state, m.member_role, s.view_id,"
                    + " s.count_transactions_remote_in_applier_queue AS queue,"
                    + " @@global.group_replication_single_primary_mode AS single_primary"
                    + " FROM performance_schema.replication_group_members m"
                    + " LEFT JOIN performance_schema.replication_group_member_stats s"
                    + " ON s.member_id = m.member_id AND s.channel_name = m.channel_name"));

    private String name = "";
    private int probesUntilNextLook;

    /** What is asked of a server that has the plugin; null if it has not, or the account may not ask. */
    @Nullable
    String question() {
        return name.isEmpty() || !members.isWelcome() ? null : members.form();
    }

    /** To be called in each probe that has not asked the question together with others. */
    @Nullable
    GroupStatus ask(Connection connection, String id, String account) throws SQLException {
        if (name.isEmpty() && --probesUntilNextLook < 0) {
            probesUntilNextLook = PrivilegedQuery.PROBES_BETWEEN_ATTEMPTS;
            name = Row.all(connection, PLUGIN).stream()
                    .map(row -> row.text("value"))
                    .findFirst()
                    .orElse("");
        }
        if (name.isEmpty()) {
            return null;
        }
        List<Row> rows = members.ask(connection, account);
        return rows == null ? GroupStatus.untold(name) : status(rows, id);
    }

    /** @param rows the answer to {@link #question} */
    GroupStatus status(List<Row> rows, String id) {
        NodeId own = new NodeId(id);
        List<GroupMember> all = rows.stream()
                .filter(row -> !row.text("member_id").isEmpty())
                .map(GroupRows::member)
                .toList();
        GroupMember self = all.stream()
                .filter(member -> member.id().equals(own))
                .findFirst()
                .orElse(new GroupMember(own, null, State.OFFLINE, false));
        Row row = rows.stream()
                .filter(it -> it.text("member_id").equals(id))
                .findFirst()
                .orElse(new Row(Map.of()));
        String[] view = row.text("view_id").split(":", 2);
        Long queue = row.number("queue");
        return new GroupStatus(
                name,
                view[0],
                view.length < 2 ? 0 : number(view[1]),
                row.isOn("single_primary"),
                all,
                self,
                queue == null ? 0 : queue);
    }

    private static GroupMember member(Row row) {
        return new GroupMember(
                new NodeId(row.text("member_id")),
                ReplicationRows.endpoint(row.text("member_host"), row.number("member_port")),
                state(row.text("member_state")),
                row.text("member_role").equalsIgnoreCase("PRIMARY"));
    }

    private static State state(String text) {
        try {
            return State.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException notKnown) {
            return State.ERROR;
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    /** What is missing and what would help, null if nothing is. */
    @Nullable
    String limitation() {
        return name.isEmpty() ? null : members.limitation();
    }
}
