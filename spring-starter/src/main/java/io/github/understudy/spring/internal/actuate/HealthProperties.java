package io.github.understudy.spring.internal.actuate;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the health endpoint says of the cluster.
 *
 * @param failoverWindow How long a cluster without a source still counts as up, since its writes wait and a failover is
 *     likely under way.
 * @param sourceLost Status after that time while replicas still serve reads; where nothing can be served it is DOWN.
 */
@ConfigurationProperties("understudy.health")
public record HealthProperties(
        @DefaultValue("30s") Duration failoverWindow,
        @DefaultValue("down") SourceLost sourceLost) {

    /** The status of a cluster that has lost its source for long. */
    public enum SourceLost {
        /** Not healthy. */
        DOWN,
        /** Not healthy, in a gentler word. */
        OUT_OF_SERVICE,
        /** Healthy: reading is enough. */
        UP
    }
}
