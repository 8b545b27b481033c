package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.it.several.Plain;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.context.ConfigurableApplicationContext;

/** What the starter adds to an application's start, where the cluster answers. */
@ClusterTest(replicas = 1)
class StartupTimeIT {
    private static final int ROUNDS = 3;

    @Test
    void theStartIsNotMuchLater(Cluster cluster) {
        long first = makingTheDataSource(cluster, true);
        long[] with = IntStream.range(0, ROUNDS)
                .mapToLong(round -> makingTheDataSource(cluster, true))
                .sorted()
                .toArray();
        long[] without = IntStream.range(0, ROUNDS)
                .mapToLong(round -> makingTheDataSource(cluster, false))
                .sorted()
                .toArray();
        long added = with[ROUNDS / 2] - without[ROUNDS / 2];
        System.out.println("FIGURE start-up time added, Spring Boot "
                + org.springframework.boot.SpringBootVersion.getVersion() + ": " + added + " ms (median of " + ROUNDS
                + "), " + first + " ms the first time in this JVM");
        // A machine that does other things as well may need longer than the 150 ms that it takes by itself.
        assertThat(added).isLessThan(1_000);
    }

    /** In milliseconds: making the bean, with all that is done for it before it can be used. */
    private static long makingTheDataSource(Cluster cluster, boolean enabled) {
        BufferingApplicationStartup steps = new BufferingApplicationStartup(10_000);
        Map<String, String> properties = Booted.properties(cluster);
        properties.put("understudy.enabled", Boolean.toString(enabled));
        for (String without : new String[] {Without.MOST, Without.WEB}) {
            String[] parts = without.split("=", 2);
            properties.put(parts[0], parts[1]);
        }
        String[] arguments = properties.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new);
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Plain.class)
                .applicationStartup(steps)
                .run(arguments)) {
            return steps.getBufferedTimeline().getEvents().stream()
                    .filter(event -> event.getStartupStep().getName().equals("spring.beans.instantiate"))
                    .filter(event -> java.util.stream.StreamSupport.stream(
                                    event.getStartupStep().getTags().spliterator(), false)
                            .anyMatch(tag -> tag.getKey().equals("beanName")
                                    && tag.getValue().equals("dataSource")))
                    .map(event -> event.getDuration())
                    .reduce(Duration.ZERO, Duration::plus)
                    .toMillis();
        }
    }
}
