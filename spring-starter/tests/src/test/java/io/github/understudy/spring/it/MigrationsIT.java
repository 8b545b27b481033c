package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.it.several.Plain;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Migrations write, wherever the URL leads: here it names a replica. */
@ClusterTest(replicas = 1)
class MigrationsIT {
    /** Flyway refuses a database that holds something, unless it is told to. */
    @Test
    void theLedgerMakesItsTableAfterFlywayHasMadeTheFirst(Cluster cluster) {
        cluster.source().execute("DROP DATABASE app");
        cluster.source().execute("CREATE DATABASE app");
        try (ConfigurableApplicationContext application = Booted.run(
                cluster,
                Plain.class,
                Without.JPA,
                Without.WEB,
                "understudy.ledger=on",
                "spring.flyway.enabled=true",
                "spring.flyway.locations=classpath:migrations")) {
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.by_flyway"))
                    .isEqualTo("1");
            TransactionTemplate transaction =
                    new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
            JdbcTemplate template = application.getBean(JdbcTemplate.class);
            cluster.source().execute("CREATE TABLE app.noted (id INT AUTO_INCREMENT PRIMARY KEY)");
            Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
                transaction.executeWithoutResult(status -> template.update("INSERT INTO noted VALUES ()"));
                assertThat(cluster.source().query("SELECT COUNT(*) FROM app.understudy_ledger"))
                        .isNotEqualTo("0");
            });
        }
    }

    @Test
    void flywayAndLiquibaseGoToTheSource(Cluster cluster) {
        String toReplica = Booted.url(cluster)
                .replace(cluster.node(0).address(), cluster.node(1).address());
        try (ConfigurableApplicationContext application = Booted.run(
                cluster,
                Plain.class,
                Without.JPA,
                Without.WEB,
                "spring.datasource.url=" + toReplica,
                "spring.flyway.enabled=true",
                "spring.flyway.locations=classpath:migrations",
                "spring.flyway.baseline-on-migrate=true",
                "spring.flyway.baseline-version=0",
                "spring.liquibase.enabled=true",
                "spring.liquibase.change-log=classpath:migrations/changelog.sql")) {
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.by_flyway"))
                    .isEqualTo("1");
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.by_liquibase"))
                    .isEqualTo("1");
            JdbcTemplate template = application.getBean(JdbcTemplate.class);
            assertThat(template.queryForObject("SELECT COUNT(*) FROM by_flyway", Integer.class))
                    .isEqualTo(1);
        }
    }
}
