package io.github.understudy.spring.autoconfigure;

import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.internal.actuate.UnderstudyEndpoint;
import io.github.understudy.spring.internal.dashboard.DashboardExtension;
import io.github.understudy.spring.internal.dashboard.DashboardProperties;
import io.github.understudy.spring.internal.dashboard.DashboardRoutes;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The page that shows the clusters, where the application has asked for it. */
@AutoConfiguration(after = UnderstudyActuatorAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
@ConditionalOnBean(UnderstudyDataSources.class)
@ConditionalOnProperty(prefix = "understudy.dashboard", name = "enabled", havingValue = "true")
@EnableConfigurationProperties(DashboardProperties.class)
public final class UnderstudyDashboardAutoConfiguration {
    /** For Spring. */
    public UnderstudyDashboardAutoConfiguration() {}

    @Bean
    @ConditionalOnBean(UnderstudyEndpoint.class)
    DashboardExtension understudyDashboard() {
        return new DashboardExtension();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.web.servlet.function.RouterFunction")
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnProperty(prefix = "understudy.dashboard", name = "path")
    static class PathConfiguration {
        @Bean
        RouterFunction<ServerResponse> understudyDashboardRoutes(
                DashboardProperties properties, UnderstudyDataSources dataSources) {
            return DashboardRoutes.at(String.valueOf(properties.path()), new UnderstudyEndpoint(dataSources));
        }
    }
}
