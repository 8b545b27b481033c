package io.github.understudy.spring.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.it.Booted;
import io.github.understudy.spring.it.Servers;
import io.github.understudy.spring.it.Without;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/**
 * An application that was processed ahead of time, as the goal process-aot of Boot's Maven plugin does, and runs with
 * {@code spring.aot.enabled=true}. Where its database is, it hears only when it runs.
 */
@ClusterTest(replicas = 1)
class AotIT {
    @TempDir
    private Path prepared;

    @Test
    void whatIsProcessedAheadOfTimeIsServedAsWell(Cluster cluster) throws Exception {
        Servers.prepare(cluster);
        process();
        compile();
        assertThat(run(cluster))
                .containsExactly(
                        "initializer: true",
                        "data source: WrappedDataSource",
                        "write: server-0",
                        "read: server-1",
                        "read on source: server-0",
                        "dashboard: 200",
                        "health: 200");
        assertThat(run(cluster, "--understudy.enabled=false"))
                .as("what was processed with it goes on without it")
                .containsExactly("initializer: true", "data source: HikariDataSource", "write: server-0");
    }

    private void process() throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                Errand.class.getName(),
                prepared.resolve("sources").toString(),
                prepared.resolve("resources").toString(),
                prepared.resolve("classes").toString(),
                "io.github.understudy",
                "errand"));
        arguments.addAll(arguments(Booted.quiet()));
        SpringApplicationAotProcessor.main(arguments.toArray(String[]::new));
    }

    private void compile() throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-d", prepared.resolve("classes").toString(), "-cp"));
        arguments.add(System.getProperty("java.class.path"));
        try (Stream<Path> sources = Files.walk(prepared.resolve("sources"))) {
            sources.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private List<String> run(Cluster cluster, String... more) throws Exception {
        List<String> arguments = arguments(Booted.properties(cluster));
        arguments.addAll(List.of(more));
        return new Spawned("-Dspring.aot.enabled=true")
                .with(prepared.resolve("classes"))
                .with(prepared.resolve("resources"))
                .run(Errand.class, arguments);
    }

    private static List<String> arguments(Map<String, String> properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--" + Without.MOST,
                "--understudy.dashboard.enabled=true",
                "--management.endpoints.web.exposure.include=health,understudy"));
        properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return arguments;
    }
}
