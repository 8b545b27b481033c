package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Cluster;
import io.github.understudy.Setting;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.it.orders.Account;
import io.github.understudy.it.orders.Audit;
import io.github.understudy.it.orders.Orders;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes taken out of service by the application, and put back. */
@ClusterTest(replicas = 2)
class DrainIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String SERVER = "SELECT @@port";

    private final io.github.understudy.testkit.Cluster servers;
    private final List<ClusterEvent> events = new CopyOnWriteArrayList<>();
    private UnderstudyDataSource dataSource;
    private Cluster cluster;

    DrainIT(io.github.understudy.testkit.Cluster servers) {
        this.servers = servers;
    }

    @BeforeEach
    void start() {
        Orders.definition("app.item").forEach(servers.source()::execute);
        servers.awaitCaughtUp(LONG);
        dataSource = Connected.builder(servers, servers.jdbcHosts())
                .set(Setting.WAIT_TIMEOUT, "20s")
                .listener(events::add)
                .build();
        cluster = dataSource.cluster();
        Connected.await()
                .until(() -> cluster.topology().nodes().stream()
                                .filter(node -> node.role() == Role.REPLICA && node.readable())
                                .count()
                        == 2);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void readsLeaveADrainedReplicaAndComeBack() throws Exception {
        Endpoint one = endpoint(Role.REPLICA);
        try (Connection held = dataSource.getConnection()) {
            held.setReadOnly(true);
            assertThat(cluster.drain(one, LONG)).isZero();
            assertThat(cluster.drained()).containsExactly(one);
            for (int i = 0; i < 50; i++) {
                assertThat(port(held)).isNotEqualTo(one.port());
            }
            cluster.undrain(one);
            assertThat(cluster.drained()).isEmpty();
            Connected.await().until(() -> {
                try (Connection another = dataSource.getConnection()) {
                    another.setReadOnly(true);
                    return port(another) == one.port();
                }
            });
        }
        Connected.await()
                .untilAsserted(() -> assertThat(events)
                        .filteredOn(event -> one.equals(event.endpoint()))
                        .extracting(ClusterEvent::type)
                        .containsSubsequence(EventType.NODE_DRAINED, EventType.NODE_UNDRAINED));
    }

    @Test
    void aServerThatIsBuiltAnewStaysOutUntilItIsPutBack() throws Exception {
        Endpoint one = endpoint(Role.REPLICA);
        TestNode server = servers.nodes().stream()
                .filter(node -> node.port() == one.port())
                .findFirst()
                .orElseThrow();
        cluster.drain(one, LONG);
        servers.wipeAndRejoin(server);
        Connected.await()
                .until(() -> cluster.topology().nodeAt(one).orElseThrow().readable());
        try (Connection reading = dataSource.getConnection()) {
            reading.setReadOnly(true);
            for (int i = 0; i < 50; i++) {
                assertThat(port(reading)).isNotEqualTo(one.port());
            }
        }
        cluster.drain(one, LONG);
        cluster.undrain(one);
        assertThat(cluster.drained()).isEmpty();
        Connected.await().until(() -> {
            try (Connection another = dataSource.getConnection()) {
                another.setReadOnly(true);
                return port(another) == one.port();
            }
        });
    }

    @Test
    void whatIsUnderWayMayEnd() throws Exception {
        Endpoint source = endpoint(Role.SOURCE);
        try (Connection open = dataSource.getConnection();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO item (id, part, parts) VALUES (1, 1, 1)");
            assertThat(cluster.drain(source, Duration.ofMillis(200)))
                    .as("in use")
                    .isOne();
            statement.executeUpdate("INSERT INTO item (id, part, parts) VALUES (2, 1, 1)");
            open.commit();
        }
        assertThat(cluster.drain(source, LONG)).isZero();
        assertThat(servers.source().query("SELECT COUNT(*) FROM app.item")).isEqualTo("2");
        Connected.await()
                .untilAsserted(() -> assertThat(servers.source()
                                .query("SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'app'"))
                        .as("only the probe's connection is left")
                        .isEqualTo("1"));
        cluster.undrain(source);
    }

    @Test
    void aTransactionIsNotedAndCommittedOnADrainedSource() throws Exception {
        try (UnderstudyDataSource noting = Connected.builder(servers, servers.jdbcHosts())
                        .set(Setting.LEDGER, "on")
                        .build();
                Connection open = noting.getConnection();
                Statement statement = open.createStatement()) {
            statement.execute("BEGIN");
            statement.executeUpdate("INSERT INTO item (id, part, parts) VALUES (3, 1, 1)");
            assertThat(noting.cluster().drain(endpoint(Role.SOURCE), Duration.ofMillis(100)))
                    .isOne();
            statement.execute("COMMIT");
            assertThat(servers.source().query("SELECT COUNT(*) FROM app.item")).isEqualTo("1");
        }
    }

    @Test
    void theLedgerOfADrainedSourceIsAskedWhatBecameOfACommitThatWasUnderWay() throws Exception {
        try (Connected noting = Connected.to(
                        servers,
                        Connected.builder(servers, servers.jdbcHosts())
                                .set(Setting.LEDGER, "on")
                                .set(Setting.DETECTION_TIME, LossAtCommit.DETECTION_TIME));
                Connection open = noting.connection();
                Statement statement = open.createStatement()) {
            servers.source().execute("DELETE FROM app.understudy_ledger");
            statement.execute("BEGIN");
            statement.executeUpdate("INSERT INTO item (id, part, parts) VALUES (4, 1, 1)");
            noting.dataSource.cluster().drain(endpoint(Role.SOURCE), Duration.ofMillis(100));
            new LossAtCommit(servers, noting)
                    .ofItsAnswer(() -> statement.execute("COMMIT"))
                    .get(20, TimeUnit.SECONDS);
            assertThat(servers.source().query("SELECT COUNT(*) FROM app.item")).isEqualTo("1");
        }
    }

    @Test
    void writesWaitWhileTheSourceIsDrainedAndAreToldWhy() throws Exception {
        Endpoint source = endpoint(Role.SOURCE);
        cluster.drain(source, LONG);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<?> writing = threads.submit(() -> write(dataSource, 1));
            assertThatThrownBy(() -> writing.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            cluster.undrain(source);
            writing.get(20, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        try (UnderstudyDataSource impatient = Connected.builder(servers, servers.jdbcHosts())
                .set(Setting.WAIT_TIMEOUT, "300ms")
                .build()) {
            impatient.cluster().drain(source, LONG);
            assertThatThrownBy(() -> write(impatient, 2))
                    .isInstanceOf(NoNodeAvailableException.class)
                    .hasMessageContaining(source + ": drained");
        }
    }

    /** With plain settings, and with transactions open all the time. */
    @Test
    void aSwitchoverThatBeginsWithADrainBreaksNothing() throws Exception {
        Account account = new Account();
        Orders orders = new Orders(dataSource, "item");
        AtomicBoolean stopped = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> writers = IntStream.range(0, 4)
                .<Future<?>>mapToObj(writer -> threads.submit(() -> {
                    while (!stopped.get()) {
                        int id = account.newOrder();
                        if (writer % 2 == 0) {
                            orders.writeTogether(id, () -> account.applied(id));
                        } else {
                            orders.writeAlone(id, () -> account.applied(id));
                        }
                    }
                    return null;
                }))
                .toList();
        for (int round = 0; round < 3; round++) {
            int before = account.applied();
            Connected.await().until(() -> account.applied() > before + 50);
            Endpoint source = endpoint(Role.SOURCE);
            assertThat(cluster.drain(source, LONG)).isZero();
            servers.awaitCaughtUp(LONG);
            servers.switchover(servers.bestReplica());
            Connected.await().until(() -> !endpoint(Role.SOURCE).equals(source));
            cluster.undrain(source);
        }
        int before = account.applied();
        Connected.await().until(() -> account.applied() > before + 50);
        stopped.set(true);
        for (Future<?> writer : writers) {
            writer.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();
        Audit audit = Audit.of(account, Orders.on(servers.source(), "item"));
        assertThat(audit.lost()).isEmpty();
        assertThat(audit.doubled()).isEmpty();
        System.out.printf("FIGURE three drained switchovers: %d orders, 0 failed%n", account.applied());
    }

    @Test
    void anUnknownAddressIsTold() {
        assertThatThrownBy(() -> cluster.drain(new Endpoint("nowhere", 1), LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere:1")
                .hasMessageContaining(endpoint(Role.SOURCE).toString());
        assertThat(cluster.drained()).isEmpty();
    }

    private Object write(UnderstudyDataSource to, int id) throws SQLException {
        new Orders(to, "item").writeAlone(id, () -> {});
        return id;
    }

    private Endpoint endpoint(Role role) {
        return cluster.topology().nodes().stream()
                .filter(node -> node.role() == role)
                .findFirst()
                .map(Node::endpoint)
                .orElse(new Endpoint("none", 1));
    }

    /** The server tells its own port, and the test kit's proxies stand before it. */
    private int port(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            String own = row.getString(1);
            return servers.nodes().stream()
                    .filter(node -> own.equals(node.query(SERVER)))
                    .findFirst()
                    .orElseThrow()
                    .port();
        }
    }
}
