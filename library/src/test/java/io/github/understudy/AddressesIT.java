package io.github.understudy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.event.EventType;
import io.github.understudy.exception.StartException;
import io.github.understudy.internal.pool.SystemNames;
import io.github.understudy.it.Connected;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.fault.FaultProxy;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Names and addresses: what they lead to, and what follows when that changes. */
@ClusterTest(options = "--bind-address=*")
class AddressesIT {
    private static final String SERVICE = "_mysql._tcp.cluster.test";

    private final Cluster cluster;

    AddressesIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private UnderstudyBuilder on(String url) {
        String options = "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
        return UnderstudyDataSource.builder()
                .url(url + "/" + cluster.database() + options)
                .user(cluster.user())
                .password(cluster.password())
                .set(Setting.CONSISTENCY, "eventual")
                .set(Setting.DETECTION_TIME, Duration.ofSeconds(1));
    }

    private static Set<String> addresses(UnderstudyDataSource source) {
        return source.topology().nodes().stream()
                .filter(Node::isReachable)
                .map(node -> node.endpoint().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void seedsComeFromSrvRecordsAndFollowThem() throws Exception {
        try (NameServer dns = new NameServer()) {
            dns.service(SERVICE, List.of(cluster.node(0).address()));
            try (UnderstudyDataSource source = on("jdbc:understudy:mysql+srv://cluster.test")
                    .set(Setting.DISCOVERY, "false")
                    .names(new SystemNames(dns.url()))
                    .build()) {
                assertThat(addresses(source)).containsExactly(cluster.node(0).address());

                dns.service(
                        SERVICE, cluster.nodes().stream().map(TestNode::address).toList());
                Connected.await().until(() -> addresses(source).size() == 3);

                dns.silent(true);
                assertThat(id(source)).isNotEmpty();
                assertThat(addresses(source)).hasSize(3);
            }
        }
    }

    @Test
    void aServiceWithoutServersFailsTheStart() throws Exception {
        try (NameServer dns = new NameServer()) {
            assertThatThrownBy(() -> on("jdbc:understudy:mysql://_db._tcp.cluster.test")
                            .names(new SystemNames(dns.url()))
                            .set(Setting.START_TIMEOUT, Duration.ofSeconds(1))
                            .build())
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("the SRV records of _db._tcp.cluster.test can't be looked up");
        }
    }

    @Test
    void allAddressesOfASeedAreSeeds() throws Exception {
        try (FaultProxy first = LocalhostNames.at("127.0.0.2", 0, cluster.node(0));
                FaultProxy second = LocalhostNames.at("127.0.0.3", first.port(), cluster.node(1));
                FaultProxy third = LocalhostNames.at("127.0.0.4", first.port(), cluster.node(2));
                UnderstudyDataSource source = on("jdbc:understudy:mysql://localhost:" + first.port())
                        .set(Setting.DISCOVERY, "false")
                        .set(Setting.ZONES, "localhost=here")
                        .names(new LocalhostNames("127.0.0.4", "127.0.0.2", "127.0.0.3", "::1"))
                        .build()) {
            assertThat(List.of(second.port(), third.port())).containsOnly(first.port());
            Connected.await().until(() -> addresses(source).size() == 3);
            assertThat(addresses(source)).allMatch(it -> it.startsWith("127.0.0."));
            assertThat(source.topology().nodes())
                    .allMatch(node -> node.labels().zone().equals("here"));
            assertThat(id(source)).isNotEmpty();
        }
    }

    /** First to one replica, then to the other, then to the same one by another way. */
    @Test
    void aNameThatLeadsElsewhereIsFollowed() throws Exception {
        LocalhostNames names = new LocalhostNames("127.0.0.2");
        try (FaultProxy first = LocalhostNames.at("127.0.0.2", 0, cluster.node(1));
                FaultProxy second = LocalhostNames.at("127.0.0.3", first.port(), cluster.node(2));
                FaultProxy third = LocalhostNames.at("127.0.0.4", first.port(), cluster.node(2))) {
            List<EventType> events = new java.util.concurrent.CopyOnWriteArrayList<>();
            try (UnderstudyDataSource source = on("jdbc:understudy:mysql://"
                            + cluster.node(0).address() + ",localhost:" + first.port())
                    .set(Setting.DISCOVERY, "false")
                    .names(names)
                    .listener(event -> events.add(event.type()))
                    .build()) {
                Connected.await().until(() -> read(source).equals(idOf(cluster.node(1))));

                names.leadTo("127.0.0.3");
                Connected.await().until(() -> {
                    String server = read(source);
                    assertThat(first.connections() > 0 || server.equals(idOf(cluster.node(2))))
                            .isTrue();
                    return server.equals(idOf(cluster.node(2)));
                });
                Connected.await().until(() -> first.connections() == 0);

                events.clear();
                names.leadTo("127.0.0.4");
                Connected.await().until(() -> {
                    assertThat(read(source)).isEqualTo(idOf(cluster.node(2)));
                    return third.connections() > 1 && second.connections() == 0;
                });
                assertThat(events).isEmpty();
            }
        }
    }

    @Test
    void twoNamesOfOneServerAreOneNode() throws Exception {
        String port = ":" + cluster.node(0).port();
        try (UnderstudyDataSource source = on("jdbc:understudy:mysql://127.0.0.1" + port + ",localhost" + port)
                .build()) {
            Connected.await().until(() -> addresses(source).size() == 3);
            assertThat(source.topology().nodes()).hasSize(3);
        }
    }

    /** The servers themselves, which listen on IPv6 as well, past the proxies. */
    @Test
    void serversAreReachedByIPv6() throws Exception {
        List<String> direct = cluster.nodes().stream()
                .map(node -> "[::1]:" + node.query("SELECT @@port"))
                .toList();
        StringBuilder map = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            map.append(cluster.node(i).address())
                    .append('=')
                    .append(direct.get(i))
                    .append(',');
        }
        try (UnderstudyDataSource source = on("jdbc:understudy:mysql://" + direct.get(0))
                .set(Setting.ADDRESS_MAP, map.toString())
                .set(Setting.ZONE, "here")
                .set(Setting.ZONES, "[::1]=here,*=there")
                .build()) {
            Connected.await().until(() -> addresses(source).size() == 3);
            assertThat(addresses(source)).containsExactlyInAnyOrderElementsOf(direct);
            assertThat(source.topology().nodes())
                    .allMatch(node -> node.labels().zone().equals("here"));
            assertThat(source.topology().describe()).contains("[::1]:");
            Connected.await().until(() -> !read(source).equals(idOf(cluster.source())));

            cluster.switchover(cluster.node(1));
            Connected.await()
                    .until(() -> source.topology().source().map(Node::endpoint).map(Endpoint::toString).stream()
                            .anyMatch(direct.get(1)::equals));
            assertThat(id(source)).isEqualTo(idOf(cluster.node(1)));
        }
    }

    private static String idOf(TestNode node) {
        return String.valueOf(node.query("SELECT @@server_id"));
    }

    private static String id(UnderstudyDataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return id(connection);
        }
    }

    private static String read(UnderstudyDataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(true);
            return id(connection);
        }
    }

    private static String id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@server_id")) {
            row.next();
            return row.getString(1);
        }
    }
}
