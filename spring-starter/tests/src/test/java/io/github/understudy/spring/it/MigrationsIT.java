package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.it.several.Plain;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Migrations write, wherever the URL leads: here it names a replica. */
@ClusterTest(replicas = 1)
class MigrationsIT {
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
