package io.github.understudy.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Flavor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a node says that loses its cluster while it catches up with it. */
@Tag("galera")
@ClusterTest(kind = ClusterKind.GALERA)
class GaleraCatchUpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Cluster cluster;

    GaleraCatchUpIT(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Its code is the one of a lock that was not got in time, which would be the application's own business. */
    @ParameterizedTest
    @EnumSource
    void aNodeThatIsCutOffMeanwhileIsNotReady(DiscoveryIT.Driver driver) throws Exception {
        TestNode node = cluster.node(0);
        try (Connection connection = driver.connect(cluster, node, cluster.user())) {
            GaleraQueries.catchUp(connection, Flavor.MARIADB, PATIENCE);
            cluster.nodes().forEach(cluster.galera()::isolate);

            SQLException told = catchThrowableOfType(SQLException.class, () -> {
                while (true) {
                    GaleraQueries.catchUp(connection, Flavor.MARIADB, PATIENCE);
                }
            });

            assertThat(told.getMessage()).contains("Lock wait timeout exceeded");
            assertThat(new FailureClassifier().classify(told)).isEqualTo(Failure.NOT_READY);
        } finally {
            cluster.nodes().forEach(cluster.galera()::rejoin);
            cluster.galera().awaitWhole();
        }
    }
}
