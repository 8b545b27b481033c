package io.github.understudy.internal.monitor;

import io.github.understudy.internal.failover.LiveTopology;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.pool.Addresses;
import io.github.understudy.internal.pool.Connector;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.internal.resolver.Resolver;
import io.github.understudy.internal.routing.Nearness;
import java.time.Duration;

/** Makes a monitor that asks real servers. */
public final class Monitors {
    private Monitors() {}

    public static Monitor create(
            MonitorSettings settings,
            SeedSource seeds,
            Addresses addresses,
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
                monitor -> new NameWatch(
                        seeds, addresses, threads.workers(), monitor::onMonitor, connectTimeout.toNanos()),
                new Encounters(addresses, pools),
                resolver,
                live,
                threads,
                endpoint -> new Prober(
                        endpoint,
                        connector,
                        addresses,
                        settings.slowestProbe().multipliedBy(3),
                        connectTimeout,
                        threads.monitor(),
                        classifier),
                consequences,
                new SecondOpinion(pools),
                nearness);
    }
}
