package io.github.understudy.spring.internal.web;

import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Gives the interceptor to the application's {@code RestClient.Builder} and {@code RestTemplate} beans. These are Spring's
 * own; Boot's customizers for them have other names on each of its lines.
 */
public final class ClientPostProcessor implements BeanPostProcessor {
    private final Supplier<ClientHttpRequestInterceptor> interceptor;

    public ClientPostProcessor(Supplier<ClientHttpRequestInterceptor> interceptor) {
        this.interceptor = interceptor;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof RestClient.Builder builder) {
            builder.requestInterceptor(interceptor.get());
        } else if (bean instanceof RestTemplate template) {
            template.getInterceptors().add(interceptor.get());
        }
        return bean;
    }
}
