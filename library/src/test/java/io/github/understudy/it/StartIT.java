package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import io.github.understudy.Setting;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.event.EventType;
import io.github.understudy.exception.StartException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How it starts, how it fails to start, and that nothing is left when it ends. */
@ClusterTest
class StartIT {
    private final Cluster cluster;

    StartIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void wrongCredentialsFailAtOnceWithOneClearMessage() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> Connected.builder(cluster, cluster.jdbcHosts())
                        .password("wrong-secret")
                        .build())
                .isInstanceOf(StartException.class)
                .hasMessageContaining(cluster.node(0).address())
                .hasMessageContaining(cluster.node(2).address())
                .hasMessageContaining("refuses the account")
                .hasMessageNotContaining("wrong-secret");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertNothingIsLeft();
    }

    @Test
    void noReachableSeedFailsWithEverySeedNamed() {
        assertThatThrownBy(() -> Connected.builder(cluster, "127.0.0.1:1,127.0.0.1:2")
                        .set(Setting.START_TIMEOUT, Duration.ofSeconds(1))
                        .build())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("127.0.0.1:1: refuses connections")
                .hasMessageContaining("127.0.0.1:2: refuses connections");
        assertNothingIsLeft();
    }

    @Test
    void aSeedThatIsDownAtStartIsUsedWhenItComes() throws Exception {
        TestNode late = cluster.replicas().get(1);
        late.kill();
        try (UnderstudyDataSource dataSource =
                Connected.builder(cluster, cluster.jdbcHosts()).build()) {
            assertThat(dataSource.topology().source()).isPresent();
            late.start();
            Connected.await()
                    .until(() -> dataSource.topology().nodes().stream()
                            .anyMatch(node -> node.endpoint().toString().equals(late.address()) && node.readable()));
        }
    }

    @Test
    void aDiscoveredAddressThatCantBeReachedDisturbsNobody() throws Exception {
        TestNode cut = cluster.replicas().get(1);
        cut.network().blackHole();
        try (UnderstudyDataSource dataSource =
                Connected.builder(cluster, cluster.source().address()).build()) {
            try (Connection connection = dataSource.getConnection()) {
                assertThat(Connected.query(connection, "SELECT 1")).isEqualTo("1");
            }
            Connected.await()
                    .until(() -> dataSource.topology().nodes().stream()
                            .anyMatch(node -> node.endpoint().toString().equals(cut.address())
                                    && node.state() == NodeState.DOWN));
        }
    }

    @Test
    void onlyAllowedAddressesAreUsed() throws Exception {
        try (UnderstudyDataSource dataSource = Connected.builder(
                        cluster, cluster.source().address())
                .set(Setting.DISCOVERY, "false")
                .build()) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setReadOnly(true);
                Connected.query(connection, "SELECT 1");
            }
            Connected.await().until(() -> dataSource.topology().source().isPresent());
            assertThat(dataSource.topology().nodes()).hasSize(1);
        }
    }

    @Test
    void anAccountWithoutGrantsStillSeesTheRolesOfAllSeeds() throws Exception {
        try (Connected connected = Connected.to(
                cluster,
                Connected.builder(cluster, cluster.jdbcHosts()).user("plain").password("plain"))) {
            assertThat(connected.isSource(cluster.source())).isTrue();
            assertThat(connected.events(EventType.VIEW_LIMITED)).hasSize(1);
            assertThat(connected.events(EventType.VIEW_LIMITED).get(0).reason()).contains("GRANT ");
        }
    }

    @Test
    void anExistingHikariConfigurationIsWrapped() throws Exception {
        HikariConfig hikari = new HikariConfig();
        hikari.setJdbcUrl("jdbc:mysql://" + cluster.node(1).address() + "/" + cluster.database());
        hikari.setUsername(cluster.user());
        hikari.setPassword(cluster.password());
        hikari.setMaximumPoolSize(3);
        hikari.addDataSourceProperty("sslMode", "DISABLED");
        hikari.addDataSourceProperty("allowPublicKeyRetrieval", "true");
        hikari.addDataSourceProperty(
                Setting.ADDRESS_MAP.key(),
                String.join(
                        ",",
                        cluster.addressMapping().entrySet().stream()
                                .map(it -> it.getKey() + "=" + it.getValue())
                                .toList()));
        try (UnderstudyDataSource dataSource = UnderstudyDataSource.wrap(hikari);
                Connection connection = dataSource.getConnection()) {
            assertThat(Connected.query(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void theDriverSharesOneDataSourceForAUrlAndEndsIt() throws Exception {
        String url = "jdbc:understudy:mysql://" + cluster.node(1).address() + "/" + cluster.database()
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&understudy.name=by-url";
        try (Connection one = DriverManager.getConnection(url, cluster.user(), cluster.password());
                Connection other = DriverManager.getConnection(url, cluster.user(), cluster.password())) {
            assertThat(Connected.query(one, "SELECT 1")).isEqualTo("1");
            assertThat(Connected.query(other, "SELECT 1")).isEqualTo("1");
            assertThat(threads().stream().filter(name -> name.contains("by-url-monitor")))
                    .hasSize(1);
        }
        Connected.await().until(() -> threads().stream().noneMatch(name -> name.contains("by-url")));
    }

    @Test
    void anUnknownPropertyByUrlIsAnSqlException() {
        assertThatThrownBy(() -> DriverManager.getConnection(
                        "jdbc:understudy:mysql://127.0.0.1:1/app?understudy.maxlag=1s", "app", "secret"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("understudy.maxlag")
                .hasMessageContaining("did you mean 'understudy.max-lag'?")
                .hasMessageNotContaining("secret");
    }

    @Test
    void closingLeavesNoThreadAndNoConnection() throws Exception {
        UnderstudyDataSource dataSource =
                Connected.builder(cluster, cluster.jdbcHosts()).build();
        try (Connection connection = dataSource.getConnection();
                Connection reader = dataSource.getConnection()) {
            reader.setReadOnly(true);
            Connected.query(connection, "SELECT 1");
            Connected.query(reader, "SELECT 1");
        }
        dataSource.close();

        assertNothingIsLeft();
        for (TestNode node : cluster.nodes()) {
            Connected.await()
                    .until(() -> "0"
                            .equals(node.query(
                                    "SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'app'")));
        }
        assertThatThrownBy(dataSource::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void closingWhileAServerHangsEndsToo() throws Exception {
        UnderstudyDataSource dataSource =
                Connected.builder(cluster, cluster.jdbcHosts()).build();
        Connection connection = dataSource.getConnection();
        Connected.query(connection, "SELECT 1");
        cluster.source().freeze();
        long start = System.nanoTime();

        dataSource.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertNothingIsLeft();
    }

    private static void assertNothingIsLeft() {
        Connected.await().until(() -> threads().isEmpty());
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("understudy-") && !name.startsWith("understudy-proxy")
                        || name.contains("127.0.0.1") && !name.startsWith("understudy-proxy"))
                .collect(Collectors.toSet());
    }
}
