package io.github.understudy.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.fault.FaultProxy;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A name that led to one server leads to another one: no pool gets the other's connections, at no moment of the change. */
@ClusterTest(replicas = 1)
class MovedNameIT {
    private static final NodeId OLD = new NodeId("old");
    private static final NodeId NEW = new NodeId("new");

    private final Cluster cluster;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Addresses addresses = new Addresses(new SystemNames());

    MovedNameIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(DriverKind.class)
    void isNeverTheOtherServersName(DriverKind kind) throws Exception {
        Connector connector = OpenPool.connector(cluster, kind, options -> {}, timer, addresses);
        try (FaultProxy first = at("127.0.0.2", 0, cluster.node(0));
                FaultProxy second = at("127.0.0.3", first.port(), cluster.node(1))) {
            Endpoint name = new Endpoint("localhost", first.port());
            addresses.meet(name, OLD, InetAddress.getByName("127.0.0.2"));
            assertThat(server(connector, name, OLD)).isEqualTo(idOf(cluster.node(0)));
            assertThatThrownBy(() -> server(connector, name, NEW)).satisfies(MovedNameIT::isNotConnected);

            assertThat(addresses.meet(name, NEW, InetAddress.getByName("127.0.0.3")))
                    .isFalse();
            assertThat(server(connector, name, NEW)).isEqualTo(idOf(cluster.node(1)));
            assertThatThrownBy(() -> server(connector, name, OLD)).satisfies(MovedNameIT::isNotConnected);
            assertThat(second.port()).isEqualTo(first.port());
        }
    }

    /** Nothing was sent: what was to run there runs elsewhere. */
    private static void isNotConnected(Throwable failure) {
        assertThat(failure).hasMessageContaining("leads to the server");
        assertThat(new FailureClassifier().classify((SQLException) failure)).isEqualTo(Failure.CONNECT_FAILED);
    }

    private static FaultProxy at(String address, int port, TestNode node) {
        return FaultProxy.listen(address, port, new InetSocketAddress(node.host(), node.port()));
    }

    private static String server(Connector connector, Endpoint name, NodeId id) throws SQLException {
        try (Connection connection = connector.open(name, id, new SocketRegistry(), prepared -> {})) {
            return String.valueOf(OpenPool.query(connection, "SELECT @@server_id"));
        }
    }

    private static String idOf(TestNode node) {
        return String.valueOf(node.query("SELECT @@server_id"));
    }
}
