package io.github.understudy.spring.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.it.Booted;
import io.github.understudy.spring.it.Servers;
import io.github.understudy.spring.it.Without;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Spring Session's tables, of two instances of an application; the URL names a replica, and it applies nothing. */
@ClusterTest(replicas = 1)
class SessionIT {
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void eachInstanceSeesWhatTheOtherHasLeftInTheSession(Cluster cluster) throws Exception {
        String toReplica = Booted.url(cluster)
                .replace(cluster.node(0).address(), cluster.node(1).address());
        String[] properties = {
            Without.MOST,
            "test.with=session",
            "spring.datasource.url=" + toReplica,
            "spring.session.jdbc.initialize-schema=always"
        };
        try (ConfigurableApplicationContext first = Booted.run(cluster, Visits.class, properties);
                ConfigurableApplicationContext second = Booted.run(cluster, Visits.class, properties)) {
            Servers.awaitWhole(cluster, first);
            Servers.awaitWhole(cluster, second);
            cluster.node(1).stopApplier();
            assertThat(visit(first)).isEqualTo("1");
            assertThat(visit(second)).isEqualTo("2");
            assertThat(visit(first)).isEqualTo("3");
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.SPRING_SESSION"))
                    .isEqualTo("1");
        }
    }

    private String visit(ConfigurableApplicationContext application) throws Exception {
        String port = application.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/visits"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return browser.send(request, BodyHandlers.ofString()).body();
    }
}
