package io.github.understudy.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server program that can be run.
 *
 * @param product what it is
 * @param version its version, like 11.4.5
 * @param program the executable
 * @param prefix the directory that holds its bin, share and lib
 */
public record ServerBinary(Product product, String version, Path program, Path prefix) {

    /** The program and all that is needed to run it here: its own loader if it was unpacked with one. */
    public List<String> command() {
        List<String> command = new ArrayList<>();
        ownLoader().ifPresent(loader -> {
            command.add(loader.toString());
            command.add("--library-path");
            command.add(String.valueOf(loader.getParent()));
        });
        command.add(program.toString());
        return command;
    }

    /** The command with the options that every use of the program needs. */
    public List<String> baseCommand() {
        List<String> command = command();
        command.add("--no-defaults");
        command.add("--basedir=" + prefix);
        if (Platform.isRoot()) {
            command.add("--user=root");
        }
        command.addAll(product.homeOptions(this));
        command.addAll(product.formatOptions());
        return command;
    }

    private Optional<Path> ownLoader() {
        if (prefix.equals(Path.of("/usr"))) {
            return Optional.empty();
        }
        return matches(prefix.resolve("lib"), "*-linux-gnu").stream()
                .flatMap(directory -> matches(directory, "ld-linux*.so.*").stream())
                .findFirst();
    }

    /** The first of some places below the prefix that exists. */
    Optional<Path> firstOf(String... places) {
        return Stream.of(places).map(prefix::resolve).filter(Files::exists).findFirst();
    }

    private static List<Path> matches(Path directory, String glob) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(directory, glob)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
