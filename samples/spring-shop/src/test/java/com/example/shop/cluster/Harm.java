package com.example.shop.cluster;

import io.github.understudy.testkit.Cluster;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/** Lets people, and tests, do harm to the servers of an {@link EmbeddedCluster}. */
@TestConfiguration(proxyBeanMethods = false)
public class Harm {

    @Bean
    Orchestrator orchestrator(
            Cluster cluster,
            @Value("${shop.cluster.promotion-after:3s}") Duration untilPromotion,
            @Value("${shop.cluster.return-after:10s}") Duration untilReturn) {
        return new Orchestrator(cluster, untilPromotion, untilReturn);
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
            int port = ((WebServerApplicationContext) ready.getApplicationContext())
                    .getWebServer()
                    .getPort();
            LoggerFactory.getLogger(Harm.class).info("""


                            The shop:     http://localhost:{}
                            Dashboard:    http://localhost:{}/actuator/understudy/ui
                            Its servers:  {} (kill, freeze and switch them over there, or by servers.sh)
                            """, port, port, console.url());
        };
    }
}
