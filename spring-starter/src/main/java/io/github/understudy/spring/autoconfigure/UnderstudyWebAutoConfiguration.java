package io.github.understudy.spring.autoconfigure;

import io.github.understudy.exception.ConfigurationException;
import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.internal.web.Carrier;
import io.github.understudy.spring.internal.web.ClientPostProcessor;
import io.github.understudy.spring.internal.web.ConsistencyFilter;
import io.github.understudy.spring.internal.web.Hosts;
import io.github.understudy.spring.internal.web.TokenExchange;
import io.github.understudy.spring.internal.web.TokenInterceptor;
import io.github.understudy.spring.internal.web.WebClientPostProcessor;
import io.github.understudy.spring.internal.web.WebTokens;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Carries what a request has written to those that follow, if that is asked for. */
@AutoConfiguration(after = UnderstudyAutoConfiguration.class)
@ConditionalOnProperty(prefix = "understudy", name = "enabled", matchIfMissing = true)
@ConditionalOnClass(name = "org.springframework.http.HttpHeaders")
@Conditional(UnderstudyWebAutoConfiguration.IsAskedFor.class)
@EnableConfigurationProperties(UnderstudyWebProperties.class)
public final class UnderstudyWebAutoConfiguration {
    /** For Spring. */
    public UnderstudyWebAutoConfiguration() {}

    @Bean
    static WebTokens understudyWebTokens(
            UnderstudyWebProperties properties, UnderstudyDataSources dataSources, Environment environment) {
        List<String> problems = properties.problems(environment.getProperty("understudy.token-key"));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new WebTokens(dataSources, properties.names(), properties.maxAge(), Clock.systemUTC());
    }

    /** For servlets. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(name = {"jakarta.servlet.Filter", "org.springframework.web.filter.OncePerRequestFilter"})
    @Conditional(IsCarried.class)
    static class Requests {
        @Bean
        ConsistencyFilter understudyConsistencyFilter(WebTokens tokens, UnderstudyWebProperties properties) {
            boolean byCookie = properties.consistency() == UnderstudyWebProperties.Consistency.COOKIE;
            return new ConsistencyFilter(tokens, byCookie ? Carrier.COOKIE : Carrier.HEADER);
        }
    }

    /** For RestClient and RestTemplate. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.web.client.RestClient")
    @Conditional(IsPassedOn.class)
    static class Clients {
        @Bean
        TokenInterceptor understudyTokenInterceptor(WebTokens tokens, UnderstudyWebProperties properties) {
            return new TokenInterceptor(tokens, new Hosts(properties.propagateTo()));
        }

        @Bean
        static ClientPostProcessor understudyClientPostProcessor(ObjectProvider<TokenInterceptor> interceptor) {
            return new ClientPostProcessor(interceptor::getObject);
        }
    }

    /** For WebClient. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {"org.springframework.web.reactive.function.client.WebClient", "reactor.core.publisher.Mono"})
    @Conditional(IsPassedOn.class)
    static class WebClients {
        @Bean
        TokenExchange understudyTokenExchange(WebTokens tokens, UnderstudyWebProperties properties) {
            return new TokenExchange(tokens, new Hosts(properties.propagateTo()));
        }

        @Bean
        static WebClientPostProcessor understudyWebClientPostProcessor(ObjectProvider<TokenExchange> exchange) {
            return new WebClientPostProcessor(exchange::getObject);
        }
    }

    /** Nothing is there unless something is set; a wrong value must be there to be told. */
    static final class IsAskedFor implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return IsCarried.in(context.getEnvironment()) || IsPassedOn.in(context.getEnvironment());
        }
    }

    /** Requests bring tokens, and take them with them. */
    static final class IsCarried implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return in(context.getEnvironment());
        }

        static boolean in(Environment environment) {
            String consistency = environment.getProperty("understudy.web.consistency", "off");
            // In YAML, off is a boolean.
            return !Set.of("off", "false").contains(consistency.toLowerCase(Locale.ROOT));
        }
    }

    /** Other services are to be told. */
    static final class IsPassedOn implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return in(context.getEnvironment());
        }

        static boolean in(Environment environment) {
            return Binder.get(environment)
                    .bind("understudy.web.propagate-to", Bindable.listOf(String.class))
                    .map(hosts -> !hosts.isEmpty())
                    .orElse(false);
        }
    }
}
