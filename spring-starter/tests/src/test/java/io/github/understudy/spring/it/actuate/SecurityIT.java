package io.github.understudy.spring.it.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The dashboard and the endpoint behind an application's own rules of Spring Security. */
@ClusterTest(replicas = 1)
class SecurityIT {
    private static final List<String> PAGES =
            List.of("/actuator/understudy", "/actuator/understudy/ui", "/ops/cluster", "/ops/cluster/data");

    /** Some may look, one may also act. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Guarded {
        @Bean
        SecurityFilterChain rules(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST, "/actuator/**")
                            .hasRole("OPERATOR")
                            .requestMatchers("/actuator/**", "/ops/**")
                            .hasAnyRole("VIEWER", "OPERATOR")
                            .anyRequest()
                            .denyAll())
                    .httpBasic(withDefaults())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/actuator/**"))
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(user("viewer"), user("operator"));
        }

        private static UserDetails user(String name) {
            return User.withUsername(name)
                    .password("{noop}" + name)
                    .roles(name.toUpperCase(java.util.Locale.ROOT))
                    .build();
        }
    }

    @Test
    void theRulesOfTheApplicationHold(Cluster cluster) {
        Served.createTable(cluster);
        try (Served served = new Served(
                cluster,
                Guarded.class,
                "test.with=security",
                "management.endpoints.web.exposure.include=understudy",
                "management.endpoint.understudy.access=unrestricted",
                "understudy.dashboard.enabled=true",
                "understudy.dashboard.path=/ops/cluster")) {
            for (String page : PAGES) {
                assertThat(served.get(page).statusCode()).as(page).isEqualTo(401);
                assertThat(served.get(page, authorization("nobody")).statusCode())
                        .as(page)
                        .isEqualTo(401);
                assertThat(served.get(page, authorization("viewer")).statusCode())
                        .as(page)
                        .isEqualTo(200);
            }
            String node = "{\"node\": \"" + cluster.node(1).address() + "\"}";
            String drain = "/actuator/understudy/drain";
            assertThat(served.post(drain, node).statusCode()).isEqualTo(401);
            assertThat(served.post(drain, node, authorization("viewer")).statusCode())
                    .isEqualTo(403);
            assertThat(served.dataSource().cluster().drained()).isEmpty();
            assertThat(served.post(drain, node, authorization("operator")).statusCode())
                    .isEqualTo(200);
            assertThat(served.dataSource().cluster().drained()).hasSize(1);
        }
    }

    private static String[] authorization(String user) {
        String both = user + ":" + user;
        return new String[] {
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8))
        };
    }
}
