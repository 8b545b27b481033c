package io.github.understudy.internal.discovery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.internal.resolver.ClusterMetadata;
import io.github.understudy.internal.resolver.ClusterMetadata.Instance;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of InnoDB Cluster's metadata, and where there is none. */
class MetadataRowsTest {
    private static final String QUESTION = "SELECT /*+ MAX_EXECUTION_TIME";

    private static final String PREPARATION = "SET SESSION group_replication_consistency = 'EVENTUAL'";

    private final ScriptedServer server = member();
    private final MetadataRows metadata = new MetadataRows();

    @Test
    void readsTheInstancesOfItsClusterWithTheirTags() throws SQLException {
        server.answers(
                QUESTION,
                List.of(
                        row("c1", "u1", "db1:3306", Map.of()),
                        row("c1", "u2", "[fd00::2]:3307", Map.of("hidden", "true", "disconnected", "true")),
                        row("c1", "u3", "", Map.of("hidden", "false")),
                        row("c9", "u9", "elsewhere:3306", Map.of())));
        assertThat(read("u1"))
                .isEqualTo(new ClusterMetadata(
                        0,
                        List.of(
                                new Instance(new NodeId("u1"), new Endpoint("db1", 3306), false, false, false),
                                new Instance(new NodeId("u2"), new Endpoint("fd00::2", 3307), true, true, false),
                                new Instance(new NodeId("u3"), null, false, false, false))));
    }

    @Test
    void readsTheOtherClustersOfItsClusterSet() throws SQLException {
        Map<String, String> set = Map.of("clusterset_id", "s", "view_id", "4294967298", "invalidated", "0");
        Map<String, String> lost = Map.of("clusterset_id", "s", "view_id", "4294967298", "invalidated", "1");
        server.answers(QUESTION, List.of(row("c1", "u1", "db1:3306", lost), row("c2", "u2", "db2:3306", set)));
        ClusterMetadata seen = requireNonNull(read("u2"));
        assertThat(seen.view()).isEqualTo(4294967298L);
        assertThat(seen.instances()).extracting(Instance::invalidated).containsExactly(true, false);
    }

    /** A plain replica of a member has a copy as well, and is not in it. */
    @Test
    void whoIsNotInItTakesNothingFromIt() throws SQLException {
        server.answers(QUESTION, List.of(row("c1", "u1", "db1:3306", Map.of())));
        assertThat(read("u7")).isEqualTo(ClusterMetadata.NONE);
    }

    @Test
    void isReadOnceInFiveProbesAndSeldomWhereThereIsNone() throws SQLException {
        server.answers(QUESTION, List.of(row("c1", "u1", "db1:3306", Map.of())));
        for (int i = 0; i < 50; i++) {
            assertThat(requireNonNull(read("u1")).instances()).hasSize(1);
        }
        assertThat(server.asked).hasSize(11).containsOnlyOnce(PREPARATION).startsWith(PREPARATION);
        ScriptedServer without = new ScriptedServer().refuses(PREPARATION, 1193).refuses(QUESTION, 1142);
        MetadataRows none = new MetadataRows();
        for (int i = 0; i < 60; i++) {
            assertThat(none.read(without.connection(), "u1", "shop")).isEqualTo(ClusterMetadata.NONE);
        }
        assertThat(without.asked).hasSize(2);
        assertThat(none.limitation()).isNull();
    }

    /** The time is over; too many locks; anything else that is no fault of the connection. */
    @ParameterizedTest
    @ValueSource(ints = {3024, 1205, 1105})
    void anErrorLeavesWhatWasKnown(int code) throws SQLException {
        server.answers(QUESTION, List.of(row("c1", "u1", "db1:3306", Map.of())));
        ClusterMetadata before = requireNonNull(read("u1"));
        server.refuses(QUESTION, code);
        for (int i = 0; i < 10; i++) {
            assertThat(read("u1")).isEqualTo(before);
        }
    }

    /** Over a new connection nothing is known yet, which must not put back who was taken out of service. */
    @ParameterizedTest
    @ValueSource(ints = {3024, 1105})
    void anErrorIsNoAnswerWhereNothingWasReadBefore(int code) throws SQLException {
        server.refuses(QUESTION, code);
        for (int i = 0; i < 5; i++) {
            assertThat(read("u1")).isNull();
        }
        server.answers(QUESTION, List.of(row("c1", "u1", "db1:3306", Map.of())));
        assertThat(requireNonNull(read("u1")).instances()).hasSize(1);
    }

    @Test
    void aServerThatCouldHoldTheQuestionIsNotAsked() throws SQLException {
        server.refuses(PREPARATION, 1105);
        assertThat(read("u1")).isNull();
        assertThat(server.asked).containsExactly(PREPARATION);
    }

    @Test
    void aLostConnectionFailsTheProbe() {
        server.breaks(QUESTION);
        assertThatThrownBy(() -> read("u1")).isInstanceOf(SQLException.class);
    }

    /** An application's session is left as it is. */
    @Test
    void isNotAskedOverAnothersConnection() throws SQLException {
        server.answers("SELECT @@version AS", List.of(Map.of("version", "8.4.0", "comment", "MySQL")));
        server.answers("SELECT @@global.server_uuid", List.of(Map.of("id", "u1")));
        server.answers("SHOW", List.of());
        assertThat(Dialect.of(server.connection()).observe(server.connection()).metadata())
                .isNull();
        assertThat(server.asked).noneMatch(sql -> sql.startsWith(QUESTION) || sql.startsWith(PREPARATION));
    }

    @Test
    void namesTheGrantWhereItSeesTheViewsAndNotWhatIsBelow() throws SQLException {
        server.refuses(QUESTION, 1356);
        assertThat(read("u1")).isEqualTo(ClusterMetadata.NONE);
        assertThat(metadata.limitation()).startsWith("GRANT SELECT ON mysql_innodb_cluster_metadata.* TO shop");
    }

    @Test
    void anOlderSchemaHasNoClusterSets() throws SQLException {
        ScriptedServer old = member();
        old.refuses(QUESTION, 1146);
        assertThat(metadata.read(old.connection(), "u1", "shop")).isEqualTo(ClusterMetadata.NONE);
        assertThat(old.asked).hasSize(3);
        assertThat(old.asked.get(2)).doesNotContain("v2_cs_members");
    }

    private static ScriptedServer member() {
        return new ScriptedServer().answers(PREPARATION, List.of());
    }

    private @Nullable ClusterMetadata read(String id) throws SQLException {
        return metadata.read(server.connection(), id, "shop");
    }

    private static Map<String, String> row(String cluster, String id, String endpoint, Map<String, String> more) {
        Map<String, String> row = new HashMap<>(Map.of(
                "cluster_id",
                cluster,
                "id",
                id,
                "endpoint",
                endpoint,
                "hidden",
                "",
                "disconnected",
                "",
                "clusterset_id",
                "",
                "view_id",
                "",
                "invalidated",
                ""));
        row.putAll(more);
        return row;
    }
}
