package io.github.understudy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is left of a cluster when its Java process is killed. */
@DisabledOnOs(OS.WINDOWS)
@DisabledIfSystemProperty(
        named = "understudy.testkit.docker",
        matches = "true",
        disabledReason = "ContainerWatchdogIT is the one for containers")
class WatchdogIT {

    @Test
    void killedProcessLeavesNeitherServersNorFiles() throws IOException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        System.getProperty("understudy.testkit.flavor", "mariadb"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = java.inputReader()) {
            Path data = output.lines()
                    .filter(line -> line.startsWith("DATA "))
                    .map(line -> Path.of(line.substring("DATA ".length())))
                    .findFirst()
                    .orElseThrow();
            assertThat(data).isDirectory();
            List<ProcessHandle> children = java.descendants().toList();
            assertThat(children).hasSizeGreaterThanOrEqualTo(4); // three servers, one watchdog

            java.destroyForcibly();

            await().atMost(Duration.ofSeconds(10)).until(() -> children.stream().noneMatch(WatchdogIT::isAlive));
            await().atMost(Duration.ofSeconds(10)).until(() -> !Files.exists(data.getParent()));
        }
    }

    /** Nobody may be there to take note of an orphan's end: a zombie is dead, too. */
    private static boolean isAlive(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.exists(status) ? Files.lines(status) : Stream.empty()) {
            return process.isAlive() && lines.noneMatch(line -> line.matches("State:\\s+Z.*"));
        } catch (IOException e) {
            return false;
        }
    }

    /** The process that is killed. */
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) throws InterruptedException {
            Cluster cluster = Cluster.of(ServerFlavor.valueOf(arguments[0].toUpperCase(java.util.Locale.ROOT)))
                    .start();
            cluster.node(1).freeze();
            System.out.println("DATA " + cluster.source().query("SELECT @@datadir"));
            Thread.currentThread().join();
        }
    }
}
