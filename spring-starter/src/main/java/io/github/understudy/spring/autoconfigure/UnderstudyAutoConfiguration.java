package io.github.understudy.spring.autoconfigure;

import io.github.understudy.spring.UnderstudyDataSources;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Puts Understudy around the application's data sources. */
@AutoConfiguration
@ConditionalOnProperty(prefix = "understudy", name = "enabled", matchIfMissing = true)
public final class UnderstudyAutoConfiguration {
    /** For Spring. */
    public UnderstudyAutoConfiguration() {}

    @Bean
    static UnderstudyDataSources understudyDataSources() {
        return new UnderstudyDataSources();
    }
}
