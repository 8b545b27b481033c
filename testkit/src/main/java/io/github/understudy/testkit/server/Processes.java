package io.github.understudy.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs programs and waits for them. */
final class Processes {

    private Processes() {}

    /** Waits for the end. Returns false if it has not come in time. */
    static boolean await(Process process, int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while waiting for a process to end", e);
        }
    }

    /** Runs a program to its end, its output into a file, its input from one. Returns the exit code, or 137 if it took too long. */
    static int run(List<String> command, @Nullable Path input, Path output, int seconds) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (await(process, seconds)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return 137;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0), e);
        }
    }

    /** What a quick program prints; empty if it fails. */
    static String output(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return await(process, 10) && process.exitValue() == 0 ? text.strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
