package io.github.understudy.internal.pool;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/**
 * How pools are made.
 *
 * @param name the data source's name; a pool is called name-host:port
 * @param template Hikari's settings for every pool: sizes, lifetimes, what a new connection starts with
 * @param breakerOpenTime how long a node is left alone after connecting to it failed too often
 */
public record PoolSettings(String name, HikariConfig template, Duration breakerOpenTime) {}
