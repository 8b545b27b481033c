package io.github.understudy.spring.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.CannotCreateTransactionException;

/** The dashboard of an application that works, in Chromium, while its source dies and another one takes over. */
@ClusterTest(replicas = 2)
class DashboardIT {
    private final Cluster cluster;
    private final AtomicBoolean ended = new AtomicBoolean();
    private ConfigurableApplicationContext application;
    private Browser browser;

    DashboardIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @BeforeEach
    void start() {
        cluster.source().execute("CREATE TABLE IF NOT EXISTS app.orders (id INT AUTO_INCREMENT PRIMARY KEY, item INT)");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
        application = new SpringApplicationBuilder(Application.class)
                .bannerMode(Banner.Mode.OFF)
                .properties(Map.of(
                        "spring.flyway.enabled", "false",
                        "spring.datasource.url", url(),
                        "spring.datasource.username", cluster.user(),
                        "spring.datasource.password", cluster.password(),
                        "server.port", "0",
                        "management.endpoints.web.exposure.include", "understudy",
                        "management.endpoints.web.path-mapping.understudy", "databases",
                        "understudy.detection-time", "1s",
                        "understudy.dashboard.enabled", "true",
                        "understudy.dashboard.path", "/cluster"))
                .run();
        browser = new Browser();
        JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
        IntStream.range(0, 3).forEach(number -> new Thread(() -> shop(jdbc)).start());
    }

    private String url() {
        String place = cluster.node(0).address() + "/" + cluster.database();
        return cluster.flavor() == ServerFlavor.MYSQL
                ? "jdbc:mysql://" + place + "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                : "jdbc:mariadb://" + place + "?sslMode=disable";
    }

    @AfterEach
    void stop() {
        ended.set(true);
        browser.close();
        application.close();
    }

    /** Five looks for each order. */
    private void shop(JdbcTemplate jdbc) {
        for (int step = 0; !ended.get(); step++) {
            try {
                if (step % 6 == 0) {
                    jdbc.update("INSERT INTO orders (item) VALUES (?)", step);
                } else {
                    jdbc.queryForList(
                            "SELECT id, item FROM orders WHERE item > ? ORDER BY id DESC LIMIT 5", step % 100);
                }
            } catch (DataAccessException | CannotCreateTransactionException e) {
                // The one whose outcome is unknown.
            }
            LockSupport.parkNanos(15_000_000);
        }
    }

    @Test
    void showsTheClusterThroughAFailover() throws IOException {
        browser.is(Browser.Device.DESKTOP, false);
        browser.open(page("/actuator/databases/ui"));
        await().until(() -> browser.text("#verdict").contains("All is well"));
        assertThat(browser.text("#blocked")).isEmpty();
        assertThat(browser.count("#stage .node")).isEqualTo(3);
        assertThat(browser.text("#stage li:first-child h3"))
                .isEqualTo(cluster.source().address());
        await().until(() -> browser.text("#stage li:first-child .flow").matches("(?s).*\\d writes/s.*"));
        await().until(() -> browser.count("#stage .spark") >= 4);
        assertThat(browser.text("#traffic")).contains("in the last minute");
        pictures("well");

        TestNode old = cluster.source();
        old.kill();
        await().until(() -> "bad".equals(browser.attribute("#verdict", "data-level")));
        assertThat(browser.text("#verdict")).contains("No source for", "writes wait", "Reads go on");
        assertThat(browser.text("[data-node='" + old.address() + "']")).contains("down", "Takes nothing: it is down");
        await().until(() -> browser.text("#tiles").matches("(?s).*Requests waiting\\s+[1-9].*"));
        pictures("failover");

        cluster.promote(cluster.bestReplica());
        await().until(() ->
                browser.text("#stage li:first-child h3").equals(cluster.source().address()));
        await().until(() -> browser.text("#tiles").matches("(?s).*Failovers\\s+1\\s+without a source for .*"));
        assertThat(browser.text("#reigns"))
                .contains(old.address(), "no source", cluster.source().address());
        assertThat(browser.text("#events"))
                .contains("Source accepted: " + cluster.source().address());
        pictures("after");
        assertThat(browser.count("#events li")).isEqualTo(10);
        browser.click("#more");
        assertThat(browser.count("#events li")).isGreaterThan(10);
        assertThat(browser.complaints())
                .as("a policy that is too strict, for example")
                .isEmpty();
    }

    @Test
    void saysThatTheApplicationDoesNotAnswer() throws IOException {
        browser.is(Browser.Device.PHONE, false);
        browser.open(page("/cluster"));
        await().until(() -> browser.text("#verdict").contains("All is well"));
        assertThat(browser.isTrue("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("nothing sticks out on a phone")
                .isTrue();
        assertThat(browser.complaints()).isEmpty();
        application.close();
        await().until(() -> browser.text("#failure").contains("can’t be reached"));
        assertThat(browser.text("#failure")).contains("Shown is what was known at");
        browser.picture("phone-unreachable");
    }

    private void pictures(String name) throws IOException {
        for (Browser.Device device : Browser.Device.values()) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.is(device, dark);
                browser.picture(
                        name + "-" + device.name().toLowerCase(java.util.Locale.ROOT) + (dark ? "-dark" : "-light"));
            }
        }
        browser.is(Browser.Device.DESKTOP, false);
    }

    private String page(String path) {
        return "http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port") + path;
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
    }
}
