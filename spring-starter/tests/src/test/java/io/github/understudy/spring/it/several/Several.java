package io.github.understudy.spring.it.several;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** An application that makes its data sources itself, in all the ways that there are. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Several {
    /** By the builder, with settings that are not the default. */
    @Bean
    @Primary
    DataSource orders(Environment environment) {
        HikariDataSource orders = (HikariDataSource) of(environment);
        orders.setMaximumPoolSize(3);
        return orders;
    }

    /** By a configuration that opens its pool at once. */
    @Bean
    HikariDataSource stock(Environment environment) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(environment.getRequiredProperty("spring.datasource.url"));
        config.setUsername(environment.getRequiredProperty("spring.datasource.username"));
        config.setPassword(environment.getRequiredProperty("spring.datasource.password"));
        config.setPoolName("stock-pool");
        config.setMinimumIdle(2);
        return new HikariDataSource(config);
    }

    @Bean
    DataSource leftOut(Environment environment) {
        return of(environment);
    }

    @Bean
    DataSource inMemory() {
        return DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url("jdbc:h2:mem:several")
                .build();
    }

    private static DataSource of(Environment environment) {
        return DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url(environment.getRequiredProperty("spring.datasource.url"))
                .username(environment.getRequiredProperty("spring.datasource.username"))
                .password(environment.getRequiredProperty("spring.datasource.password"))
                .build();
    }
}
