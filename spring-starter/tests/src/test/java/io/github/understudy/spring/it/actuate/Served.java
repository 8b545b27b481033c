package io.github.understudy.spring.it.actuate;

import com.jayway.jsonpath.JsonPath;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.it.Booted;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application that runs and is asked by HTTP. */
final class Served implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    final ConfigurableApplicationContext context;

    /** With nothing of its own. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    Served(Cluster cluster, Class<?> application, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "management.health.db.enabled=false",
                "spring.jpa.open-in-view=false",
                "understudy.detection-time=1s",
                "understudy.wait-timeout=20s"));
        all.addAll(List.of(properties));
        context = Booted.run(cluster, application, all.toArray(String[]::new));
        try {
            await().until(() -> dataSource().cluster().nodes().stream()
                            .filter(node -> node.reads().eligible())
                            .count()
                    == cluster.nodes().size() - 1);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }

    UnderstudyDataSource dataSource() {
        return context.getBean(UnderstudyDataSources.class).all().get("dataSource");
    }

    JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    void work() {
        jdbc().update("INSERT INTO item VALUES ()");
        for (int i = 0; i < 10; i++) {
            jdbc().queryForObject("SELECT COUNT(*) FROM item", Long.class);
        }
    }

    String url(String path) {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + path;
    }

    /** With headers: a name, its value, and so on. */
    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).build());
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request + " failed", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A part of what the endpoint answers about the one data source. */
    <T> T report(String path) {
        return JsonPath.read(get("/actuator/understudy").body(), "$.dataSources.dataSource." + path);
    }

    /** A part of what the endpoint answers about one node. */
    <T> T report(TestNode node, String path) {
        List<T> found = report("nodes[?(@.address == '" + node.address() + "')]." + path);
        return found.get(0);
    }

    static void createTable(Cluster cluster) {
        cluster.source().execute("DROP TABLE IF EXISTS app.item");
        cluster.source().execute("CREATE TABLE app.item (id INT AUTO_INCREMENT PRIMARY KEY)");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        context.close();
    }
}
