package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.fault.FaultProxy;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken for dead, how soon, and what is not. */
@ClusterTest
class DetectionIT {
    private static final String PROBE = "probing";

    private final Cluster cluster;

    DetectionIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTable() {
        cluster.source().execute("CREATE TABLE IF NOT EXISTS app.detected (id BIGINT AUTO_INCREMENT PRIMARY KEY)");
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private void print(String what, long millis) {
        System.out.printf("%s, %s: %d ms%n", cluster.flavor(), what, millis);
    }

    @ParameterizedTest
    @CsvSource({"300ms, frozen, 2000", "300ms, black hole, 2000", "2s, frozen, 4000", "2s, black hole, 4000"})
    void aHungSourceFreesAnApplicationThread(String detectionTime, String fault, long mostMillis) throws Exception {
        TestNode source = cluster.source();
        try (Connected connected = Connected.to(
                        cluster,
                        Connected.builder(cluster, source.address()).set(Setting.DETECTION_TIME, detectionTime));
                Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO detected VALUES ()");
            if (fault.equals("frozen")) {
                source.freeze();
            } else {
                source.network().blackHole();
            }
            long start = System.nanoTime();

            assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO detected VALUES ()"))
                    .isInstanceOf(OutcomeUnknownException.class);

            long millis = millisSince(start);
            print("detection-time " + detectionTime + ", " + fault + ": thread free after", millis);
            assertThat(millis).isLessThan(mostMillis);
            Connected.await().until(() -> connected.node(source).state() == NodeState.DOWN);
            assertThat(connected.events(EventType.NODE_DOWN))
                    .anyMatch(event -> event.code() == VerdictCode.SILENT
                            && event.evidence().missed() >= 2
                            && event.evidence().limits().contains("a probe may take"));
        } finally {
            source.network().heal();
            if (source.isFrozen()) {
                source.thaw();
            }
        }
    }

    @Test
    void aSourceThatReplicasStillReceiveFromIsUnreachableFromHere() throws Exception {
        TestNode source = cluster.source();
        AtomicBoolean stopped = new AtomicBoolean();
        try (FaultProxy way = FaultProxy.listen(0, new InetSocketAddress(source.host(), source.port()));
                Connected connected = Connected.to(cluster, by(way, source))) {
            Future<?> others = connected.inBackground(() -> {
                while (!stopped.get()) {
                    source.execute("INSERT INTO app.detected VALUES ()");
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                return null;
            });
            way.blackHole();
            long start = System.nanoTime();

            Connected.await()
                    .until(() -> connected.dataSource.topology().nodes().stream()
                            .anyMatch(node -> node.state() == NodeState.DOWN
                                    && node.reason().contains("not dead but unreachable from here")));
            print("cut off, but its replicas receive: found out after", millisSince(start));
            assertThat(connected.dataSource.topology().sourceNode()).isNull();

            way.heal();
            connected.update("INSERT INTO detected VALUES ()");
            stopped.set(true);
            others.get(20, TimeUnit.SECONDS);
        } finally {
            stopped.set(true);
        }
    }

    /** Another way to the source than the one that its replicas take. */
    private UnderstudyBuilder by(FaultProxy way, TestNode source) {
        String mine = "127.0.0.1:" + way.port();
        StringBuilder map = new StringBuilder();
        cluster.addressMapping()
                .forEach((from, to) -> map.append(from)
                        .append('=')
                        .append(to.equals(source.address()) ? mine : to)
                        .append(','));
        map.append(source.address()).append('=').append(mine);
        return Connected.builder(cluster, mine).set(Setting.ADDRESS_MAP, map.toString());
    }

    @Test
    void aSourceThatIsFarAwayIsNotTakenForDead() throws Exception {
        TestNode source = cluster.source();
        try (Connected connected = Connected.to(cluster)) {
            connected.update("INSERT INTO detected VALUES ()");
            source.network().delay(Duration.ofMillis(200));
            long start = System.nanoTime();
            while (millisSince(start) < 4000) {
                connected.update("INSERT INTO detected VALUES ()");
            }
            assertThat(connected.events(EventType.NODE_DOWN)).isEmpty();
            assertThat(connected.events(EventType.SOURCE_LOST)).isEmpty();
        } finally {
            source.network().heal();
        }
    }

    @Test
    void writesGoOnOverHeldConnectionsWhenThereIsNoneLeftForAProbe() throws Exception {
        TestNode source = cluster.source();
        try (Connected connected = Connected.to(cluster, withAFullPool(source));
                Connection admin = admin(source);
                Statement statement = admin.createStatement()) {
            leaveNoConnectionForAProbe(connected, statement);
            try {
                long longest = 0;
                long start = System.nanoTime();
                while (millisSince(start) < 6000) {
                    long before = System.nanoTime();
                    connected.update("INSERT INTO detected VALUES ()");
                    longest = Math.max(longest, millisSince(before));
                }
                print("no connection left for a probe for 6 s: longest write", longest);
                assertThat(longest).isLessThan(4000);
                assertThat(connected.events(EventType.SOURCE_LOST)).isEmpty();
            } finally {
                statement.execute("SET GLOBAL max_connections = 500");
            }
            Connected.await()
                    .until(() -> connected.events(EventType.NODE_UP).stream()
                            .anyMatch(event -> event.reason().equals("takes connections again")));
        }
    }

    @Test
    void aSourceThatIsDemotedIsNotBelievedForWantOfAConnectionForTheProbe() throws Exception {
        TestNode source = cluster.source();
        try (Connected connected = Connected.to(cluster, withAFullPool(source));
                Connection admin = admin(source);
                Statement statement = admin.createStatement()) {
            leaveNoConnectionForAProbe(connected, statement);
            try {
                statement.execute("SET GLOBAL read_only = ON");
                Connected.await()
                        .until(() -> !connected.events(EventType.SOURCE_LOST).isEmpty());
                Future<?> writing = connected.inBackground(() -> {
                    connected.update("INSERT INTO detected VALUES ()");
                    return null;
                });
                statement.execute("SET GLOBAL max_connections = 500");
                statement.execute("SET GLOBAL read_only = OFF");
                writing.get(20, TimeUnit.SECONDS);
            } finally {
                statement.execute("SET GLOBAL max_connections = 500");
                statement.execute("SET GLOBAL read_only = OFF");
            }
        }
    }

    private UnderstudyBuilder withAFullPool(TestNode source) {
        createAccount(source, PROBE);
        return Connected.builder(cluster, source.address())
                .set(Setting.MONITOR_USER, PROBE)
                .set(Setting.MONITOR_PASSWORD, PROBE)
                .property("understudy.pool.minimumIdle", "14")
                .property("understudy.pool.maximumPoolSize", "14");
    }

    private Connection admin(TestNode source) throws SQLException {
        return java.sql.DriverManager.getConnection(
                "jdbc:mysql://" + source.address() + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                cluster.adminUser(),
                cluster.adminPassword());
    }

    private void leaveNoConnectionForAProbe(Connected connected, Statement admin) throws SQLException {
        connected.update("INSERT INTO detected VALUES ()");
        Connected.await().until(() -> sessions(admin, cluster.user()) >= 14);
        admin.execute("SET GLOBAL max_connections = 10");
        kill(admin, PROBE);
        Connected.await()
                .until(() -> !connected.events(EventType.NODE_OVERLOADED).isEmpty());
    }

    private void createAccount(TestNode source, String name) {
        boolean mysql = cluster.flavor() == io.github.understudy.testkit.ServerFlavor.MYSQL;
        String rights = mysql ? "REPLICATION CLIENT, REPLICATION SLAVE" : "REPLICA MONITOR, REPLICATION MASTER ADMIN";
        source.execute("CREATE USER IF NOT EXISTS " + name + "@'%' IDENTIFIED BY '" + name + "'");
        source.execute("GRANT " + rights + " ON *.* TO " + name + "@'%'");
        source.execute("GRANT SELECT ON app.* TO " + name + "@'%'");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }

    private static int sessions(Statement admin, String user) throws SQLException {
        try (var rows =
                admin.executeQuery("SELECT COUNT(*) FROM information_schema.processlist WHERE user = '" + user + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void kill(Statement admin, String user) throws SQLException {
        java.util.List<Integer> ids = new java.util.ArrayList<>();
        try (var rows =
                admin.executeQuery("SELECT id FROM information_schema.processlist WHERE user = '" + user + "'")) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        }
        for (int id : ids) {
            admin.execute("KILL " + id);
        }
    }

    @Test
    void noIdleConnectionToADeadReplicaIsEverBorrowed() throws Exception {
        TestNode victim = cluster.replicas().get(0);
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.source().address())
                        .set(Setting.CONSISTENCY, "eventual")
                        .property("understudy.pool.minimumIdle", "5"))) {
            Connected.await().until(() -> {
                read(connected);
                return victim.network().connections() >= 5;
            });
            victim.network().blackHole();
            Connected.await().until(() -> connected.node(victim).state() == NodeState.DOWN);

            print("reads while a replica with idle connections is dead, slowest", slowestRead(connected));
            victim.network().heal();
            Connected.await().until(() -> connected.node(victim).readable());
            long slowest = slowestRead(connected);
            print("reads after its return, slowest", slowest);
            assertThat(slowest)
                    .as("none of them waits for a connection from before")
                    .isLessThan(2000);
        } finally {
            victim.network().heal();
        }
    }

    private static void read(Connected connected) throws SQLException {
        try (Connection connection = connected.readOnly()) {
            Connected.query(connection, "SELECT 1");
        }
    }

    private static long slowestRead(Connected connected) throws SQLException {
        long slowest = 0;
        for (int i = 0; i < 100; i++) {
            long start = System.nanoTime();
            read(connected);
            slowest = Math.max(slowest, millisSince(start));
        }
        return slowest;
    }
}
