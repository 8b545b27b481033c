package io.github.understudy.spring.autoconfigure;

import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.UnderstudyEvent;
import io.github.understudy.spring.internal.actuate.Boot3Health;
import io.github.understudy.spring.internal.actuate.Boot4Health;
import io.github.understudy.spring.internal.actuate.ClusterHealth;
import io.github.understudy.spring.internal.actuate.ClusterMeters;
import io.github.understudy.spring.internal.actuate.HealthProperties;
import io.github.understudy.spring.internal.actuate.OutageObservation;
import io.github.understudy.spring.internal.actuate.Subscriptions;
import io.github.understudy.spring.internal.actuate.UnderstudyEndpoint;
import io.github.understudy.spring.internal.actuate.WaitObservations;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Shows the clusters: health, endpoint, meters, observations, application events; each where the application has what it
 * takes. Classes of Boot that have moved are named by both names.
 */
@AutoConfiguration(
        after = UnderstudyAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnBean(UnderstudyDataSources.class)
public final class UnderstudyActuatorAutoConfiguration {
    /** For Spring. */
    public UnderstudyActuatorAutoConfiguration() {}

    @Bean
    Subscriptions understudyEventSubscriptions(UnderstudyDataSources dataSources, ApplicationEventPublisher publisher) {
        return new Subscriptions(
                dataSources, (name, cluster) -> event -> publisher.publishEvent(new UnderstudyEvent(name, event)));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
    @ConditionalOnAvailableEndpoint(UnderstudyEndpoint.class)
    static class EndpointConfiguration {
        @Bean
        UnderstudyEndpoint understudyEndpoint(UnderstudyDataSources dataSources) {
            return new UnderstudyEndpoint(dataSources);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("understudy")
    @EnableConfigurationProperties(HealthProperties.class)
    static class Boot3HealthConfiguration {
        @Bean
        Boot3Health understudyHealthIndicator(UnderstudyDataSources dataSources, HealthProperties properties) {
            return new Boot3Health(new ClusterHealth(dataSources, properties));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("understudy")
    @EnableConfigurationProperties(HealthProperties.class)
    static class Boot4HealthConfiguration {
        @Bean
        Boot4Health understudyHealthIndicator(UnderstudyDataSources dataSources, HealthProperties properties) {
            return new Boot4Health(new ClusterHealth(dataSources, properties));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
    static class MeterConfiguration {
        @Bean
        ClusterMeters understudyMeters(UnderstudyDataSources dataSources) {
            return new ClusterMeters(dataSources);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.observation.ObservationRegistry")
    static class ObservationConfiguration {
        @Bean
        @ConditionalOnBean(ObservationRegistry.class)
        Subscriptions understudyOutageObservations(UnderstudyDataSources dataSources, ObservationRegistry registry) {
            return new Subscriptions(dataSources, (name, cluster) -> new OutageObservation(registry, cluster));
        }

        /** Not lazy, even where the application is: nobody asks for it. */
        @Bean
        @Lazy(false)
        @ConditionalOnBean(ObservationRegistry.class)
        WaitObservations understudyWaitObservations(UnderstudyDataSources dataSources, ObservationRegistry registry) {
            return new WaitObservations(dataSources, registry);
        }
    }
}
