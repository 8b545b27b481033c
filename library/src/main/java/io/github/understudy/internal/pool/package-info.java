/** One connection pool for each node, with its circuit breaker and the raw sockets of its connections. */
@NullMarked
package io.github.understudy.internal.pool;

import org.jspecify.annotations.NullMarked;
