package com.example.shop.cluster;

import com.example.shop.ShopApplication;
import io.github.understudy.testkit.Cluster;
import java.io.IOException;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/** Runs the shop as it is on three real servers, and lets people do harm to them. */
public class ShopOnCluster {

    public static void main(String[] args) {
        SpringApplication.from(ShopApplication::main)
                .with(EmbeddedCluster.class, Harm.class)
                .run(args);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Harm {

        @Bean
        Orchestrator orchestrator(Cluster cluster) {
            return new Orchestrator(cluster);
        }

        @Bean
        ClusterConsole console(
                Cluster cluster, Orchestrator orchestrator, @Value("${shop.cluster.console-port:8081}") int port)
                throws IOException {
            return new ClusterConsole(cluster, orchestrator, port);
        }

        @Bean
        ApplicationListener<ApplicationReadyEvent> welcome(ClusterConsole console) {
            return ready -> {
                int port = ((WebServerApplicationContext) ready.getApplicationContext()).getWebServer().getPort();
                LoggerFactory.getLogger(ShopOnCluster.class)
                        .info(
                                """


                                The shop:     http://localhost:{}
                                Its servers:  {} (kill, freeze and switch them over there, or by servers.sh)
                                """,
                                port,
                                console.url());
            };
        }
    }
}
