package com.example.shop.cluster;

import io.github.understudy.testkit.Cluster;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Real database servers, which live as long as the application. It is told the address of one of them, in the way of
 * Testcontainers and Docker Compose, and with it uses only what its application.yml could have said.
 */
@TestConfiguration(proxyBeanMethods = false)
public class EmbeddedCluster {

    @Bean
    Cluster cluster(@Value("${shop.cluster.replicas:2}") int replicas) {
        return Cluster.mariadb()
                .replicas(replicas)
                .semiSync(replicas > 0) // or a confirmed order could die with the source
                .option("--lock-wait-timeout=1") // who switches over rather tries again than holds everybody up
                .start();
    }

    @Bean
    JdbcConnectionDetails connectionDetails(Cluster cluster) {
        String url = "jdbc:mariadb://" + cluster.source().address() + "/" + cluster.database()
                + "?sessionVariables=lock_wait_timeout=60"; // not so the shop
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return url;
            }

            @Override
            public String getUsername() {
                return cluster.user();
            }

            @Override
            public String getPassword() {
                return cluster.password();
            }
        };
    }
}
