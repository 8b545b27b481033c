package io.github.understudy.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What requests have written, carried to those that follow.
 *
 * @param consistency How a request's consistency token gets to the next request of the same user.
 * @param maxAge How long a token counts, from 1s to 1d. A replica that is further behind serves no reads anyway.
 * @param propagateTo Hosts that are sent the token by RestClient, RestTemplate and WebClient, and whose answers' tokens
 *     are taken. Patterns with *.
 * @param names Names of the data sources in tokens, by the names of their beans, where services that exchange tokens call
 *     the beans of the same cluster differently.
 */
@ConfigurationProperties("understudy.web")
record UnderstudyWebProperties(
        @DefaultValue("off") Consistency consistency,
        @DefaultValue("5m") Duration maxAge,
        @DefaultValue List<String> propagateTo,
        @DefaultValue Map<String, String> names) {
    private static final Duration LEAST_AGE = Duration.ofSeconds(1);
    private static final Duration MOST_AGE = Duration.ofDays(1);

    /** How a token travels. */
    enum Consistency {
        /** Not at all. */
        OFF,
        /** In a cookie. */
        COOKIE,
        /** In the header Understudy-Token. */
        HEADER
    }

    /** What keeps these from being used. */
    List<String> problems(@Nullable String tokenKey) {
        List<String> problems = new ArrayList<>();
        if (tokenKey == null || tokenKey.isBlank()) {
            problems.add(
                    "understudy.web: tokens that leave the application must be signed: set understudy.token-key to a secret,"
                            + " the same for all instances and for all services that exchange tokens");
        }
        if (maxAge.compareTo(LEAST_AGE) < 0 || maxAge.compareTo(MOST_AGE) > 0) {
            problems.add("understudy.web.max-age: " + maxAge + " is not between 1s and 1d");
        }
        return problems;
    }
}
