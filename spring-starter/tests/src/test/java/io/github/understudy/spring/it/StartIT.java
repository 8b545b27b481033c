package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The starter is on the class path. */
@ClusterTest(replicas = 1)
class StartIT {
    @SpringBootApplication
    static class Application {}

    @Test
    void isThereByItself(Cluster cluster) {
        try (ConfigurableApplicationContext context = Booted.run(cluster, Application.class)) {
            assertThat(context.getBean(UnderstudyDataSources.class).all()).isEmpty();
        }
    }
}
