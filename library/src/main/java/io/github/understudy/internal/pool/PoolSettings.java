package io.github.understudy.internal.pool;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import java.util.Map;

/**
 * How pools are made.
 *
 * @param name the data source's name; a pool is called name-host:port
 * @param template Hikari's settings for every pool: sizes, lifetimes, what a new connection starts with
 * @param ofGroups the templates of groups that have one of their own
 * @param breakerOpenTime how long a node is left alone after connecting to it failed too often
 */
public record PoolSettings(
        String name, HikariConfig template, Map<String, HikariConfig> ofGroups, Duration breakerOpenTime) {

    /** The same for the nodes of one group. */
    PoolSettings of(String group) {
        return new PoolSettings(name, ofGroups.getOrDefault(group, template), Map.of(), breakerOpenTime);
    }
}
