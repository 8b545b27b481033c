package io.github.understudy.spring;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the starter itself can be told. The library's own settings have the same prefix, and their names and defaults
 * from {@link io.github.understudy.Setting}.
 *
 * @param enabled Whether Understudy serves the application's data sources. false gives back the application as it was.
 * @param spring How Understudy is put into the application.
 * @param datasources What is different for one data source, by the name of its bean. Besides enabled, each of the
 *     library's settings, such as understudy.datasources.orders.max-lag.
 */
@ConfigurationProperties("understudy")
public record UnderstudyProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Spring spring,
        @DefaultValue Map<String, ForDataSource> datasources) {
    /**
     * How Understudy is put into the application.
     *
     * @param mode Where Understudy is put: around the pool, or inside of it for applications that inject
     *     HikariDataSource.
     * @param failFast Whether the application's start fails when no server can be used within understudy.start-timeout.
     *     false starts without; each request for a connection tries again.
     */
    public record Spring(
            @DefaultValue("around") Mode mode,
            @DefaultValue("true") boolean failFast) {}

    /**
     * For one data source.
     *
     * @param enabled Whether Understudy serves this data source. false leaves it as it was.
     */
    public record ForDataSource(@DefaultValue("true") boolean enabled) {}

    /** Where Understudy is put. */
    public enum Mode {
        /** The bean is Understudy's, and no {@code HikariDataSource} any more; {@code unwrap} gives that. */
        AROUND,
        /**
         * The bean stays a {@code HikariDataSource}, and gets its connections from Understudy. Each of its connections
         * keeps a server's connection while it is idle.
         */
        INSIDE
    }
}
