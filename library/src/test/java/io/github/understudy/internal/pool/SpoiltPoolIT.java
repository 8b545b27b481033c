package io.github.understudy.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that was slow when the pool began does not cost the pool for ever. */
@ClusterTest(replicas = 0)
class SpoiltPoolIT {
    private final Cluster cluster;

    SpoiltPoolIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @EnumSource(DriverKind.class)
    void aPoolWhoseFirstConnectionIsLostWhileItIsSetUpGivesConnectionsLater(DriverKind kind) throws Exception {
        try (OpenPool open = OpenPool.of(cluster, kind)) {
            cluster.source().network().delay(Duration.ofMillis(300));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThatThrownBy(open.pool::borrow).hasStackTraceContaining("ConnectionSetupException"));

            cluster.source().network().heal();

            try (Connection connection = open.borrow()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }
}
