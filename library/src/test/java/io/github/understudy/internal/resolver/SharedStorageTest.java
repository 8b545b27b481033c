package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.EventType;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers as Aurora's documentation describes them: readers have {@code innodb_read_only}, no replication that could be
 * asked for, and no GTIDs, since they read the writer's storage. Nobody has told of the others, so all are seeds.
 */
class SharedStorageTest {
    private final FakeCluster cluster = new FakeCluster(3, List.of(1, 2, 3), FakeServers.settings());
    private long session;

    private void says(int number, boolean writer, @Nullable List<Channel> channels) {
        FakeServer server = cluster.server(number);
        cluster.pass(Duration.ofMillis(100));
        cluster.tell(
                server.endpoint,
                new Observation(
                        server.id,
                        server.endpoint.toString(),
                        Flavor.MYSQL,
                        "8.0.39",
                        null,
                        !writer,
                        false,
                        null,
                        channels,
                        List.of(),
                        List.of(),
                        null,
                        ++session,
                        null,
                        null,
                        null,
                        false));
    }

    private void says(int writer) {
        for (int number = 1; number <= 3; number++) {
            says(number, number == writer, List.of());
        }
    }

    @Test
    void theWriterIsTheSourceAndReadersServeNothing() {
        says(1);
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        for (int reader = 2; reader <= 3; reader++) {
            assertThat(cluster.node(reader).role()).isEqualTo(Role.UNKNOWN);
            assertThat(cluster.node(reader).state()).isEqualTo(NodeState.UP);
            assertThat(cluster.node(reader).readable())
                    .as("how old its state is, nobody tells")
                    .isFalse();
            assertThat(cluster.node(reader).reason()).isEqualTo("read-only, and follows nobody");
        }
    }

    /** Without the right to ask for replication, who is read-only is taken for a replica; its lag is not known. */
    @Test
    void withoutTheGrantReadersServeNothingEither() {
        says(1, true, null);
        says(2, false, null);
        says(3, false, null);
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        assertThat(cluster.node(2).role()).isEqualTo(Role.REPLICA);
        assertThat(cluster.node(2).readable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReaderThatBecomesTheWriterIsTheSource(boolean killed) {
        says(1);
        if (killed) {
            cluster.fail(cluster.server(1).endpoint, ProbeFailure.Kind.GONE);
        } else {
            says(1, false, List.of());
        }
        assertThat(cluster.source()).isNull();
        says(3, true, List.of());
        says(2, false, List.of());
        assertThat(cluster.source()).as(cluster.topology().describe()).isEqualTo(cluster.server(3));
        says(3);
        assertThat(cluster.source()).isEqualTo(cluster.server(3));
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.UP);
        assertThat(cluster.count(EventType.NODE_QUARANTINED)).isZero();
    }

    @Test
    void aFormerWriterThatIsStillWritableGetsNoWritesNextToTheNewOne() {
        says(1);
        cluster.fail(cluster.server(1).endpoint, ProbeFailure.Kind.TIMEOUT);
        cluster.fail(cluster.server(1).endpoint, ProbeFailure.Kind.TIMEOUT);
        says(2, true, List.of());
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        says(1, true, List.of());
        says(2, true, List.of());
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.node(1).state()).isEqualTo(NodeState.QUARANTINED);
    }
}
