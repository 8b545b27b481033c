package io.github.understudy.spring.it.several;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application that needs to have the pool itself. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class WantsPool {
    @Bean
    JdbcTemplate ofPool(HikariDataSource pool) {
        return new JdbcTemplate(pool);
    }
}
