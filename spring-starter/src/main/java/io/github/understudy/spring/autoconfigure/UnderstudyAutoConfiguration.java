package io.github.understudy.spring.autoconfigure;

import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.internal.wrap.DataSourceWrapping;
import io.github.understudy.spring.internal.wrap.LookAround;
import io.github.understudy.spring.internal.wrap.PoolTotals;
import io.github.understudy.spring.internal.wrap.SpringReadOnlyHint;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Puts Understudy around the application's data sources. Before Spring Boot's own providers of pool metadata, of which
 * the first that knows a data source is asked.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnProperty(prefix = "understudy", name = "enabled", matchIfMissing = true)
public final class UnderstudyAutoConfiguration {
    private static final String TRANSACTIONS =
            "org.springframework.transaction.support.TransactionSynchronizationManager";
    private static final String CONNECTIONS = "org.springframework.jdbc.datasource.ConnectionHolder";

    /** For Spring. */
    public UnderstudyAutoConfiguration() {}

    @Bean
    static UnderstudyDataSources understudyDataSources() {
        return new UnderstudyDataSources();
    }

    /** Static, and without beans of the application: it is made before all of them. */
    @Bean
    static DataSourceWrapping understudyDataSourceWrapping(
            Environment environment, ObjectProvider<UnderstudyDataSources> dataSources) {
        return new DataSourceWrapping(
                environment,
                readOnlyHint(),
                (name, dataSource) -> dataSources.getObject().add(name, dataSource));
    }

    private static BooleanSupplier readOnlyHint() {
        ClassLoader loader = UnderstudyAutoConfiguration.class.getClassLoader();
        boolean springsOwn = ClassUtils.isPresent(TRANSACTIONS, loader) && ClassUtils.isPresent(CONNECTIONS, loader);
        return springsOwn ? new SpringReadOnlyHint() : () -> false;
    }

    @Bean
    static LookAround understudyLookAround(ConfigurableListableBeanFactory beans, Environment environment) {
        return new LookAround(beans, environment);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataSourcePoolMetadataProvider.class)
    static class Metadata {
        @Bean
        DataSourcePoolMetadataProvider understudyPoolTotals() {
            return new PoolTotals();
        }
    }
}
