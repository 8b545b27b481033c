package io.github.understudy.spring.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs an application in a JVM of its own, and hears what it answers. */
final class Spawned {
    static final String ANSWER = "ANSWER ";

    private final List<String> command = new ArrayList<>();
    private final List<String> before = new ArrayList<>();

    Spawned(String... options) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(Arrays.asList(options));
    }

    static List<String> classPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    /** What is found before all else. */
    Spawned with(Path entry) {
        before.add(entry.toString());
        return this;
    }

    /** Returns the lines that begin with {@link #ANSWER}, without that. */
    List<String> run(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        List<String> path = new ArrayList<>(before);
        path.addAll(classPath());
        command.addAll(List.of("-cp", String.join(File.pathSeparator, path), main.getName()));
        command.addAll(arguments);
        Path output = Files.createTempFile("spawned", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(90, TimeUnit.SECONDS);
            String said = Files.readString(output);
            assertThat(ended).as("it ends: %s", said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said.lines()
                    .filter(line -> line.startsWith(ANSWER))
                    .map(line -> line.substring(ANSWER.length()))
                    .toList();
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
