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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** DevTools starts the application anew in the same JVM, with other classes of the same names. */
@ClusterTest(replicas = 1)
class DevToolsIT {
    @Test
    void theFirstLifeLeavesNothingBehindAndTheSecondWorks(Cluster cluster) throws Exception {
        Servers.prepare(cluster);
        List<String> arguments = new ArrayList<>(
                List.of("--" + Without.MOST, "--" + Without.WEB, "--spring.devtools.livereload.enabled=false"));
        Booted.properties(cluster).forEach((key, value) -> arguments.add("--" + key + "=" + value));
        assertThat(new Spawned().with(devTools()).run(Restarting.class, arguments))
                .containsExactly(
                        "loaded by: RestartClassLoader",
                        "write: server-0",
                        "threads: some",
                        "loaded by: RestartClassLoader",
                        "write: server-0",
                        "threads of the first life: gone",
                        "first life: closed");
    }

    private static Path devTools() throws Exception {
        try (Stream<Path> jars = Files.list(Path.of("target", "devtools"))) {
            return jars.findFirst().orElseThrow().toAbsolutePath();
        }
    }
}
