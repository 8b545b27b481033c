/**
 * A small shop that keeps selling while its database servers die, freeze and change roles. Start at
 * {@link io.github.understudy.samples.failover.FailoverDemo}; what an application needs is in
 * {@link io.github.understudy.samples.failover.Shop} and {@link io.github.understudy.samples.failover.OrderDesk}.
 */
@NullMarked
package io.github.understudy.samples.failover;

import org.jspecify.annotations.NullMarked;
