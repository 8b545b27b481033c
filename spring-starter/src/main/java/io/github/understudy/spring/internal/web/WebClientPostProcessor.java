package io.github.understudy.spring.internal.web;

import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/** Gives the filter to the application's {@code WebClient.Builder} beans. */
public final class WebClientPostProcessor implements BeanPostProcessor {
    private final Supplier<ExchangeFilterFunction> filter;

    public WebClientPostProcessor(Supplier<ExchangeFilterFunction> filter) {
        this.filter = filter;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof WebClient.Builder builder) {
            builder.filter(filter.get());
        }
        return bean;
    }
}
