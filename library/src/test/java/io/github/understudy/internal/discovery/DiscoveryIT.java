package io.github.understudy.internal.discovery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.understudy.internal.resolver.Channel;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.resolver.Observation.RegisteredReplica;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.GtidSet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real servers tell, through both drivers. */
@ClusterTest
class DiscoveryIT {
    private final Cluster cluster;

    DiscoveryIT(Cluster cluster) {
        this.cluster = cluster;
    }

    enum Driver {
        MYSQL("jdbc:mysql://%s/%s?sslMode=PREFERRED&allowPublicKeyRetrieval=true"),
        MARIADB("jdbc:mariadb://%s/%s?sslMode=disable&allowPublicKeyRetrieval=true");

        private final String url;

        Driver(String url) {
            this.url = url;
        }

        Connection connect(Cluster cluster, TestNode node, String user) throws SQLException {
            return DriverManager.getConnection(url.formatted(node.address(), cluster.database()), user, user);
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesASourceWithItsReplicas(Driver driver) throws SQLException {
        TestNode source = cluster.source();
        List<Endpoint> replicas =
                cluster.replicas().stream().map(DiscoveryIT::advertised).toList();

        Observation seen = awaitSeen(
                driver, source, cluster.adminUser(), it -> it.replicas().size() == 2);

        assertThat(seen.readOnly()).isFalse();
        assertThat(seen.offline()).isFalse();
        assertThat(seen.channels()).isEmpty();
        assertThat(seen.advertised()).isEqualTo(advertised(source));
        assertThat(seen.replicas())
                .extracting(RegisteredReplica::endpoint)
                .containsExactlyInAnyOrderElementsOf(replicas);
        assertThat(seen.limitations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void seesAReplicaThatFollowsItsSource(Driver driver) throws SQLException {
        TestNode replica = cluster.replicas().get(0);
        Observation source = observe(driver, cluster.source(), cluster.adminUser());

        Observation seen = awaitSeen(
                driver, replica, cluster.adminUser(), it -> channel(it).receiving());

        assertThat(seen.readOnly()).isTrue();
        assertThat(seen.id()).isNotEqualTo(source.id());
        assertThat(seen.instance()).isNotEqualTo(source.instance());
        assertThat(channel(seen).source()).isEqualTo(advertised(cluster.source()));
        assertThat(channel(seen).sourceId()).isEqualTo(source.id());
        assertThat(channel(seen).applying()).isTrue();
        assertThat(channel(seen).delay()).isZero();
        assertThat(source.replicas()).extracting(RegisteredReplica::id).contains(seen.id());
    }

    @ParameterizedTest
    @EnumSource
    void seesPositionsMeet(Driver driver) throws SQLException {
        cluster.source().execute("CREATE TABLE IF NOT EXISTS app.discovery (id INT)");
        cluster.source().execute("INSERT INTO app.discovery VALUES (1)");
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
        Observation source = observe(driver, cluster.source(), "plain");
        Observation replica = observe(driver, cluster.replicas().get(0), "plain");
        GtidSet written = requireNonNull(source.gtids());
        assertThat(written.isEmpty()).isFalse();
        assertThat(requireNonNull(replica.gtids()).contains(written)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void allQuestionsAreOneRoundTripWhereTheConnectionAllowsIt(Driver driver) throws SQLException {
        TestNode replica = cluster.replicas().get(0);
        String url = driver.url.formatted(replica.address(), cluster.database()) + "&allowMultiQueries=true";
        try (Connection connection = DriverManager.getConnection(url, cluster.adminUser(), cluster.adminPassword())) {
            Dialect together = Dialect.of(connection, true);
            Dialect oneByOne = Dialect.of(connection, false);
            Observation expected = oneByOne.observe(connection);
            Observation seen = together.observe(connection);
            assertThat(seen.id()).isEqualTo(expected.id());
            assertThat(seen.readOnly()).isTrue();
            assertThat(channel(seen).source()).isEqualTo(channel(expected).source());
            assertThat(channel(seen).received()).isNotEmpty();
            assertThat(seen.session()).isEqualTo(expected.session()).isPositive();

            replica.network().delay(Duration.ofMillis(150));
            long three = millis(() -> oneByOne.observe(connection));
            long one = millis(() -> together.observe(connection));
            System.out.printf(
                    "%s, %s: a probe of a server 300 ms away takes %d ms, %d ms one by one%n",
                    cluster.flavor(), driver, one, three);
            assertThat(one).isLessThan(three - 300);
        } finally {
            replica.network().heal();
        }
    }

    private interface Probe {
        Observation run() throws SQLException;
    }

    private static long millis(Probe probe) throws SQLException {
        long start = System.nanoTime();
        probe.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWithAnAccountWithoutRights(Driver driver) throws SQLException {
        Observation seen = observe(driver, cluster.replicas().get(0), "plain");
        assertThat(seen.readOnly()).isTrue();
        assertThat(seen.gtids()).isNotNull();
        assertThat(seen.channels()).isNull();
        assertThat(seen.replicas()).isEmpty();
        assertThat(seen.limitations())
                .hasSize(2)
                .allMatch(text -> text.startsWith("GRANT ") && text.contains(" ON *.* TO 'plain'@'%': "));
    }

    @ParameterizedTest
    @EnumSource
    void seesWhatItWasGrantedMeanwhile(Driver driver) throws SQLException {
        TestNode replica = cluster.replicas().get(0);
        String user = "granted_" + driver.name().toLowerCase(java.util.Locale.ROOT);
        cluster.source().execute("CREATE USER IF NOT EXISTS " + user + "@'%' IDENTIFIED BY '" + user + "'");
        cluster.source().execute("GRANT ALL ON app.* TO " + user + "@'%'");
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
        List<String> limitations = observe(driver, replica, user).limitations();
        assertThat(limitations).hasSize(2);

        limitations.forEach(text -> cluster.source().execute(text.substring(0, text.indexOf(": "))));
        cluster.awaitCaughtUp(Duration.ofSeconds(10));

        assertThat(observe(driver, replica, user).limitations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void seesStoppedThreads(Driver driver) throws SQLException {
        TestNode replica = cluster.replicas().get(0);
        replica.stopReceiver();
        Channel channel = channel(awaitSeen(
                driver, replica, cluster.adminUser(), it -> !channel(it).receiverOn()));
        assertThat(channel.receiving()).isFalse();
        assertThat(channel.applying()).isTrue();

        replica.stopApplier();
        awaitSeen(driver, replica, cluster.adminUser(), it -> !channel(it).applying());
    }

    @ParameterizedTest
    @EnumSource
    void seesAReceiverThatCannotConnect(Driver driver) throws SQLException {
        TestNode replica = cluster.replicas().get(0);
        cluster.source().kill();
        Channel channel = channel(awaitSeen(
                driver,
                replica,
                cluster.adminUser(),
                it -> !channel(it).receiving() && !channel(it).error().isEmpty()));
        assertThat(channel.receiverOn()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void seesAConfiguredDelay(Driver driver) throws SQLException {
        TestNode replica = cluster.replicas().get(1);
        cluster.lag(replica, Duration.ofSeconds(7));
        try {
            Observation seen = awaitSeen(
                    driver,
                    replica,
                    cluster.adminUser(),
                    it -> !channel(it).delay().isZero());
            assertThat(channel(seen).delay()).isEqualTo(Duration.ofSeconds(7));
        } finally {
            cluster.unlag(replica);
        }
    }

    private Observation awaitSeen(Driver driver, TestNode node, String user, Predicate<Observation> condition)
            throws SQLException {
        try (Connection connection = driver.connect(cluster, node, user)) {
            Dialect dialect = Dialect.of(connection);
            return await().atMost(Duration.ofSeconds(20)).until(() -> dialect.observe(connection), condition);
        }
    }

    private Observation observe(Driver driver, TestNode node, String user) throws SQLException {
        try (Connection connection = driver.connect(cluster, node, user)) {
            return Dialect.of(connection).observe(connection);
        }
    }

    private static Channel channel(Observation seen) {
        List<Channel> channels = requireNonNull(seen.channels());
        assertThat(channels).hasSize(1);
        return channels.get(0);
    }

    private static Endpoint advertised(TestNode node) {
        return Endpoint.parse(node.advertisedAddress());
    }
}
