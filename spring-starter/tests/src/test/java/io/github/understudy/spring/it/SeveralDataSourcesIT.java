package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.it.several.Several;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with several data sources, each of them made in another way. */
@ClusterTest(replicas = 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralDataSourcesIT {
    private ConfigurableApplicationContext application;
    private Map<String, UnderstudyDataSource> served;

    @BeforeAll
    void start(Cluster cluster) {
        Servers.prepare(cluster);
        application = Booted.run(
                cluster,
                Several.class,
                Without.JPA,
                Without.WEB,
                "spring.sql.init.mode=never",
                "understudy.max-lag=7s",
                "understudy.datasources.orders.routing=off",
                "understudy.datasources.stock.pool.maximum-pool-size=4",
                "understudy.datasources.left-out.enabled=false");
        Servers.awaitWhole(cluster, application);
        served = application.getBean(UnderstudyDataSources.class).all();
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void thoseOnTheClusterAreServedAndTheOthersAreLeftAsTheyWere() {
        assertThat(served).containsOnlyKeys("orders", "stock");
        assertThat(bean("orders")).isNotInstanceOf(HikariDataSource.class);
        assertThat(bean("leftOut")).isInstanceOf(HikariDataSource.class);
        assertThat(bean("inMemory")).isInstanceOf(HikariDataSource.class);
        assertThat(application.getBean(DataSource.class)).isSameAs(bean("orders"));
    }

    @Test
    void allOfThemWork() throws SQLException {
        for (String name : application.getBeanNamesForType(DataSource.class)) {
            assertThat(query(bean(name), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void eachMayHaveSettingsOfItsOwn() throws SQLException {
        // Routing is off for this one.
        assertThat(query(bean("orders"), "SELECT server FROM answering")).isEqualTo("server-0");
        assertThat(query(bean("stock"), "SELECT server FROM answering")).isEqualTo("server-1");
    }

    @Test
    void aPoolThatWasOpenedAtOnceLetsItsConnectionsGo() throws SQLException {
        HikariDataSource pool = bean("stock").unwrap(HikariDataSource.class);
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(pool.getHikariPoolMXBean().getTotalConnections())
                        .isZero());
    }

    @Test
    void eachNodesPoolHasMetricsAndHikarisSettings() throws SQLException {
        MeterRegistry meters = application.getBean(MeterRegistry.class);
        query(bean("orders"), "SELECT 1");
        query(bean("stock"), "SELECT server FROM answering");
        Set<String> pools = meters.find("hikaricp.connections").gauges().stream()
                .flatMap(gauge -> gauge.getId().getTags().stream().map(Tag::getValue))
                .collect(Collectors.toSet());
        assertThat(pools).anyMatch(pool -> pool.startsWith("understudy-orders-127.0.0.1:"));
        assertThat(pools).anyMatch(pool -> pool.startsWith("stock-pool-127.0.0.1:"));
        assertThat(meters.find("hikaricp.connections.max").gauges())
                .anyMatch(gauge -> gauge.getId().getTag("pool").startsWith("understudy-orders-") && gauge.value() == 3)
                .anyMatch(gauge -> gauge.getId().getTag("pool").startsWith("stock-pool-") && gauge.value() == 4);
        assertThat(meters.get("jdbc.connections.max")
                        .tag("name", "orders")
                        .gauge()
                        .value())
                .as("three for each of two nodes")
                .isEqualTo(6);
    }

    private DataSource bean(String name) {
        return application.getBean(name, DataSource.class);
    }

    private static String query(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
