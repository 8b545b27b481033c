package io.github.understudy.spring.internal.dashboard;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The page that shows the cluster.
 *
 * @param enabled Whether there is the page.
 * @param path Path of its own for the page, such as /understudy, in a Spring MVC application; besides the one below the
 *     actuator's endpoint.
 */
@ConfigurationProperties("understudy.dashboard")
public record DashboardProperties(
        @DefaultValue("false") boolean enabled, @Nullable String path) {}
