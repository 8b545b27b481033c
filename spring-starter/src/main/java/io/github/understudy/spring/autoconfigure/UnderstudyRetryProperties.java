package io.github.understudy.spring.autoconfigure;

import io.github.understudy.spring.internal.advice.RetryMode;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is run again after a failover.
 *
 * @param mode Which methods are run again when their transaction was rolled back for certain because its server was lost.
 */
@ConfigurationProperties("understudy.retry")
record UnderstudyRetryProperties(@DefaultValue("annotated") RetryMode mode) {}
