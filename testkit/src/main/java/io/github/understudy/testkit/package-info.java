/**
 * Real MySQL and MariaDB clusters for tests and demonstrations, and faults for them. Start at
 * {@link io.github.understudy.testkit.Cluster}.
 */
@NullMarked
package io.github.understudy.testkit;

import org.jspecify.annotations.NullMarked;
