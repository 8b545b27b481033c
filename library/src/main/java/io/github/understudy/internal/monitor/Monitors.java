package io.github.understudy.internal.monitor;

import io.github.understudy.internal.failover.LiveTopology;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.pool.Connector;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.internal.resolver.Resolver;
import io.github.understudy.internal.routing.Nearness;
import io.github.understudy.topology.Endpoint;
import java.time.Duration;
import java.util.List;

/** Makes a monitor that asks real servers. */
public final class Monitors {
    private Monitors() {}

    public static Monitor create(
            MonitorSettings settings,
            List<Endpoint> seeds,
            Resolver resolver,
            LiveTopology live,
            Threads threads,
            Connector connector,
            Duration connectTimeout,
            FailureClassifier classifier,
            NodePools pools,
            Consequences consequences,
            Nearness nearness) {
        return new Monitor(
                settings,
                seeds,
                resolver,
                live,
                threads,
                endpoint -> new Prober(
                        endpoint,
                        connector,
                        settings.slowestProbe().multipliedBy(3),
                        connectTimeout,
                        threads.monitor(),
                        classifier),
                consequences,
                new SecondOpinion(pools),
                nearness);
    }
}
