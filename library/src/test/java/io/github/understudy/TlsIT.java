package io.github.understudy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.exception.StartException;
import io.github.understudy.it.Connected;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterBuilder;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.fault.FaultProxy;
import io.github.understudy.topology.Node;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates are made out to names: who is connected by one of a name's addresses must show one for the name. */
class TlsIT {
    private static Certificates certificates;
    private static Cluster cluster;
    private static Cluster stranger;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        certificates = new Certificates(directory);
        cluster = start(1, certificates.serverCalled("localhost"));
        stranger = start(0, certificates.serverCalled("db.example.org"));
        cluster.source().execute("ALTER USER '" + cluster.user() + "'@'%' REQUIRE SSL");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }

    private static Cluster start(int replicas, List<String> options) {
        ServerFlavor flavor = ServerFlavor.valueOf(
                System.getProperty("understudy.testkit.flavor", "mariadb").toUpperCase(Locale.ROOT));
        ClusterBuilder builder = Cluster.of(flavor).replicas(replicas);
        if (flavor == ServerFlavor.MARIADB) {
            builder.option("--ssl");
        }
        options.forEach(builder::option);
        return builder.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
        stranger.close();
    }

    private static UnderstudyBuilder on(String driver, String host) {
        String options = driver.equals("mysql")
                ? "?sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStoreUrl="
                        + certificates.trustStore().toUri() + "&trustCertificateKeyStorePassword="
                        + Certificates.PASSWORD
                : "?sslMode=verify-full&serverSslCert=" + certificates.authority();
        return UnderstudyDataSource.builder()
                .url("jdbc:understudy:" + driver + "://" + host + "/" + cluster.database() + options)
                .user(cluster.user())
                .password(cluster.password())
                .set(Setting.DISCOVERY, "false")
                .set(Setting.CONSISTENCY, "eventual");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void allAddressesOfANameShowItsCertificate(String driver) throws Exception {
        try (FaultProxy first = LocalhostNames.at("127.0.0.2", 0, cluster.node(0));
                FaultProxy second = LocalhostNames.at("127.0.0.3", first.port(), cluster.node(1));
                UnderstudyDataSource source = on(driver, "localhost:" + first.port())
                        .names(new LocalhostNames("127.0.0.2", "127.0.0.3"))
                        .build()) {
            assertThat(second.port()).isEqualTo(first.port());
            Connected.await().until(() -> reachable(source) == 2);
            assertThat(server(source, false)).isEqualTo(idOf(cluster, 0));
            Connected.await().until(() -> server(source, true).equals(idOf(cluster, 1)));
        }
    }

    /** Signed by the same authority for another name: not even asked for the password. */
    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void whoShowsAnotherNamesCertificateIsNotTalkedTo(String driver) throws Exception {
        try (FaultProxy first = LocalhostNames.at("127.0.0.2", 0, cluster.node(0));
                FaultProxy second = LocalhostNames.at("127.0.0.3", first.port(), stranger.node(0));
                UnderstudyDataSource source = on(driver, "localhost:" + first.port())
                        .names(new LocalhostNames("127.0.0.2", "127.0.0.3"))
                        .build()) {
            assertThat(server(source, false)).isEqualTo(idOf(cluster, 0));
            Connected.await().until(() -> source.topology().nodes().size() == 2);
            String port = ":" + second.port();
            Connected.await()
                    .until(() -> !source.topology().nodes().stream()
                            .filter(node -> node.endpoint().toString().equals("127.0.0.3" + port))
                            .findFirst()
                            .orElseThrow()
                            .reason()
                            .isEmpty());
            assertThat(reachable(source)).isEqualTo(1);
            System.out.println("FIGURE " + driver + ": " + source.topology().describe());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void anAddressThatWasGivenAsOneIsNotTheName(String driver) {
        try (FaultProxy proxy = LocalhostNames.at("127.0.0.2", 0, cluster.node(0))) {
            assertThatThrownBy(() -> on(driver, "127.0.0.2:" + proxy.port())
                            .set(Setting.START_TIMEOUT, Duration.ofSeconds(3))
                            .build())
                    .isInstanceOf(StartException.class);
        }
    }

    private static long reachable(UnderstudyDataSource source) {
        return source.topology().nodes().stream().filter(Node::isReachable).count();
    }

    private static String idOf(Cluster of, int node) {
        return String.valueOf(of.node(node).query("SELECT @@server_id"));
    }

    private static String server(UnderstudyDataSource source, boolean readOnly) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(readOnly);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT @@server_id")) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
