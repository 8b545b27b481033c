package io.github.understudy.spring.internal.actuate;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The clusters' health for Boot 4, whose API has moved. */
public final class Boot4Health implements HealthIndicator {
    private final ClusterHealth health;

    public Boot4Health(ClusterHealth health) {
        this.health = health;
    }

    @Override
    public Health health() {
        ClusterHealth.Diagnosis diagnosis = health.diagnose();
        return Health.status(diagnosis.condition().name())
                .withDetails(diagnosis.details())
                .build();
    }
}
