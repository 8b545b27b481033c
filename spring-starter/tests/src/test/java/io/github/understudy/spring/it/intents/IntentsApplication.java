package io.github.understudy.spring.it.intents;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** An application that says more than it would have to. */
@SpringBootApplication
public class IntentsApplication {
    /** As Boot itself defines it, where its module for that is on the class path. */
    @Bean
    @Scope("prototype")
    RestClient.Builder restClientBuilder() {
        return RestClient.builder();
    }

    @Bean
    RestTemplate restTemplate() {
        return new RestTemplate();
    }

    @Bean
    @Scope("prototype")
    WebClient.Builder webClientBuilder() {
        return WebClient.builder().clientConnector(new JdkClientHttpConnector());
    }
}
