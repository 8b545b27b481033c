package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Labels;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The rules that the application has set.
 *
 * @param maxLag a replica that is further behind serves no reads; it serves again below half of it
 * @param minReplicas as many of the freshest replicas serve reads although they are above {@code maxLag}, as long as
 *     they are within {@code maxLagFloor}: when all lag, the source must not melt under their work
 * @param maxLagFloor the limit that is never exceeded, not even for {@code minReplicas}
 * @param timeoutsToDown how many probes in a row must go unanswered before a node is dead
 * @param forgetNanos a discovered address that does not answer and that nobody refers to is dropped after this time
 * @param allowed which discovered addresses may be used at all
 * @param mapping from the address that servers give to the one at which this application reaches it
 * @param labels what the configuration says of the node at an address
 * @param refuseLostWrites whether a new source that lacks transactions of the former one is not accepted
 * @param failBack whether the first node of a Galera cluster, or of several primaries, takes the writes back when it is fit again
 */
public record ResolverSettings(
        Duration maxLag,
        int minReplicas,
        Duration maxLagFloor,
        int timeoutsToDown,
        long forgetNanos,
        Predicate<Endpoint> allowed,
        UnaryOperator<Endpoint> mapping,
        Function<Endpoint, Labels> labels,
        boolean refuseLostWrites,
        boolean failBack) {}
