package io.github.understudy.spring.it.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.it.Without;
import io.github.understudy.topology.Role;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A database in a container, whose address only Testcontainers knows. (Docker Compose tells it by the same bean, which
 * {@code ConnectionDetailsIT} has without a container.)
 */
@Tag("docker")
@SpringBootTest(
        properties = {
            Without.MOST,
            Without.WEB,
            "spring.flyway.enabled=false",
            "spring.liquibase.enabled=false",
            "spring.datasource.url=jdbc:mariadb://nowhere.invalid/app"
        })
class ServiceConnectionIT {
    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcTemplate template;

    @Autowired
    private UnderstudyDataSources served;

    @Autowired
    private Database database;

    /** As in any application that is tested with Testcontainers. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        @ServiceConnection
        Database database() {
            return new Database();
        }
    }

    @Test
    void aDatabaseThatAContainerHoldsIsServed() throws Exception {
        assertThat(dataSource.unwrap(UnderstudyDataSource.class).topology().nodes())
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.role()).isEqualTo(Role.SOURCE);
                    assertThat(node.endpoint().port()).isEqualTo(database.getMappedPort(3306));
                });
        assertThat(served.all()).containsOnlyKeys("dataSource");
        template.execute("CREATE TABLE contained (id INT AUTO_INCREMENT PRIMARY KEY)");
        template.update("INSERT INTO contained VALUES ()");
        assertThat(template.queryForObject("SELECT COUNT(*) FROM contained", Integer.class))
                .isEqualTo(1);
    }
}
