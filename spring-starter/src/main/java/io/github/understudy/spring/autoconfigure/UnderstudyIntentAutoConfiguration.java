package io.github.understudy.spring.autoconfigure;

import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.internal.advice.RetryAdvisor;
import io.github.understudy.spring.internal.advice.RetryListener;
import io.github.understudy.spring.internal.advice.RouteAdvisor;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** What applications say by annotations: where methods run, and which are run again. */
@AutoConfiguration(after = UnderstudyAutoConfiguration.class)
@ConditionalOnProperty(prefix = "understudy", name = "enabled", matchIfMissing = true)
@ConditionalOnClass(
        name = {
            "org.aopalliance.intercept.MethodInterceptor",
            "org.springframework.transaction.interceptor.TransactionAttributeSource"
        })
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public final class UnderstudyIntentAutoConfiguration {
    /** Outside of transactions, wherever the application has put these. */
    private static final int RETRY = Ordered.HIGHEST_PRECEDENCE + 1_000;

    private static final int ROUTE = RETRY + 1;

    /** For Spring. */
    public UnderstudyIntentAutoConfiguration() {}

    // Static, and without other beans: proxies are made while all else is made, post-processors included.

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static RouteAdvisor understudyRouteAdvisor(ConfigurableBeanFactory beans) {
        return new RouteAdvisor(beans::resolveEmbeddedValue, ROUTE);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static RetryAdvisor understudyRetryAdvisor(
            Environment environment,
            ObjectProvider<UnderstudyDataSources> dataSources,
            ObjectProvider<RetryListener> listeners) {
        UnderstudyRetryProperties properties =
                Binder.get(environment).bindOrCreate("understudy.retry", UnderstudyRetryProperties.class);
        return new RetryAdvisor(
                properties.mode(),
                dataSources::getObject,
                outcome -> listeners.forEach(each -> each.ranAgain(outcome)),
                RETRY);
    }

    /** Counts further runs, where there is Micrometer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Meters {
        @Bean
        RetryListener understudyRetryMeter(ObjectProvider<MeterRegistry> registries) {
            return outcome -> registries.forEach(registry -> registry.counter(
                            "understudy.retries", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .increment());
        }
    }
}
