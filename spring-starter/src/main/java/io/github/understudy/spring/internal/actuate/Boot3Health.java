package io.github.understudy.spring.internal.actuate;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** The clusters' health for Boot 3. */
public final class Boot3Health implements HealthIndicator {
    private final ClusterHealth health;

    public Boot3Health(ClusterHealth health) {
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
