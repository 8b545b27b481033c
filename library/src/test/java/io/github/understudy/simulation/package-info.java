/**
 * A cluster, its operator, the network and an application in one thread on a fake clock, made by chance from a seed. The
 * servers are imagined; what is decided about them is what runs in the library: the resolver, the router, the rules of
 * recovery, replay and ledger. {@link io.github.understudy.simulation.Promises} says what must hold.
 */
@NullMarked
package io.github.understudy.simulation;

import org.jspecify.annotations.NullMarked;
