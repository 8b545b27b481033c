package io.github.understudy.testkit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What is left of a cluster in Docker when its Java process is killed. */
@EnabledIfSystemProperty(
        named = "understudy.testkit.docker",
        matches = "true",
        disabledReason = "WatchdogIT is the one for processes")
class ContainerWatchdogIT {

    @Test
    void killedProcessLeavesNoContainers() throws IOException {
        DockerEngine engine = DockerEngine.of(System.getenv());
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        System.getProperty("understudy.testkit.flavor", "mariadb"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = java.inputReader()) {
            String container = output.lines()
                    .filter(line -> line.startsWith("CONTAINER "))
                    .map(line -> line.substring("CONTAINER ".length()))
                    .findFirst()
                    .orElseThrow();
            assertThat(engine.hasContainer(container)).isTrue();

            java.destroyForcibly();

            await().atMost(Duration.ofSeconds(20)).until(() -> !engine.hasContainer(container));
        }
    }

    /** The process that is killed. */
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) throws InterruptedException {
            Cluster cluster = Cluster.of(ServerFlavor.valueOf(arguments[0].toUpperCase(Locale.ROOT)))
                    .replicas(0)
                    .docker()
                    .start();
            // A container's host name is the beginning of its id.
            System.out.println("CONTAINER " + cluster.source().query("SELECT @@hostname"));
            Thread.currentThread().join();
        }
    }
}
