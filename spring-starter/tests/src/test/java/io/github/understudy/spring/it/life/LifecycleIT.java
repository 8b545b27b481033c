package io.github.understudy.spring.it.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.event.EventType;
import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.it.Booted;
import io.github.understudy.spring.it.Servers;
import io.github.understudy.spring.it.Without;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** How an application begins that makes its beans when they are needed, and how one ends that lets its requests end. */
@ClusterTest(replicas = 1)
class LifecycleIT {
    @Test
    void aLazyApplicationHearsOfItsClusterAsWell(Cluster cluster) throws Exception {
        Servers.prepare(cluster);
        try (ConfigurableApplicationContext application =
                Booted.run(cluster, Slow.class, Without.MOST, Without.WEB, "spring.main.lazy-initialization=true")) {
            JdbcTemplate template = application.getBean(JdbcTemplate.class);
            assertThat(template.queryForObject("SELECT COUNT(*) FROM answering", Integer.class))
                    .isEqualTo(1);
            Servers.awaitWhole(cluster, application);
            served(application).cluster().drain(Endpoint.parse(cluster.node(1).address()), Duration.ZERO);
            Slow slow = application.getBean(Slow.class);
            Awaitility.await().untilAsserted(() -> assertThat(slow.heard).contains(EventType.NODE_DRAINED));
        }
    }

    @Test
    void aRequestThatIsStillUnderWayAtTheEndSurvivesAFailover(Cluster cluster) throws Exception {
        Servers.prepare(cluster);
        ConfigurableApplicationContext application =
                Booted.run(cluster, Slow.class, Without.MOST, "server.shutdown=graceful");
        Servers.awaitWhole(cluster, application);
        Slow slow = application.getBean(Slow.class);
        UnderstudyDataSource dataSource = served(application);
        CompletableFuture<HttpResponse<String>> request = post(application);
        assertThat(slow.begun.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> end = CompletableFuture.runAsync(application::close);
        cluster.awaitCaughtUp(Duration.ofSeconds(20)); // so that nothing that was acknowledged is lost
        cluster.source().kill();
        Awaitility.await().until(() -> dataSource.topology().sourceNode() == null);
        slow.mayEnd.countDown();
        cluster.promote(cluster.node(1));
        assertThat(request.get(40, TimeUnit.SECONDS).body()).isEqualTo("done");
        end.get(40, TimeUnit.SECONDS);
        assertThat(cluster.source().query("SELECT COUNT(*) FROM app.note WHERE text = 'ended'"))
                .isEqualTo("1");
        assertThatThrownBy(dataSource::getConnection).hasMessageContaining("closed");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("understudy-understudy")));
    }

    private static UnderstudyDataSource served(ConfigurableApplicationContext application) {
        return application.getBean(UnderstudyDataSources.class).all().get("dataSource");
    }

    private static CompletableFuture<HttpResponse<String>> post(ConfigurableApplicationContext application) {
        String port = application.getEnvironment().getProperty("local.server.port");
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/slow"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
