package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.cluster.EmbeddedCluster;
import com.zaxxer.hikari.HikariDataSource;
import io.github.understudy.testkit.Cluster;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What the shop is without the starter: a plain Spring Boot application on one server. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "shop.cluster.replicas=0")
@Import(EmbeddedCluster.class)
abstract class OrdinaryShop {

    @Autowired
    private Cluster cluster;

    @Autowired
    private DataSource dataSource;

    @LocalServerPort
    private int port;

    @Test
    void hasTheDataSourceOfSpringBoot() {
        assertThat(dataSource).isExactlyInstanceOf(HikariDataSource.class);
    }

    @Test
    void sells() throws Exception {
        try (Rush rush = new Rush("http://localhost:" + port)) {
            org.awaitility.Awaitility.await().until(() -> rush.confirmed().size() >= 20);
            rush.close();
            assertThat(rush.failures()).isEmpty();
            new Audit(cluster).nothingIsLostOrDoubled(rush.confirmed());
        }
    }
}
