package io.github.understudy.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.internal.resolver.GroupStatus;
import io.github.understudy.internal.resolver.GroupStatus.GroupMember;
import io.github.understudy.internal.resolver.GroupStatus.State;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What members of a group answer, as recorded from MySQL 9.7. */
class GroupDialectTest {
    private static final String NAME = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";
    private static final String PLUGIN = "SHOW GLOBAL VARIABLES LIKE 'group";
    private static final String MEMBERS = "SELECT m.member_id";

    @Test
    void readsTheMembers() throws SQLException {
        ScriptedServer server = server().answers(
                        MEMBERS,
                        List.of(
                                member("u1", "31311", "ONLINE", "PRIMARY"),
                                member("u2", "31312", "ONLINE", "SECONDARY"),
                                member("u3", "31313", "UNREACHABLE", "SECONDARY")));
        GroupStatus seen = group(observe(server));
        GroupMember self = new GroupMember(new NodeId("u2"), new Endpoint("127.0.0.1", 31312), State.ONLINE, false);
        assertThat(seen)
                .isEqualTo(new GroupStatus(
                        NAME,
                        "17953125774029653",
                        3,
                        true,
                        List.of(
                                new GroupMember(new NodeId("u1"), new Endpoint("127.0.0.1", 31311), State.ONLINE, true),
                                self,
                                new GroupMember(
                                        new NodeId("u3"), new Endpoint("127.0.0.1", 31313), State.UNREACHABLE, false)),
                        self,
                        7));
    }

    @Test
    void aServerThatIsInNoGroupAtPresentSaysSo() throws SQLException {
        Map<String, String> row =
                Map.of("member_id", "u2", "member_host", "h", "member_port", "1", "member_state", "OFFLINE");
        assertThat(group(observe(readOnly().answers(MEMBERS, List.of(row)))).isOut())
                .isTrue();
        assertThat(group(observe(readOnly().answers(MEMBERS, List.of()))).isOut())
                .isTrue();
    }

    /** Its group is not there yet, or not any more: until then it is a server like others. */
    @Test
    void whoIsWrittenToAndIsInNoGroupIsAnOrdinaryServer() throws SQLException {
        assertThat(observe(server().answers(MEMBERS, List.of())).group()).isNull();
    }

    @Test
    void whoFollowsAnotherServerAndIsInNoGroupIsItsReplica() throws SQLException {
        ScriptedServer server = server().answers(MEMBERS, List.of())
                .answers("SHOW REPLICA", List.of(Map.of("source_host", "db1", "source_port", "3306")));
        assertThat(observe(server).group()).isNull();
    }

    @Test
    void goesOnWithoutRightsAndNamesTheGrant() throws SQLException {
        Observation seen = observe(server().refuses(MEMBERS, 1142));
        assertThat(group(seen)).isEqualTo(GroupStatus.untold(NAME));
        assertThat(seen.limitations()).anyMatch(text -> text.startsWith("GRANT SELECT ON performance_schema.* TO "));
    }

    @Test
    void aServerWithoutThePluginIsAskedForItOnceInAWhile() throws SQLException {
        ScriptedServer server = server().answers(PLUGIN, List.of());
        Dialect dialect = Dialect.of(server.connection());
        for (int i = 0; i < 50; i++) {
            assertThat(dialect.observe(server.connection()).group()).isNull();
        }
        assertThat(server.asked.stream().filter(sql -> sql.startsWith(PLUGIN))).hasSize(1);
        assertThat(server.asked).noneMatch(sql -> sql.startsWith(MEMBERS));
    }

    private static GroupStatus group(Observation seen) {
        return Objects.requireNonNull(seen.group());
    }

    private static Observation observe(ScriptedServer server) throws SQLException {
        return Dialect.of(server.connection()).observe(server.connection());
    }

    private static ScriptedServer server() {
        return new ScriptedServer()
                .answers("SELECT @@version AS", List.of(Map.of("version", "9.7.4", "comment", "(Debian)")))
                .answers("SELECT @@global", List.of(Map.of("id", "u2", "host", "db2", "port", "3306")))
                .answers("SHOW REPLICA", List.of())
                .answers(PLUGIN, List.of(Map.of("Variable_name", "group_replication_group_name", "Value", NAME)));
    }

    private static ScriptedServer readOnly() {
        return server().answers(
                        "SELECT @@global",
                        List.of(Map.of("id", "u2", "host", "db2", "port", "3306", "read_only", "1")));
    }

    private static Map<String, String> member(String id, String port, String state, String role) {
        return Map.of(
                "MEMBER_ID",
                id,
                "MEMBER_HOST",
                "127.0.0.1",
                "MEMBER_PORT",
                port,
                "MEMBER_STATE",
                state,
                "MEMBER_ROLE",
                role,
                "VIEW_ID",
                "17953125774029653:3",
                "queue",
                "7",
                "single_primary",
                "1");
    }
}
