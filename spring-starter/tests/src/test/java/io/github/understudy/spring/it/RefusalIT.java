package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.understudy.exception.StartException;
import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.it.several.Plain;
import io.github.understudy.spring.it.several.WantsPool;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** What can't work is said at start, with what to do; and what may be chosen instead. */
@ClusterTest(replicas = 1)
@ExtendWith(OutputCaptureExtension.class)
class RefusalIT {
    @Test
    void everythingThatIsWrongIsToldAtOnce(Cluster cluster, CapturedOutput output) {
        assertThatThrownBy(() -> run(
                        cluster,
                        Plain.class,
                        "understudy.max-lagg=5s",
                        "understudy.read-wait=soon",
                        "understudy.datasources.data-source.consistency=perfect"))
                .isNotNull();
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("'understudy.max-lagg' is not known; did you mean 'understudy.max-lag'?")
                .contains("understudy.read-wait")
                .contains("understudy.consistency")
                .contains("understudy.enabled=false");
    }

    @Test
    void aClusterThatIsDownFailsTheStart(CapturedOutput output) {
        assertThatThrownBy(() -> Booted.run(Plain.class, nowhere())).hasRootCauseInstanceOf(StartException.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("127.0.0.1:1")
                .contains("understudy.start-timeout")
                .contains("understudy.spring.fail-fast=false");
    }

    @Test
    void orIsTriedAgainWhenItIsNeeded(Cluster cluster) {
        cluster.nodes().forEach(TestNode::kill);
        try (ConfigurableApplicationContext application =
                run(cluster, Plain.class, "understudy.spring.fail-fast=false", "understudy.start-timeout=1s")) {
            assertThat(application.getBean(UnderstudyDataSources.class).all()).isEmpty();
            JdbcTemplate template = application.getBean(JdbcTemplate.class);
            assertThatThrownBy(() -> template.queryForObject("SELECT 1", Integer.class))
                    .hasStackTraceContaining("none of the configured servers can be used");
            cluster.restore();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(template.queryForObject("SELECT 1", Integer.class))
                            .isEqualTo(1));
            assertThat(application.getBean(UnderstudyDataSources.class).all()).hasSize(1);
        }
    }

    @Test
    void whoInjectsThePoolIsToldHow(Cluster cluster, CapturedOutput output) {
        assertThatThrownBy(() -> run(cluster, WantsPool.class)).isNotNull();
        assertThat(output).contains("APPLICATION FAILED TO START").contains("understudy.spring.mode=inside");
    }

    @Test
    void insideOfThePoolItStaysAPool(Cluster cluster) {
        Servers.prepare(cluster);
        try (ConfigurableApplicationContext application =
                run(cluster, WantsPool.class, "understudy.spring.mode=inside")) {
            Servers.awaitWhole(cluster, application);
            assertThat(application.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
            JdbcTemplate template = application.getBean(JdbcTemplate.class);
            assertThat(template.queryForObject("SELECT server FROM answering", String.class))
                    .isEqualTo("server-1");
            template.update("INSERT INTO note (text) VALUES ('inside')");
        }
    }

    @Test
    void whatGoesPastItIsToldWhenTheApplicationHasStarted(Cluster cluster, CapturedOutput output) {
        run(
                        cluster,
                        Plain.class,
                        "understudy.datasources.ordrs.max-lag=1s",
                        "spring.liquibase.enabled=true",
                        "spring.liquibase.change-log=classpath:migrations/changelog.sql",
                        "spring.liquibase.user=" + cluster.user(),
                        "spring.liquibase.password=" + cluster.password())
                .close();
        assertThat(output)
                .contains("understudy.datasources.ordrs is for a data source that is not there")
                .contains("liquibase has an account or a URL of its own");
    }

    @Test
    void switchedOffItLeavesTheApplicationAsItWas(Cluster cluster) {
        try (ConfigurableApplicationContext application = run(cluster, WantsPool.class, "understudy.enabled=false")) {
            assertThat(application.getBeanNamesForType(UnderstudyDataSources.class))
                    .isEmpty();
            JdbcTemplate template = application.getBean(JdbcTemplate.class);
            assertThat(template.queryForObject("SELECT 1", Integer.class)).isEqualTo(1);
            assertThat(application.getBean(HikariDataSource.class).isRunning()).isTrue();
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("understudy-understudy"));
        }
    }

    private static ConfigurableApplicationContext run(Cluster cluster, Class<?> application, String... properties) {
        String[] all = java.util.Arrays.copyOf(properties, properties.length + 2);
        all[properties.length] = Without.MOST;
        all[properties.length + 1] = Without.WEB;
        return Booted.run(cluster, application, all);
    }

    private static Map<String, String> nowhere() {
        Map<String, String> properties = Booted.quiet();
        for (String without : new String[] {Without.MOST, Without.WEB}) {
            String[] parts = without.split("=", 2);
            properties.put(parts[0], parts[1]);
        }
        properties.put("spring.datasource.url", "jdbc:mysql://127.0.0.1:1/app");
        properties.put("spring.datasource.username", "nobody");
        properties.put("spring.datasource.password", "secret");
        properties.put("understudy.start-timeout", "500ms");
        return properties;
    }
}
